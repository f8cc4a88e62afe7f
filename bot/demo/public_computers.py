"""The books of the two places of Sa Thầy: all numbers are invented, but for the fifteen machines (ten in
the library, five in Sa Sơn) of Kế hoạch 156/KH-UBND, received in August 2013."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend import clock
from backend.access_points.models import AccessPoint
from backend.access_points.rules import hours_on
from backend.access_points.schedules import schedules
from backend.access_points.typed_hours import show_hours
from backend.administrative_units.service import unit_with_code
from backend.db import bulk_insert, reserve_ids, table
from backend.officers.models import Officer
from backend.public_computers import book, collection, machines
from backend.public_computers.book import Cost, Looked
from backend.public_computers.machine_queries import machines as machines_of
from backend.public_computers.models import ServiceDay, UpkeepDone, VisitCount
from backend.public_computers.plans import places_of
from backend.public_computers.rules import minutes
from backend.public_computers.words import Group, Purpose
from bot.demo.access_points import LIBRARIAN, SA_THAY

RECEIVED = date(2013, 8, 15)
DAYS = 700  # so that there is a year before to compare with
UNWRITTEN = 2  # the last days, for whoever tries the log
COUNTS = {10: "1-10", 5: "1-5"}
ITEMS = (
    (
        "film",
        "Phim tư liệu về Sa Thầy (mẫu)",
        "lịch sử Sa Thầy, chiến thắng Chư Tan Kra",
        "Anh, Việt",
    ),
    ("history", "Người Gia Rai ở Sa Thầy (mẫu)", "con người, văn hóa, lễ hội, nhà rông", ""),
    ("history", "Người Rơ Măm làng Le (mẫu)", "con người, văn hóa, xã Mô Rai", ""),
    ("book", "Thư mục sách của thư viện (mẫu)", "tra cứu, mượn sách", ""),
    ("film", "Thế giới động vật (mẫu)", "khoa học, thiếu nhi, học tiếng Anh", "Anh, Việt"),
    ("lesson", "Tiếng Anh cho trẻ nhỏ (mẫu)", "học tiếng Anh, thiếu nhi, hè", ""),
)


def make_public_computers(session: Session) -> None:
    """Machines, faults, a log, upkeep, costs, a training, an inspection and a collection."""
    officer = session.scalars(select(Officer).where(Officer.username == LIBRARIAN.username)).one()
    unit = unit_with_code(session, SA_THAY)
    query = select(AccessPoint).where(AccessPoint.unit_id == unit.id).order_by(AccessPoint.id)
    for point in session.scalars(query).all():
        note = "máy của Dự án BMGF-VN"
        machines.add(session, officer, point.id, COUNTS[point.machines], RECEIVED, note)
        _faults(session, officer, point)
        _log(session, officer, point)
        _upkeep(session, officer, point)
        _book(session, officer, point)
    for at, (kind, title, about, subtitles) in enumerate(ITEMS, start=1):
        told = {"title": title, "kind": kind, "about": about, "subtitles": subtitles}
        link = f"https://example.org/thu-vien-sa-thay/{at}"
        collection.add(session, officer, unit.id, link=link, **told)


def _faults(session: Session, officer: Officer, point: AccessPoint) -> None:
    """One that was mended in the spring, one that is out of order now."""
    today, every = clock.today(), machines_of(session, point.id)
    for code, ago, lasted in (("2", 200, 6), ("3", 5, None)):
        machine = next(one.machine.id for one in every if one.machine.code == code)
        began = today - timedelta(days=ago)
        fault = machines.out_of_order(
            session, officer, point.id, machine, began, "không lên nguồn (mẫu)"
        )
        machines.note_step(session, officer, point.id, fault.id, "Gọi thợ xem nguồn (mẫu)")
        if lasted:
            machines.works_again(
                session, officer, point.id, fault.id, began + timedelta(days=lasted)
            )


def _log(session: Session, officer: Officer, point: AccessPoint) -> None:
    today = clock.today()
    since = today - timedelta(days=DAYS)
    schedule = schedules(session, [point], since)[point.id]
    days: list[tuple[Any, ...]] = []
    for ahead in range(DAYS - UNWRITTEN):
        day = since + timedelta(days=ahead)
        hours = hours_on(schedule, day).hours
        planned = minutes(hours)
        if planned:
            closed = ahead % 97 == 5
            kept, shown, reason = (
                (0, "", "mất điện") if closed else (planned, show_hours(hours), "")
            )
            facts = (point.id, day, planned, kept, 0, shown, reason, "", officer.id, clock.now(), 1)
            days.append(facts)
    ids = reserve_ids(session, table(ServiceDay), len(days))
    columns = (
        "id",
        "access_point_id",
        "day",
        "planned",
        "kept",
        "extra",
        "hours",
        "reason",
        "note",
    )
    bulk_insert(
        session,
        table(ServiceDay),
        (*columns, "officer_id", "written_at", "version"),
        [(number, *day) for number, day in zip(ids, days, strict=True)],
    )
    visits = list(_visits(point, ids, days, today))
    numbers = reserve_ids(session, table(VisitCount), len(visits))
    bulk_insert(
        session,
        table(VisitCount),
        ("id", "service_day_id", "group", "purpose", "count"),
        [(number, *visit) for number, visit in zip(numbers, visits, strict=True)],
    )


def _visits(
    point: AccessPoint, ids: Any, days: list[tuple[Any, ...]], today: date
) -> Iterator[tuple[Any, ...]]:
    """About six percent more than a year before."""
    for number, (_point, day, _planned, kept, *_rest) in zip(ids, days, strict=True):
        if not kept:
            continue
        lately = (today - day).days < 365
        base = point.machines + day.toordinal() % 7
        pupils = base * (106 if lately else 100) // 100 + (lately and day.toordinal() % 3 == 0)
        yield number, Group.PUPIL, Purpose.ENGLISH, pupils // 2
        yield number, Group.PUPIL, Purpose.NOT_SAID, pupils - pupils // 2
        yield number, Group.ADULT, Purpose.INFORMATION, 2 + day.toordinal() % 3


def _upkeep(session: Session, officer: Officer, point: AccessPoint) -> None:
    """Done as it should be, but for the antivirus of this week."""
    places, today = places_of(session, point.unit_id), clock.today()
    for task in places.upkeep if places else ():
        for turn in range(1, 365 // task.every_days):
            on = today - timedelta(days=turn * task.every_days + 2)
            session.add(
                UpkeepDone(
                    access_point_id=point.id, task=task.code, done_on=on, officer_id=officer.id
                )
            )
    session.flush()


def _book(session: Session, officer: Officer, point: AccessPoint) -> None:
    today = clock.today()
    for months in range(6):
        paid = today - timedelta(days=30 * months)
        for line, dong in (("dien", 420_000 + 15_000 * months), ("duong-truyen", 220_000)):
            cost = Cost(line, paid, "budget", str(dong), "(mẫu)")
            book.add_cost(session, officer, point.id, cost)
    gift = Cost("bao-duong", today - timedelta(days=150), "donated", "1500000", "thay nguồn (mẫu)")
    book.add_cost(session, officer, point.id, gift)
    held, about = today - timedelta(days=120), "Quản lý máy tính công cộng, diệt vi rút (mẫu)"
    book.add_training(session, officer, point.id, held, about, "2")
    looked = Looked(
        today - timedelta(days=60),
        "Phòng Văn hóa - Xã hội (mẫu)",
        "Máy dùng đúng mục đích, sổ ghi đủ; một máy hỏng chờ sửa.",
        "yes",
        "Sửa máy số 3",
    )
    book.inspect(session, officer, point.id, looked)
