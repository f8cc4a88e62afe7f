"""Appointing officers, ending that, and which appointment an officer works as."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend import audit, clock
from backend.errors import Conflict, Invalid, NotFound
from backend.i18n import _
from backend.officers.models import (
    Appointment,
    AppointmentId,
    Officer,
    OfficerId,
    Role,
    WorkedAs,
)
from backend.officers.permissions import INCOMPATIBLE
from backend.officers.rules import Term, clashing, first_present

FARTHEST_BACK = timedelta(days=3660)
FARTHEST_AHEAD = timedelta(days=366)


def appoint(session: Session, by: Officer | None, target: Officer, term: Term) -> Appointment:
    """A further appointment of an officer whose row is locked. Raises `Invalid` beside the field."""
    if not clock.today() - FARTHEST_BACK <= term.since <= clock.today() + FARTHEST_AHEAD:
        raise Invalid(_("Anh/chị xem lại ngày bắt đầu: ngày này xa quá."), field="since")
    if term.until and term.until < term.since:
        raise Invalid(_("Ngày kết thúc phải từ ngày bắt đầu trở đi."), field="until")
    others = [each.term for each in _of(session, target.id)]
    if clash := clashing(term, others, INCOMPATIBLE):
        raise Invalid(_clash_words(clash, term), field="role")
    made = Appointment(
        officer_id=target.id,
        role=term.role,
        unit_id=term.unit_id,
        since=term.since,
        until=term.until,
    )
    session.add(made)
    session.flush()
    audit.record(session, "appoint", target, by=by, appointment=made.id, role=str(term.role))
    settle(session, target)
    return made


def end(
    session: Session, by: Officer, target: Officer, number: AppointmentId, last_day: date
) -> Appointment:
    """Sets the last day of an appointment of an officer whose row is locked: from yesterday on; the
    day before it begins calls it off. Raises `NotFound`, `Conflict` for one that is over, and
    `Invalid` beside the field."""
    appointment = session.get(Appointment, number)
    if appointment is None or appointment.officer_id != target.id:
        raise NotFound(_("Không có chức vụ này."))
    yesterday = clock.today() - timedelta(days=1)
    if appointment.until and appointment.until < clock.today():
        raise Conflict(_("Chức vụ này đã kết thúc rồi."))
    begun = appointment.since <= clock.today()
    if not begun:
        last_day = max(last_day, appointment.since - timedelta(days=1))
    if last_day < yesterday:
        raise Invalid(
            _("Việc đã qua không sửa được. Anh/chị chọn từ hôm qua trở đi."), field="last_day"
        )
    later = [each for each in _of(session, target.id) if each.id != appointment.id]
    changed = Term(appointment.role, appointment.unit_id, appointment.since, last_day)
    if clash := clashing(changed, [each.term for each in later], INCOMPATIBLE):
        raise Invalid(_clash_words(clash, changed), field="last_day")
    appointment.until = last_day
    audit.record(
        session,
        "end_appointment",
        target,
        by=by,
        appointment=appointment.id,
        until=last_day.isoformat(),
    )
    session.flush()
    settle(session, target)
    return appointment


def present(session: Session, officer_id: OfficerId) -> list[Appointment]:
    """What an officer may work as today, the oldest first."""
    return [each for each in _of(session, officer_id) if each.term.holds_on(clock.today())]


def settle(session: Session, officer: Officer) -> Appointment | None:
    """Makes the officer's role and unit those of an appointment of today: the same as before if it
    still holds, else the one that began last. None, and nothing changed, when there is none."""
    by_term = {each.term: each for each in present(session, officer.id)}
    last = current(officer, by_term.values())
    term = first_present(list(by_term), clock.today(), last.term if last else None)
    if term is None:
        return None
    _work_as(session, officer, by_term[term])
    return by_term[term]


def switch(session: Session, officer: Officer, number: AppointmentId) -> Appointment:
    """From now on the officer works as another of the own appointments. Raises `NotFound`."""
    wanted = next((each for each in present(session, officer.id) if each.id == number), None)
    if wanted is None:
        raise NotFound(_("Chức vụ này không còn hiệu lực hôm nay. Anh/chị tải lại trang."))
    if _work_as(session, officer, wanted):
        audit.record(session, "switch_appointment", officer, by=officer, appointment=wanted.id)
    return wanted


def current(officer: Officer, among: Iterable[Appointment]) -> Appointment | None:
    """Which of the appointments is the one that the officer works as."""
    fitting = (
        each for each in among if (each.role, each.unit_id) == (officer.role, officer.unit_id)
    )
    return next(fitting, None)


def worked_as(session: Session, officer_id: OfficerId, at: datetime) -> Appointment | None:
    """As what an officer signed at a moment; None before the first appointment."""
    query = (
        select(Appointment)
        .join(WorkedAs, WorkedAs.appointment_id == Appointment.id)
        .where(WorkedAs.officer_id == officer_id, WorkedAs.since <= at)
        .order_by(WorkedAs.since.desc(), WorkedAs.id.desc())
        .limit(1)
    )
    return session.scalar(query)


def _of(session: Session, officer_id: OfficerId) -> Sequence[Appointment]:
    query = select(Appointment).where(Appointment.officer_id == officer_id)
    return session.scalars(query.order_by(Appointment.since, Appointment.id)).all()


def _work_as(session: Session, officer: Officer, appointment: Appointment) -> bool:
    """Whether that is a change."""
    now = clock.now()
    before = worked_as(session, officer.id, now)
    if before and before.id == appointment.id:
        return False
    officer.role, officer.unit_id = appointment.role, appointment.unit_id
    session.add(WorkedAs(officer_id=officer.id, appointment_id=appointment.id, since=now))
    session.flush()
    return True


def _clash_words(clash: Term, new: Term) -> str:
    if clash.role == new.role:
        return _("Cán bộ đã có chức vụ này ở đơn vị này trong thời gian đó.")
    return _(
        "Một người không vừa là {one} vừa là {other} trong cùng đơn vị. Anh/chị kết thúc chức vụ kia "
        "trước, hoặc chọn người khác."
    ).format(one=_label(clash), other=_label(new))


def _label(term: Term) -> str:
    return Role(term.role).label.lower()
