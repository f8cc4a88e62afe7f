"""Accounts: added, named, switched off and on, and let in again. Whoever does that has the task,
the whole account lies in the own unit or below, and it is never the own account."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend import audit, clock, scope
from backend.administrative_units.models import UnitId
from backend.errors import Conflict, Invalid, NotAllowed, NotFound
from backend.i18n import _
from backend.officers import appointments, links, passwords, queries, second_step, sessions
from backend.officers.models import Appointment, AppointmentId, Officer, OfficerId, Role
from backend.officers.passwords import SHORTEST_PASSWORD
from backend.officers.rules import Term
from backend.officers.sign_in import LONGEST_USERNAME

LONGEST_NAME = 200


@dataclass(frozen=True)
class NewOfficer:
    """An account as an administrator types it; the officer sets the password."""

    username: str
    full_name: str
    term: Term


def add_officer(
    session: Session, username: str, full_name: str, password: str, role: Role, unit_id: UnitId
) -> Officer:
    """Creates an account that is appointed from today on. Raises `Invalid` for a short password, a
    missing or a taken name."""
    if len(password) < SHORTEST_PASSWORD:
        raise Invalid(_("Mật khẩu cần ít nhất {count} ký tự.").format(count=SHORTEST_PASSWORD))
    return add_hashed(
        session, username, full_name, passwords.hashed(password), role=role, unit_id=unit_id
    )


def add_hashed(
    session: Session,
    username: str,
    full_name: str,
    password_hash: str,
    *,
    role: Role,
    unit_id: UnitId,
) -> Officer:
    """The same with a password's hash."""
    new = NewOfficer(username, full_name, Term(role, unit_id, clock.today()))
    return _add(session, None, new, password_hash)


def invite(session: Session, by: Officer, new: NewOfficer) -> tuple[Officer, str]:
    """Creates an account without a password, and the code of the link by which its officer sets one.
    Raises `Invalid` beside the field, `NotFound` for a unit that is not `by`'s."""
    _require_unit(session, by, UnitId(new.term.unit_id))
    officer = _add(session, by, new, "")
    return officer, links.make(session, officer)


def rename(session: Session, by: Officer, officer_id: OfficerId, version: int, name: str) -> None:
    """The name as it is written. Raises `Invalid` beside the field."""
    officer = _managed(session, by, officer_id, version)
    officer.full_name = _full_name(name)
    audit.record(session, "rename_officer", officer, by=by)


def switch_off(session: Session, by: Officer, officer_id: OfficerId, version: int) -> None:
    """The account opens nothing from this moment on; what it signed stays."""
    officer = _managed(session, by, officer_id, version)
    officer.active = False
    sessions.end_all(session, officer.id)
    audit.record(session, "switch_off_officer", officer, by=by)


def switch_on(session: Session, by: Officer, officer_id: OfficerId, version: int) -> None:
    """The account may be used again."""
    officer = _managed(session, by, officer_id, version)
    officer.active = True
    audit.record(session, "switch_on_officer", officer, by=by)


def reset_password(session: Session, by: Officer, officer_id: OfficerId, version: int) -> str:
    """The code of a new link; the old password and every session end now."""
    officer = _managed(session, by, officer_id, version)
    return _let_in_again(session, by, officer)


def reset_by_machine(session: Session, username: str, *, without_second_step: bool) -> str:
    """As `reset_password`, by whoever runs the service: for the last administrator. Raises
    `NotFound`."""
    officer = session.scalar(select(Officer).where(Officer.username == username.strip().lower()))
    if officer is None:
        raise NotFound(_("Không có tài khoản này."))
    if without_second_step:
        second_step.remove(session, officer, None)
    return _let_in_again(session, None, officer)


def remove_second_step(session: Session, by: Officer, officer_id: OfficerId, version: int) -> None:
    """For an officer who lost the telephone and the recovery codes; every session ends."""
    officer = _managed(session, by, officer_id, version)
    second_step.remove(session, officer, by)
    sessions.end_all(session, officer.id)


