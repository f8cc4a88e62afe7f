"""Adding a place, changing it, its days with other hours, and closing it for good."""

import re
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend import audit, clock, scope
from backend.access_points import queries
from backend.access_points.models import AccessPoint, AccessPointId, ExceptionId, HoursException
from backend.access_points.rules import NEVER, Hours, Position, Week, position_of
from backend.access_points.schedules import stored
from backend.access_points.typed_hours import read_hours, read_week
from backend.administrative_units.models import AdministrativeUnit, Level, UnitId
from backend.errors import Conflict, Invalid, NotFound
from backend.i18n import N_, _
from backend.officers.models import Officer

MOST_MACHINES = 1000
MOST_DONG = 10**9
_LINE_DONG = N_("Anh/chị ghi số tiền mỗi tháng bằng chữ số, ví dụ: 220.000.")
_LINE_DISCOUNT = N_("Anh/chị ghi số phần trăm được giảm, từ 0 đến 100, ví dụ: 30.")
_PHONE = re.compile(r"(?:\+84|0|1)[\d .\-]{3,18}\d")


@dataclass(frozen=True)
class PointForm:
    """A place as an officer types it. `position` is "14.41, 107.79" or empty; `line_dong` what the
    Internet line costs a month, `line_discount` the percent that were let off."""

    name: str
    hours: str
    machines: str = "0"
    address: str = ""
    phone: str = ""
    activities: str = ""
    fee: str = ""
    position: str = ""
    rules: str = ""
    summer: str = ""
    line_operator: str = ""
    line_dong: str = ""
    line_discount: str = ""


def add(session: Session, officer: Officer, unit_id: UnitId, form: PointForm) -> AccessPoint:
    """A new place of a commune. Raises `Invalid` beside the field, `NotFound` for a commune that is
    not the officer's."""
    unit = session.get(AdministrativeUnit, unit_id)
    if (
        unit is None
        or unit.level is not Level.COMMUNE
        or not scope.reaches(session, officer, unit_id)
    ):
        raise NotFound(_("Không có xã này trong đơn vị của anh/chị."))
    point = AccessPoint(unit_id=unit_id, closed_on=None, version=1)
    _fill(point, form)
    session.add(point)
    session.flush()
    audit.record(session, "add_access_point", point, by=officer, unit_id=unit_id)
    return point


def change(
    session: Session, officer: Officer, point_id: AccessPointId, version: int, form: PointForm
) -> AccessPoint:
    """What is different now. Raises `Invalid` beside the field, `Conflict` when a colleague was
    faster."""
    point = _open_for_change(session, officer, point_id, version)
    before = point.hours
    _fill(point, form)
    audit.record(
        session, "change_access_point", point, by=officer, hours_changed=point.hours != before
    )
    return point


def close(
    session: Session, officer: Officer, point_id: AccessPointId, version: int, on: date
) -> AccessPoint:
    """From a day on it is no public place any more. Raises `Conflict` when a colleague was faster."""
    point = _open_for_change(session, officer, point_id, version)
    point.closed_on = on
    audit.record(session, "close_access_point", point, by=officer, on=on.isoformat())
    return point


def reopen(
    session: Session, officer: Officer, point_id: AccessPointId, version: int
) -> AccessPoint:
    """It serves people again, or was closed by mistake."""
    point = _open_for_change(session, officer, point_id, version)
    point.closed_on = None
    audit.record(session, "reopen_access_point", point, by=officer)
    return point


def except_day(
    session: Session,
    officer: Officer,
    point_id: AccessPointId,
    day: date,
    reason: str,
    hours: str = "",
) -> HoursException:
    """Other hours on one day, none when `hours` is empty; the last word on a day counts. Raises
    `Invalid` beside the field."""
    point = queries.access_point(session, officer, point_id, lock=True)
    if day < clock.today():
        raise Invalid(_("Ngày này đã qua. Anh/chị ghi hôm nay hoặc một ngày sắp tới."), field="day")
    kept = _hours(hours)
    if not (kept or reason.strip()):
        raise Invalid(
            _("Anh/chị ghi vì sao nghỉ, ví dụ: tập huấn. Người dân đọc lời này."), field="reason"
        )
    query = select(HoursException).where(
        HoursException.access_point_id == point.id, HoursException.day == day
    )
    exception = session.scalar(query) or HoursException(access_point_id=point.id, day=day)
    exception.reason, exception.hours = reason.strip(), stored(kept)
    session.add(exception)
    session.flush()
    audit.record(
        session, "except_day", point, by=officer, day=day.isoformat(), hours=exception.hours
    )
    return exception


