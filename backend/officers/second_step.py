"""The second step of signing in: a code of an authenticator app (TOTP, RFC 6238), or a recovery
code. The app's secret is stored encrypted, and not hashed: a check needs it whole."""

import pyotp
from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from backend import audit, clock
from backend.administrative_units.models import AdministrativeUnit
from backend.db import locked
from backend.errors import Conflict, Invalid
from backend.i18n import _
from backend.officers import codes, rules
from backend.officers.models import Officer, OfficerId, RecoveryCode, SecondStep

ISSUER = "Noi Song"  # some apps show no letters with marks
RECOVERY_CODES = 10
NOBODY = "none"


def required(session: Session, officer: Officer, roles: str) -> bool:
    """Whether an officer cannot sign in without it. `roles` is the setting: "none", or roles with
    commas between, each alone or behind a level ("province:administrator, approver")."""
    named = {each.strip() for each in roles.split(",")} - {NOBODY}
    level = session.get_one(AdministrativeUnit, officer.unit_id).level
    return bool({officer.role.value, f"{level.value}:{officer.role.value}"} & named)


def confirmed(session: Session, officer_id: OfficerId) -> bool:
    """Whether an app has been set up."""
    found = session.get(SecondStep, officer_id)
    return found is not None and found.confirmed_at is not None


def begin(session: Session, officer: Officer) -> SecondStep:
    """A secret to put into the app; the one of before as long as none was confirmed. Raises
    `Conflict` when an app is set up already."""
    found = session.get(SecondStep, officer.id)
    if found and found.confirmed_at:
        raise Conflict(_("Anh/chị đã đặt mã hai bước rồi."))
    if found is None:
        now = clock.now()
        found = SecondStep(
            officer_id=officer.id, secret=pyotp.random_base32(), created_at=now, last_step=0
        )
        session.add(found)
        session.flush()
    return found


def unconfirmed(session: Session, officer: Officer) -> str:
    """The secret that is being put into the app; "" when none is."""
    found = session.get(SecondStep, officer.id)
    return found.secret if found and not found.confirmed_at else ""


def address_for_app(officer: Officer, secret: str) -> str:
    """What the app reads from the picture."""
    return pyotp.TOTP(secret).provisioning_uri(name=officer.username, issuer_name=ISSUER)


def confirm(session: Session, officer: Officer, typed: str) -> list[str]:
    """Counts from now on; gives the recovery codes, which are shown this once. Raises `Invalid`
    for a wrong code."""
    found = _locked(session, officer.id)
    if found is None or found.confirmed_at:
        raise Conflict(_("Trang này đã cũ. Anh/chị tải lại trang rồi làm lại."))
    step = rules.matching_step(found.secret, typed, clock.now(), found.last_step)
    if step is None:
        raise Invalid(
            _("Mã chưa đúng. Anh/chị gõ 6 chữ số ứng dụng đang hiện; xem giờ điện thoại có đúng."),
            field="code",
        )
    found.last_step, found.confirmed_at = step, clock.now()
    audit.record(session, "set_up_second_step", officer, by=officer)
    return _new_codes(session, officer)


def passes(session: Session, officer: Officer, typed: str) -> bool:
    """Whether a code opens now: one of the app that was not used before, or a recovery code, which
    is used up by that."""
    found = _locked(session, officer.id)
    if found is None or not found.confirmed_at:
        return False
    step = rules.matching_step(found.secret, typed, clock.now(), found.last_step)
    if step is not None:
        found.last_step = step
        return True
    code = session.scalar(
        locked(
            select(RecoveryCode).where(
                RecoveryCode.code_hash == codes.hashed(typed),
                RecoveryCode.officer_id == officer.id,
                RecoveryCode.used_at.is_(None),
            )
        )
    )
    if code is None:
        return False
    code.used_at = clock.now()
    audit.record(session, "use_recovery_code", officer, by=officer)
    return True


def renew_codes(session: Session, officer: Officer) -> list[str]:
    """Ten new recovery codes; those of before open nothing any more."""
    found = _locked(session, officer.id)
    if found is None or not found.confirmed_at:
        raise Conflict(_("Anh/chị đặt mã hai bước trước."))
    audit.record(session, "renew_recovery_codes", officer, by=officer)
    return _new_codes(session, officer)


def codes_left(session: Session, officer_id: OfficerId) -> int:
    """How many recovery codes were not used."""
    query = select(func.count()).where(
        RecoveryCode.officer_id == officer_id, RecoveryCode.used_at.is_(None)
    )
    return session.scalar(query) or 0


def remove(session: Session, officer: Officer, by: Officer | None) -> None:
    """The password alone opens again."""
    session.execute(delete(RecoveryCode).where(RecoveryCode.officer_id == officer.id))
    session.execute(delete(SecondStep).where(SecondStep.officer_id == officer.id))
    audit.record(session, "remove_second_step", officer, by=by)


def _new_codes(session: Session, officer: Officer) -> list[str]:
    session.execute(delete(RecoveryCode).where(RecoveryCode.officer_id == officer.id))
    made = [codes.new_code() for _number in range(RECOVERY_CODES)]
    session.add_all(
        RecoveryCode(code_hash=codes.hashed(code), officer_id=officer.id) for code in made
    )
    session.flush()
    return made


def _locked(session: Session, officer_id: OfficerId) -> SecondStep | None:
    return session.scalar(locked(select(SecondStep).where(SecondStep.officer_id == officer_id)))
