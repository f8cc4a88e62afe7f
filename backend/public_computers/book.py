"""The yearly book of a place: costs, training and inspections."""

import re
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend import audit, clock
from backend.access_points.models import AccessPointId
from backend.access_points.queries import access_point
from backend.db import locked
from backend.errors import Conflict, Invalid, NotFound
from backend.i18n import N_, _
from backend.officers.models import Officer
from backend.public_computers.book_models import (
    CostId,
    PlaceCost,
    PlaceInspection,
    PlaceInspectionId,
    StaffTraining,
)
from backend.public_computers.plans import places_of
from backend.public_computers.words import Money

MOST_DONG = 10**11
MOST_PEOPLE = 1000
FIRST_YEAR = 2000
_DAY_TO_COME = N_("Ngày này chưa tới. Anh/chị ghi hôm nay hoặc ngày đã qua.")


@dataclass(frozen=True)
class Cost:
    """Money paid, as an officer types it: "1.250.000 đ"."""

    line: str
    paid_on: date
    source: str
    dong: str
    note: str = ""


@dataclass(frozen=True)
class Looked:
    """What an inspection found, as an officer types it; `right_purpose` is "yes" or "no"."""

    on: date
    by_office: str
    findings: str
    right_purpose: str
    follow_up: str = ""


def add_cost(session: Session, officer: Officer, point_id: AccessPointId, cost: Cost) -> PlaceCost:
    """Money paid for a place. Raises `Invalid` beside the field, `Conflict` for what is written."""
    point = access_point(session, officer, point_id, lock=True)
    places = places_of(session, point.unit_id)
    lines = places.costs if places else ()
    if cost.line not in {line.code for line in lines}:
        raise Invalid(_("Anh/chị chọn khoản chi."), field="line")
    if cost.source not in list(Money):
        raise Invalid(_("Anh/chị chọn nguồn tiền."), field="source")
    _past(cost.paid_on, "paid_on")
    digits = re.sub(r"[ .,đ₫]|đồng", "", cost.dong.lower())
    if not (digits.isascii() and digits.isdecimal() and 0 < int(digits) <= MOST_DONG):
        raise Invalid(_("Anh/chị ghi số tiền bằng chữ số, ví dụ: 1.250.000."), field="dong")
    row = PlaceCost(
        access_point_id=point.id,
        line=cost.line,
        paid_on=cost.paid_on,
        source=Money(cost.source),
        dong=int(digits),
        note=cost.note.strip(),
        struck_on=None,
        officer_id=officer.id,
    )
    _not_twice(session, row)
    session.add(row)
    session.flush()
    audit.record(session, "add_place_cost", point, by=officer, line=row.line, dong=row.dong)
    return row


def strike_cost(
    session: Session, officer: Officer, point_id: AccessPointId, cost_id: CostId
) -> None:
    """Takes a wrong entry out of the sums; it stays to be read. Raises `NotFound`."""
    point = access_point(session, officer, point_id, lock=True)
    row = session.get(PlaceCost, cost_id)
    if row is None or row.access_point_id != point.id:
        raise NotFound(_("Không có khoản chi này ở điểm của anh/chị."))
    if row.struck_on is None:
        row.struck_on = clock.today()
        session.flush()
        audit.record(session, "strike_place_cost", point, by=officer, cost=row.id)


def add_training(
    session: Session,
    officer: Officer,
    point_id: AccessPointId,
    held_on: date,
    content: str,
    people: str,
) -> None:
    """A training of a place's staff; the same twice counts once. Raises `Invalid` beside the field."""
    point = access_point(session, officer, point_id, lock=True)
    _past(held_on, "held_on")
    if not content.strip():
        raise Invalid(_("Anh/chị ghi nội dung, ví dụ: diệt vi rút, sao lưu."), field="content")
    typed = people.strip()
    if not (typed.isascii() and typed.isdecimal() and 0 < int(typed) <= MOST_PEOPLE):
        raise Invalid(_("Anh/chị ghi số cán bộ dự bằng chữ số, ví dụ: 2."), field="people")
    same = select(StaffTraining.id).where(
        StaffTraining.access_point_id == point.id,
        StaffTraining.held_on == held_on,
        StaffTraining.content == content.strip(),
    )
    if session.scalar(same) is not None:
        return
    session.add(
        StaffTraining(
            access_point_id=point.id,
            held_on=held_on,
            content=content.strip(),
            people=int(typed),
            officer_id=officer.id,
        )
    )
    session.flush()
    audit.record(session, "add_staff_training", point, by=officer, people=int(typed))