def keep_usual_hours(
    session: Session, officer: Officer, point_id: AccessPointId, exception_id: ExceptionId
) -> None:
    """Takes the other hours of a day back. Raises `NotFound`."""
    point = queries.access_point(session, officer, point_id, lock=True)
    exception = session.get(HoursException, exception_id)
    if exception is None or exception.access_point_id != point.id:
        raise NotFound(_("Ngày này đã theo giờ thường rồi."))
    session.delete(exception)
    session.flush()
    audit.record(session, "keep_usual_hours", point, by=officer, day=exception.day.isoformat())


def _open_for_change(
    session: Session, officer: Officer, point_id: AccessPointId, version: int
) -> AccessPoint:
    point = queries.access_point(session, officer, point_id, lock=True)
    if point.version != version:
        raise Conflict(_("Điểm này vừa có người sửa. Anh/chị xem lại rồi ghi."))
    point.version += 1
    return point


def _fill(point: AccessPoint, form: PointForm) -> None:
    if not form.name.strip():
        raise Invalid(_("Anh/chị ghi tên nơi đặt máy, ví dụ: Thư viện xã."), field="name")
    position = _position(form.position)
    point.name, point.address = form.name.strip(), form.address.strip()
    point.phone = _phone(form.phone)
    point.machines = _machines(form.machines)
    point.activities, point.fee = form.activities.strip(), form.fee.strip()
    point.latitude = position.latitude if position else None
    point.longitude = position.longitude if position else None
    point.hours = [stored(day) for day in _week(form.hours)]
    point.rules, point.summer = form.rules.strip(), form.summer.strip()
    point.line_operator = form.line_operator.strip()
    point.line_dong = _amount(form.line_dong, MOST_DONG, "line_dong", _LINE_DONG)
    point.line_discount = _amount(form.line_discount, 100, "line_discount", _LINE_DISCOUNT)


def _machines(text: str) -> int:
    if not (text.strip().isdecimal() and int(text) <= MOST_MACHINES):
        raise Invalid(_("Anh/chị ghi số máy bằng chữ số, ví dụ: 10."), field="machines")
    return int(text)


def _amount(text: str, most: int, field: str, words: str) -> int | None:
    """A number as people write it, "220.000 đ" or "30%"; None for an empty field."""
    digits = re.sub(r"[ .,%đ₫]|đồng", "", text.strip().lower())
    if not digits:
        return None
    if not (digits.isascii() and digits.isdecimal() and int(digits) <= most):
        raise Invalid(_(words), field=field)
    return int(digits)


def _phone(text: str) -> str:
    if text.strip() and not _PHONE.fullmatch(text.strip()):
        raise Invalid(
            _("Anh/chị ghi số điện thoại của nơi này, ví dụ: 0260 3821 234."), field="phone"
        )
    return text.strip()


def _position(text: str) -> Position | None:
    position = position_of(text)
    if text.strip() and position is None:
        raise Invalid(
            _("Anh/chị chép tọa độ từ bản đồ, vĩ độ trước, ví dụ: 14.4102, 107.7951."),
            field="position",
        )
    return position


def _week(text: str) -> Week:
    try:
        week = read_week(text)
    except Invalid as refusal:
        raise Invalid(str(refusal), field="hours") from None
    if week == NEVER:
        raise Invalid(
            _("Anh/chị ghi ít nhất một ngày mở cửa, ví dụ: T2-T6 7:30-11:30, 13:30-17:00."),
            field="hours",
        )
    return week


def _hours(text: str) -> Hours:
    try:
        return read_hours(text)
    except Invalid as refusal:
        raise Invalid(str(refusal), field="day_hours") from None
