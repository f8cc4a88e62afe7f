"""A sixth programme in force."""

import shutil
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from backend.administrative_units.models import AdministrativeUnit, UnitId
from backend.db import Database
from backend.officers.models import Officer, OfficerId, Role
from backend.programmes.service import load_catalogue
from backend.schools.models import School
from backend.schools.rules import school_key
from backend.schools.words import SchoolLevel
from tests.backend.programmes.sixth import FILE
from tests.factories import World, make_contact, make_officer


@pytest.fixture
def people(database: Database, world: World, tmp_path: Path) -> dict[str, int]:
    """The programme in force, its officers, a school, and a parent."""
    shutil.copy(FILE, tmp_path)
    with database.transaction() as session:
        load_catalogue(session, tmp_path)
        unit = session.get_one(Officer, OfficerId(world.officer)).unit_id
        verifier = add_verifier(session, unit)
        school = School(
            unit_id=unit,
            level=SchoolLevel.PRIMARY,
            name="Trường TH Hồng Thủy",
            key=school_key("Trường TH Hồng Thủy"),
            other_names=[],
        )
        session.add(school)
        session.flush()
        found = {
            "verifier": verifier,
            "school": school.id,
            "parent": make_contact(session),
        }
    return found


def add_verifier(session: Session, unit: UnitId) -> int:
    commune = session.get_one(AdministrativeUnit, unit)
    return make_officer(session, "thamdinh", "Vi Thị Thẩm", commune, Role.VERIFIER).id