def inspect(
    session: Session, officer: Officer, point_id: AccessPointId, looked: Looked
) -> PlaceInspection:
    """What an inspection of a place found; the same one twice is one. Raises `Invalid` beside the field:
    where the machines are not used as they should be, what is to be done has to be said."""
    point = access_point(session, officer, point_id, lock=True)
    _past(looked.on, "on")
    for text, name, words in (
        (looked.by_office, "by_office", _("Anh/chị ghi cơ quan kiểm tra.")),
        (looked.findings, "findings", _("Anh/chị ghi kết quả, ví dụ: 9/10 máy dùng được.")),
    ):
        if not text.strip():
            raise Invalid(words, field=name)
    if looked.right_purpose not in ("yes", "no"):
        raise Invalid(_("Anh/chị chọn máy có dùng đúng mục đích không."), field="right_purpose")
    if looked.right_purpose == "no" and not looked.follow_up.strip():
        raise Invalid(_("Anh/chị ghi việc phải khắc phục."), field="follow_up")
    row = PlaceInspection(
        access_point_id=point.id,
        inspected_on=looked.on,
        by_office=looked.by_office.strip(),
        findings=looked.findings.strip(),
        right_purpose=looked.right_purpose == "yes",
        follow_up=looked.follow_up.strip(),
        followed_up_on=None,
        done="",
        officer_id=officer.id,
    )
    same = select(PlaceInspection).where(
        PlaceInspection.access_point_id == point.id,
        PlaceInspection.inspected_on == row.inspected_on,
        PlaceInspection.findings == row.findings,
    )
    if found := session.scalar(same):
        return found
    session.add(row)
    session.flush()
    audit.record(session, "inspect_place", point, by=officer, right_purpose=row.right_purpose)
    return row


def follow_up(
    session: Session,
    officer: Officer,
    point_id: AccessPointId,
    inspection_id: PlaceInspectionId,
    done: str,
) -> None:
    """What was done about an inspection's findings. Raises `Conflict` when that is said already."""
    point = access_point(session, officer, point_id, lock=True)
    query = select(PlaceInspection).where(
        PlaceInspection.id == inspection_id, PlaceInspection.access_point_id == point.id
    )
    row = session.scalar(locked(query))
    if row is None:
        raise NotFound(_("Không có lần kiểm tra này ở điểm của anh/chị."))
    if row.followed_up_on or not row.follow_up:
        raise Conflict(_("Lần kiểm tra này không còn việc phải khắc phục."))
    if not done.strip():
        raise Invalid(_("Anh/chị ghi đã khắc phục thế nào."), field="done")
    row.done, row.followed_up_on = done.strip(), clock.today()
    session.flush()
    audit.record(session, "follow_up_inspection", point, by=officer, inspection=row.id)


def _past(day: date, field: str) -> None:
    if not date(FIRST_YEAR, 1, 1) <= day <= clock.today():
        raise Invalid(_(_DAY_TO_COME), field=field)


def _not_twice(session: Session, row: PlaceCost) -> None:
    same = select(PlaceCost.id).where(
        PlaceCost.access_point_id == row.access_point_id,
        PlaceCost.line == row.line,
        PlaceCost.paid_on == row.paid_on,
        PlaceCost.source == row.source,
        PlaceCost.dong == row.dong,
        PlaceCost.note == row.note,
        PlaceCost.struck_on.is_(None),
    )
    if session.scalar(same) is not None:
        raise Conflict(
            _("Khoản chi này đã có trong sổ. Nếu là khoản khác, anh/chị ghi thêm vào phần ghi chú.")
        )