def appoint(
    session: Session, by: Officer, officer_id: OfficerId, version: int, term: Term
) -> Appointment:
    """A further appointment. Raises `Invalid` beside the field."""
    officer = _managed(session, by, officer_id, version)
    _require_unit(session, by, UnitId(term.unit_id))
    return appointments.appoint(session, by, officer, term)


def end_appointment(
    session: Session,
    by: Officer,
    officer_id: OfficerId,
    version: int,
    number: AppointmentId,
    last_day: date,
) -> None:
    """The last day of an appointment. Raises as `appointments.end` does."""
    officer = _managed(session, by, officer_id, version)
    appointments.end(session, by, officer, number, last_day)


def change_password(session: Session, officer: Officer, password_hash: str, token: str) -> int:
    """Of the own account; gives how many other sessions ended by that."""
    officer.password_hash = password_hash
    audit.record(session, "change_password", officer, by=officer)
    return sessions.end_all(session, officer.id, but=token)


def _let_in_again(session: Session, by: Officer | None, officer: Officer) -> str:
    officer.password_hash = ""
    sessions.end_all(session, officer.id)
    audit.record(session, "reset_password", officer, by=by)
    return links.make(session, officer)


def _managed(session: Session, by: Officer, officer_id: OfficerId, version: int) -> Officer:
    """The account, locked, as the administrator saw it."""
    officer = queries.account(session, by, officer_id, lock=True)
    if officer.id == by.id:
        raise NotAllowed(
            _("Tài khoản của mình thì nhờ người quản trị khác sửa, không ai tự sửa cho mình.")
        )
    if queries.reaches_above(session, by, officer.id):
        raise NotAllowed(
            _("Cán bộ này còn chức vụ ở đơn vị khác. Anh/chị nhờ quản trị của đơn vị cấp trên.")
        )
    if officer.version != version:
        raise Conflict(_("Tài khoản này vừa có người sửa. Anh/chị xem lại rồi ghi."))
    officer.version += 1
    return officer


def _require_unit(session: Session, by: Officer, unit_id: UnitId) -> None:
    if not scope.reaches(session, by, unit_id):
        raise NotFound(_("Không có đơn vị này trong đơn vị của anh/chị."))


def _add(session: Session, by: Officer | None, new: NewOfficer, password_hash: str) -> Officer:
    officer = Officer(
        username=_username(session, new.username),
        full_name=_full_name(new.full_name),
        password_hash=password_hash,
        role=Role(new.term.role),
        unit_id=UnitId(new.term.unit_id),
        created_at=clock.now(),
        version=1,
    )
    session.add(officer)
    session.flush()
    audit.record(session, "add_officer", officer, by=by)
    appointments.appoint(session, by, officer, new.term)
    return officer


def _username(session: Session, typed: str) -> str:
    username = typed.strip().lower()
    if not username or len(username) > LONGEST_USERNAME:
        raise Invalid(
            _("Tên đăng nhập có từ 1 đến {count} ký tự.").format(count=LONGEST_USERNAME),
            field="username",
        )
    if any(letter.isspace() or not letter.isprintable() for letter in username):
        raise Invalid(_("Tên đăng nhập viết liền, ví dụ: mai.le."), field="username")
    if session.scalar(select(Officer.id).where(Officer.username == username)):
        raise Invalid(_("Tên đăng nhập này đã có."), field="username")
    return username


def _full_name(typed: str) -> str:
    name = " ".join(typed.split())
    if not name:
        raise Invalid(_("Cần có họ tên cán bộ."), field="full_name")
    if len(name) > LONGEST_NAME:
        raise Invalid(
            _("Họ tên dài quá {count} chữ cái. Anh/chị viết ngắn hơn.").format(count=LONGEST_NAME),
            field="full_name",
        )
    return name
