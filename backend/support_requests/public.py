"""Where a request stands, for whoever knows its code: the step and the day, nothing about anybody."""

import re
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend import clock
from backend.i18n import _
from backend.programmes.service import programme_of
from backend.support_requests.models import Status, SupportRequest

_TYPED = re.compile(r"([a-z]{2,4})[\s./–-]*(\d{4})[\s./–-]*(\d{1,6})")
_NOBODYS = "-"  # no request has this code


@dataclass(frozen=True)
class PublicStanding:
    """One request. `step` is the programme's name of the approval that it waits for, or ""."""

    status: str
    step: str
    on: date


def typed_code(text: str) -> str:
    """ "ht 2026 123" -> "HT-2026-000123"; "" for what is no code."""
    found = _TYPED.fullmatch(text.strip().casefold())
    return f"{found[1].upper()}-{int(found[2])}-{int(found[3]):06d}" if found else ""


def standing(session: Session, typed: str) -> PublicStanding | None:
    """How the request stands; None for a code that nobody has. Either way one row is looked for."""
    code = typed_code(typed) or _NOBODYS
    found = session.scalar(select(SupportRequest).where(SupportRequest.code == code))
    if found is None:
        return None
    steps = programme_of(session, found.revision_id).steps
    waits = found.status is Status.WAITING and found.step < len(steps)
    step = _(steps[found.step].name) if waits else ""
    return PublicStanding(found.status.label, step, clock.local(found.updated_at).date())
