"""The daily log of a place: one small form a day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from backend import audit, clock
from backend.access_points.models import AccessPoint, AccessPointId
from backend.access_points.queries import access_point
from backend.access_points.rules import Hours, hours_on
from backend.access_points.schedules import schedules
from backend.access_points.typed_hours import read_hours, show_hours
from backend.errors import Conflict, Invalid
from backend.i18n import N_, _
from backend.officers.models import Officer
from backend.public_computers import upkeep
from backend.public_computers.models import ServiceDay, VisitCount
from backend.public_computers.rules import kept_and_extra, minutes
from backend.public_computers.words import Group, Purpose

OLDEST = timedelta(days=400)  # how far back a day may be written down
MOST_VISITS = 5000  # on one day at one place; more is a slip of the finger


class Opened(StrEnum):
    """How a day was, as the form asks."""

    AS_PLANNED = "planned"
    OTHERWISE = "otherwise"
    CLOSED = "closed"

    @property
    def label(self) -> str:
        """As officers read it."""
        return _(_OPENED[self])


_OPENED = {
    Opened.AS_PLANNED: N_("Mở đúng giờ"),
    Opened.OTHERWISE: N_("Mở giờ khác"),
    Opened.CLOSED: N_("Không mở"),
}
Visits = Mapping[tuple[Group, Purpose], int]


@dataclass(frozen=True)
class DayForm:
    """One day as it is written down. `groups` is how many came in all; `purposes` says of some of them
    what for."""

    day: date
    opened: str = Opened.AS_PLANNED
    hours: str = ""
    reason: str = ""
    note: str = ""
    groups: Mapping[Group, int] = field(default_factory=dict)
    purposes: Visits = field(default_factory=dict)
    upkeep: Sequence[str] = ()
    version: int = 0  # of the day as it was shown; 0 for one that nobody had written


def planned_hours(session: Session, point: AccessPoint, day: date) -> Hours:
    """When a place should be open on a day, its exceptions and public holidays counted."""
    return hours_on(schedules(session, [point], day)[point.id], day).hours


def write(session: Session, officer: Officer, point_id: AccessPointId, form: DayForm) -> ServiceDay:
    """Writes a day down, or anew. Raises `Invalid` beside the field, `Conflict` when somebody else has
    written it in between."""
    point = access_point(session, officer, point_id, lock=True)
    today = clock.today()
    if not today - OLDEST <= form.day <= today:
        raise Invalid(_("Anh/chị ghi sổ cho hôm nay hoặc một ngày đã qua trong năm."), field="day")
    planned = planned_hours(session, point, form.day)
    was_open = _was_open(form, planned)
    kept, extra = kept_and_extra(planned, was_open)
    if kept < minutes(planned) and not form.reason.strip():
        raise Invalid(_("Anh/chị ghi vì sao không mở đủ giờ, ví dụ: mất điện."), field="reason")
    visits = _visits(form)
    if visits and not was_open:
        raise Invalid(_("Ngày không mở mà có người đến. Anh/chị xem lại."), field="opened")
    row = _row(session, point, form)
    row.planned, row.kept, row.extra = minutes(planned), kept, extra
    row.hours, row.reason, row.note = show_hours(was_open), form.reason.strip(), form.note.strip()
    row.officer_id, row.written_at = officer.id, clock.now()
    session.add(row)
    session.flush()
    _keep(session, row, visits)
    for task in form.upkeep:
        upkeep.done(session, officer, point, task, form.day)
    audit.record(session, "write_service_day", point, by=officer, day=form.day.isoformat())
    return row


def _row(session: Session, point: AccessPoint, form: DayForm) -> ServiceDay:
    query = select(ServiceDay).where(
        ServiceDay.access_point_id == point.id, ServiceDay.day == form.day
    )
    row = session.scalar(query.execution_options(populate_existing=True))
    if (row.version if row else 0) != form.version:
        raise Conflict(_("Ngày này vừa có người ghi sổ. Anh/chị xem lại rồi ghi."))
    if row is None:
        return ServiceDay(access_point_id=point.id, day=form.day, version=1)
    row.version += 1
    return row


def _was_open(form: DayForm, planned: Hours) -> Hours:
    if form.opened == Opened.CLOSED:
        return ()
    if form.opened == Opened.AS_PLANNED:
        return planned
    if form.opened != Opened.OTHERWISE:
        raise Invalid(_("Anh/chị chọn hôm đó mở thế nào."), field="opened")
    try:
        hours = read_hours(form.hours)
    except Invalid as refusal:
        raise Invalid(str(refusal), field="hours") from None
    if not hours:
        raise Invalid(_("Anh/chị ghi giờ đã mở, ví dụ: 8:00-11:00."), field="hours")
    return hours


def _visits(form: DayForm) -> dict[tuple[Group, Purpose], int]:
    """Every visit once: those without a purpose as `NOT_SAID`. Raises `Invalid` when there are more
    purposes than people."""
    visits = {
        key: count
        for key, count in form.purposes.items()
        if count and key[1] is not Purpose.NOT_SAID
    }
    for group in Group:
        told = sum(count for (of, _purpose), count in visits.items() if of is group)
        whole = form.groups.get(group, 0) or told
        if whole < told:
            raise Invalid(
                _("Số người chia theo việc nhiều hơn tổng số. Anh/chị xem lại."), field=group
            )
        if whole > MOST_VISITS:
            raise Invalid(_("Số người một ngày quá lớn. Anh/chị xem lại."), field=group)
        if whole > told:
            visits[group, Purpose.NOT_SAID] = whole - told
    return visits


def _keep(session: Session, row: ServiceDay, visits: Visits) -> None:
    session.execute(delete(VisitCount).where(VisitCount.service_day_id == row.id))
    for (group, purpose), count in visits.items():
        session.add(VisitCount(service_day_id=row.id, group=group, purpose=purpose, count=count))
    session.flush()
