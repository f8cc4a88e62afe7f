"""Planning a day on which families fetch their devices: who comes, with which device, and telling
them when it changes."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from backend import audit, clock, scope
from backend.administrative_units.models import AdministrativeUnit, Level, UnitId
from backend.db import locked
from backend.deliveries import day_queries, wording
from backend.deliveries.models import DayId, DayState, HandOverDay, HandOverPhoto, HandOverRow
from backend.deliveries.models import RowNumber as Row
from backend.devices.models import Device, DeviceId
from backend.errors import Conflict, Invalid, NotFound
from backend.i18n import _
from backend.media.uploads import picture_of
from backend.notices.service import notify
from backend.officers.models import Officer
from backend.support_requests.models import RequestId, SupportRequest
from backend.support_requests.things import thing_of

MOST_PHOTOS = 10


@dataclass(frozen=True)
class DayForm:
    """A day as an officer types it."""

    place: str
    held_on: date
    starts_at: str
    giver: str


def plan(session: Session, officer: Officer, unit_id: UnitId, form: DayForm) -> HandOverDay:
    """A new day of a commune. Raises `Invalid` beside the field, `NotFound` for another's commune."""
    unit = session.get(AdministrativeUnit, unit_id)
    if not (unit and unit.level is Level.COMMUNE and scope.reaches(session, officer, unit_id)):
        raise NotFound(_("Không có xã này trong đơn vị của anh/chị."))
    planned = HandOverDay(
        unit_id=unit_id, officer_id=officer.id, state=DayState.PLANNED, created_at=clock.now()
    )
    _fill(planned, form)
    session.add(planned)
    session.flush()
    audit.record(session, "plan_hand_over", planned, by=officer, on=planned.held_on.isoformat())
    return planned


def change(
    session: Session, officer: Officer, day_id: DayId, version: int, form: DayForm
) -> HandOverDay:
    """Another place, day, time or giver; families are told what concerns them. Raises `Conflict` when
    a colleague was faster or the day is over."""
    planned = open_day(session, officer, day_id, version)
    before = (planned.place, planned.held_on, planned.starts_at)
    _fill(planned, form)
    if before != (planned.place, planned.held_on, planned.starts_at):
        _tell_all(session, officer, planned, lambda one, thing: wording.moved(one, planned, thing))
    audit.record(session, "change_hand_over", planned, by=officer, on=planned.held_on.isoformat())
    return planned


def call_off(session: Session, officer: Officer, day_id: DayId, version: int, reason: str) -> None:
    """It will not be. Raises `Invalid` without a reason, which the families read."""
    planned = open_day(session, officer, day_id, version)
    why = reason.strip()
    if not why:
        raise Invalid(_("Anh/chị ghi lý do để gia đình hiểu."), field="reason")
    planned.state, planned.reason = DayState.CALLED_OFF, why
    _tell_all(
        session, officer, planned, lambda one, thing: wording.called_off(one, planned, thing, why)
    )
    audit.record(session, "call_off_hand_over", planned, by=officer)


def invite(
    session: Session,
    officer: Officer,
    day_id: DayId,
    version: int,
    request_ids: Sequence[RequestId],
) -> int:
    """Puts requests on the list and tells the families; those that are on a coming day already or no
    longer wait for a device are left out. Hands back how many came on. Raises `Invalid` for none."""
    planned = open_day(session, officer, day_id, version)
    if planned.held_on < clock.today():
        raise Conflict(_("Ngày bàn giao đã qua. Anh/chị đổi ngày rồi mời gia đình."))
    wanted = set(request_ids)
    if not wanted:
        raise Invalid(_("Anh/chị đánh dấu những gia đình được mời."), field="request")
    # Another day of the commune may be inviting the same family at this moment.
    unit = select(AdministrativeUnit.id).where(AdministrativeUnit.id == planned.unit_id)
    session.execute(unit.with_for_update(key_share=True))
    room = day_queries.MOST_ROWS - len(day_queries.listed(session, officer, day_id))
    chosen = day_queries.waiting_among(session, officer, planned, wanted)
    if len(chosen) > room:
        words = _("Một buổi nhiều nhất {count} gia đình. Anh/chị mở buổi khác cho số còn lại.")
        raise Conflict(words.format(count=day_queries.MOST_ROWS))
    for request in chosen:
        session.add(HandOverRow(day_id=day_id, request_id=request.id, came=None))
        notify(
            session,
            request.contact_id,
            wording.invited(request, planned, thing_of(session, request)),
        )
    session.flush()
    codes = [request.code for request in chosen]
    audit.record(session, "invite_to_hand_over", planned, by=officer, requests=codes)
    return len(chosen)


def take_off(session: Session, officer: Officer, day_id: DayId, version: int, row_id: Row) -> None:
    """Takes one family off the list and tells it."""
    planned = open_day(session, officer, day_id, version)
    row = _row(session, planned, row_id)
    request = session.get_one(SupportRequest, row.request_id)
    session.delete(row)
    notify(
        session, request.contact_id, wording.taken_off(request, planned, thing_of(session, request))
    )
    audit.record(session, "take_off_hand_over", planned, by=officer, request=request.code)


