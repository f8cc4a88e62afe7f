"""Public machines with their books, made as an officer makes them; all of them invented."""

from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend import clock
from backend.access_points.models import AccessPoint, AccessPointId
from backend.administrative_units.models import UnitId
from backend.officers.models import Officer, OfficerId
from backend.public_computers import book, collection, log, machine_queries, machines
from backend.public_computers.book import Cost, Looked
from backend.public_computers.log import DayForm
from backend.public_computers.models import MachineId
from tests.backend.access_points.factory import make_access_point
from tests.factories import World

SINCE = date(2024, 1, 1)


def librarian(session: Session, world: World) -> Officer:
    """The officer of xã A Lưới 1."""
    return session.get_one(Officer, OfficerId(world.officer))


def make_place(
    session: Session, world: World, codes: str = "1-3", name: str = "Thư viện A Lưới 1"
) -> AccessPoint:
    """A library with machines since 2024."""
    point = make_access_point(session, world, name)
    machines.add(session, librarian(session, world), point.id, codes, SINCE, "")
    return point


def machine_id(session: Session, point_id: AccessPointId, code: str) -> MachineId:
    """The number of the machine with this sticker."""
    every = machine_queries.machines(session, point_id)
    return next(one.machine.id for one in every if one.machine.code == code)


def make_public_computers(session: Session, world: World) -> dict[str, int | str]:
    """One row of everything that an address of these pages can hold, by its name there."""
    officer, point = librarian(session, world), make_place(session, world)
    today = clock.today()
    machine = machine_id(session, point.id, "2")
    fault = machines.out_of_order(
        session, officer, point.id, machine, today - timedelta(days=2), "không lên nguồn"
    )
    log.write(session, officer, point.id, DayForm(today, opened="closed", reason="mất điện"))
    cost = book.add_cost(
        session, officer, point.id, Cost("dien", today, "budget", "350.000", "tháng này")
    )
    looked = Looked(today, "Phòng Văn hóa - Xã hội", "9/10 máy dùng được", "no", "Gỡ trò chơi")
    inspection = book.inspect(session, officer, point.id, looked)
    item = collection.add(
        session,
        officer,
        UnitId(world.commune),
        title="Lịch sử xã nhà (mẫu)",
        kind="history",
        link="https://example.org/lich-su",
    )
    return {
        "fault_id": fault.id,
        "cost_id": cost.id,
        "place_inspection_id": inspection.id,
        "item_id": item.id,
    }


def write_down(session: Session, world: World, line: str) -> None:
    """As transcripts write it: `MÁY 1-10`, of the place that was added last, or
    `SƯU TẬP film | Tên | https://… | về gì | phụ đề`."""
    officer = librarian(session, world)
    if line.startswith("MÁY "):
        newest = session.scalars(select(AccessPoint.id).order_by(AccessPoint.id.desc())).first()
        codes = line.removeprefix("MÁY ")
        machines.add(session, officer, AccessPointId(newest or 0), codes, SINCE, "")
        return
    facts = [part.strip() for part in line.removeprefix("SƯU TẬP ").split("|")]
    kind, title, link, about, subtitles = (*facts, "", "")[:5]
    unit_id = UnitId(world.commune)
    told = {"title": title, "kind": kind, "link": link, "about": about, "subtitles": subtitles}
    collection.add(session, officer, unit_id, **told)
