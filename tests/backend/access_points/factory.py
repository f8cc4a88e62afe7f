"""Places with public computers, made as an officer makes them; all of them invented."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.access_points import service
from backend.access_points.models import AccessPoint, AccessPointId
from backend.access_points.service import PointForm
from backend.administrative_units.models import UnitId
from backend.administrative_units.service import unit_with_code
from backend.officers.models import Officer, OfficerId
from tests.factories import World

OFFICE_HOURS = "T2-T6 7:30-11:30, 13:30-17:00"


def make_access_point(
    session: Session,
    world: World,
    name: str = "Thư viện A Lưới 1",
    *,
    hours: str = OFFICE_HOURS,
    unit_id: int | None = None,
    **said: str,
) -> AccessPoint:
    """A place in `commune` unless `unit_id` says other."""
    officer = session.get_one(Officer, OfficerId(world.province_officer))
    form = PointForm(name=name, hours=hours, **said)
    return service.add(session, officer, UnitId(unit_id or world.commune), form)


def write_down(session: Session, world: World, line: str) -> AccessPoint:
    """A place as transcripts write it: `20056 Thư viện | giờ | địa chỉ | số điện thoại | tọa độ`."""
    place, *facts = (part.strip() for part in line.split("|"))
    code, _space, name = place.partition(" ")
    hours, address, phone, position = (*facts, "", "", "", "")[:4]
    unit_id = unit_with_code(session, code).id
    return make_access_point(
        session,
        world,
        name,
        hours=hours,
        unit_id=unit_id,
        address=address,
        phone=phone,
        position=position,
        machines="4",
    )


def close_newest(session: Session, officer: Officer, told: str) -> None:
    """`29/11/2026 tập huấn`: the place that was added last is closed on a day."""
    day, _space, reason = told.partition(" ")
    newest = session.scalars(select(AccessPoint.id).order_by(AccessPoint.id.desc())).first()
    on = datetime.strptime(day, "%d/%m/%Y").date()  # noqa: DTZ007 - a day has no zone
    service.except_day(session, officer, AccessPointId(newest or 0), on, reason)
