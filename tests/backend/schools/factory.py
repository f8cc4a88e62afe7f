"""Schools, made as an officer makes them; all of them invented."""

from sqlalchemy.orm import Session

from backend.administrative_units.models import UnitId
from backend.officers.models import Officer, OfficerId
from backend.schools import service
from backend.schools.models import School, SchoolSite
from backend.schools.service import SchoolForm, SiteForm
from tests.factories import World


def make_school(
    session: Session,
    world: World,
    name: str = "Trường Tiểu học Suối Trong",
    level: str = "TH",
    other_names: str = "",
    *,
    unit_id: int | None = None,
) -> School:
    """A school of `commune` unless `unit_id` says other."""
    officer = session.get_one(Officer, OfficerId(world.province_officer))
    form = SchoolForm(name, level, other_names)
    return service.add(session, officer, UnitId(unit_id or world.commune), form)


def make_site(
    session: Session, world: World, school: School, name: str = "Điểm Thôn 2", **said: str
) -> SchoolSite:
    """A site of a school."""
    officer = session.get_one(Officer, OfficerId(world.province_officer))
    form = SiteForm(name, **said)
    return service.add_site(session, officer, school.id, school.version, form)
