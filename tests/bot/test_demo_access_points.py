"""The sample places of the demo are found where people look for them."""

import pytest

from backend.access_points.finding import near
from backend.access_points.rules import Position
from backend.access_points.typed_hours import read_week, show_week
from backend.administrative_units.choosing import communes_meant
from backend.administrative_units.loading import load_units
from backend.administrative_units.service import unit_with_code
from backend.db import Database
from backend.officers.models import Role
from backend.officers.service import add_officer
from bot.demo.access_points import POINTS, SA_THAY, make_access_points
from bot.demo.accounts import OFFICERS, PASSWORD
from bot.demo.world import UNITS


def test_fifteen_machines_in_sa_thay_under_its_old_name_too(database: Database) -> None:
    with database.transaction() as session:
        load_units(session, UNITS)
        officers = [
            add_officer(
                session,
                sample.username,
                sample.full_name,
                PASSWORD,
                Role.APPROVER,
                unit_with_code(session, sample.commune).id,
            )
            for sample in OFFICERS
        ]
        make_access_points(session, officers)
        commune = unit_with_code(session, SA_THAY).id
        found = near(session, commune)
        assert sorted(one.point.machines for one in found) == [5, 10]
        for name in ("xã Sa Sơn", "thị trấn Sa Thầy", "sa nhon"):
            assert [choice.commune_id for choice in communes_meant(session, name)] == [commune]
        nearest, *_others = near(session, Position(14.412, 107.794))
        assert nearest.point.name == "Thư viện Sa Thầy"


@pytest.mark.parametrize("form", [form for forms in POINTS.values() for form in forms])
def test_sample_hours_are_written_as_they_will_be_shown(form: object) -> None:
    hours = getattr(form, "hours", "")
    assert show_week(read_week(hours)) == hours