def assign(
    session: Session,
    officer: Officer,
    day_id: DayId,
    version: int,
    chosen: dict[Row, DeviceId | None],
) -> None:
    """Which device is meant for whom. Raises `Conflict` for a device that is not free, `Invalid` for
    one that is chosen twice."""
    planned = open_day(session, officer, day_id, version)
    devices = [device for device in chosen.values() if device]
    if len(devices) != len(set(devices)):
        raise Invalid(_("Có máy được chọn cho hai gia đình. Anh/chị xem lại."), field="device")
    session.execute(locked(select(Device.id).where(Device.id.in_(devices)).order_by(Device.id)))
    rows = {line.row.id: line.row for line in day_queries.listed(session, officer, day_id)}
    for row_id in chosen:
        if row := rows.get(row_id):
            row.device_id = None
    session.flush()
    free = {device.id for device in day_queries.free_devices(session, officer, planned)}
    for row_id, device_id in chosen.items():
        if device_id and device_id not in free:
            raise Conflict(_("Có máy vừa không còn trong kho hoặc đã xếp cho người khác."))
        if row := rows.get(row_id):
            row.device_id = device_id
    session.flush()
    audit.record(session, "assign_devices", planned, by=officer, count=len(devices))


def assign_in_order(session: Session, officer: Officer, day_id: DayId, version: int) -> int:
    """Gives each family without a device the next one of the stock; how many got one."""
    planned = open_day(session, officer, day_id, version)
    without = [
        line.row
        for line in day_queries.listed(session, officer, day_id)
        if line.row.device_id is None and line.needs_device
    ]
    free = day_queries.free_devices(session, officer, planned)
    for row, device in zip(without, free, strict=False):
        row.device_id = device.id
    session.flush()
    given = min(len(without), len(free))
    audit.record(session, "assign_devices", planned, by=officer, count=given)
    return given


def keep_photo(session: Session, officer: Officer, day_id: DayId, content: bytes) -> None:
    """A photo of the signed sheet; the same one twice is kept once. Raises `Invalid` for what is no
    picture or too large."""
    planned = day_queries.planned_day(session, officer, day_id, lock=True)
    if len(day_queries.photos(session, officer, day_id)) >= MOST_PHOTOS:
        raise Conflict(_("Buổi này đã có đủ ảnh."))
    picture = picture_of(content)
    row = insert(HandOverPhoto).values(
        day_id=day_id,
        content=picture.content,
        content_type=picture.content_type,
        sha256=picture.sha256,
        officer_id=officer.id,
        created_at=clock.now(),
    )
    session.execute(row.on_conflict_do_nothing())
    audit.record(session, "keep_hand_over_photo", planned, by=officer)


def open_day(session: Session, officer: Officer, day_id: DayId, version: int) -> HandOverDay:
    """The day, locked, if it is still planned and as the officer saw it. Raises `Conflict`."""
    planned = day_queries.planned_day(session, officer, day_id, lock=True)
    if planned.state is not DayState.PLANNED:
        words = _("Buổi này ở trạng thái «{state}», không sửa được nữa.")
        raise Conflict(words.format(state=planned.state.label))
    if planned.version != version:
        raise Conflict(_("Buổi này vừa có người sửa. Anh/chị xem lại rồi ghi."))
    planned.version += 1
    return planned


def time_of(text: str) -> str | None:
    """An hour as people write it ("7h30", "7:30", "14 giờ", "8g") as "7:30"; None for none."""
    found = re.fullmatch(r"\s*(\d{1,2})\s*(?:(?:h|g|:|giờ|\.)\s*(\d{2})?)?\s*", text.lower())
    if not found:
        return None
    hour, minute = int(found[1]), int(found[2] or 0)
    return f"{hour}:{minute:02d}" if hour < 24 and minute < 60 else None


def _fill(planned: HandOverDay, form: DayForm) -> None:
    starts_at = time_of(form.starts_at)
    if not form.place.strip():
        raise Invalid(_("Anh/chị ghi nơi bàn giao, ví dụ: hội trường UBND xã."), field="place")
    if form.held_on < clock.today():
        raise Invalid(_("Ngày này đã qua. Anh/chị ghi hôm nay hoặc ngày sắp tới."), field="held_on")
    if starts_at is None:
        raise Invalid(_("Anh/chị ghi giờ như 7:30 hoặc 14 giờ."), field="starts_at")
    if not form.giver.strip():
        raise Invalid(_("Anh/chị ghi ai bàn giao máy."), field="giver")
    planned.place, planned.held_on = form.place.strip(), form.held_on
    planned.starts_at, planned.giver = starts_at, form.giver.strip()


def _tell_all(
    session: Session,
    officer: Officer,
    planned: HandOverDay,
    words: Callable[[SupportRequest, str], str],
) -> None:
    for line in day_queries.listed(session, officer, planned.id):
        told = words(line.request, thing_of(session, line.request))
        notify(session, line.request.contact_id, told)


def _row(session: Session, planned: HandOverDay, row_id: Row) -> HandOverRow:
    row = session.get(HandOverRow, row_id)
    if row is None or row.day_id != planned.id:
        raise NotFound(_("Gia đình này không còn trong danh sách."))
    return row
