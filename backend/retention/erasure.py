"""Erasing a person who asks for it: everything that the law does not want kept, at once.

Whoever calls `erase` tells the person afterwards, by the address that was found before: it stays until
that last answer has gone out, `people.finish_erasures` takes it away. Messages that were waiting are
not sent any more, for they speak of what is not there.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from backend import audit, clock
from backend.administrative_units.models import AdministrativeUnit, UnitId
from backend.backups.nightly import erased_until
from backend.contacts.models import Consent, Contact, ContactId
from backend.db import locked
from backend.messages.models import OutboxMessage, SendStatus
from backend.officers.models import Officer
from backend.papers.models import Export
from backend.retention import applying, registry
from backend.retention.reach import Found, of_contact, of_requests
from backend.retention.requests import anonymise
from backend.retention.telling import lines_of_kept
from backend.retention.terms import proof_until
from backend.support_requests.models import SupportRequest
from backend.support_requests.service import WITHDRAWABLE, refresh

NOW_RULES = tuple(
    rule
    for rule in (
        *registry.OF_REQUESTS,
        *registry.OF_TICKETS,
        *registry.OF_TITLES,
        *registry.OF_NEED_ANSWERS,
        *registry.OF_PHOTOS,
        *registry.OF_TALKS,
    )
    if not rule.audited
)


@dataclass(frozen=True)
class Erasure:
    """How many rows of each table were erased, what stays and why (lines for the person), and until
    which day backups still hold what was erased; None where there are none."""

    erased: dict[str, int]
    kept: list[str]
    backups_until: date | None


def would_erase(session: Session, contact_id: ContactId) -> Erasure:
    """What `erase` would do now. Changes nothing."""
    found = of_contact(session, contact_id, clock.now())
    met = applying.count(session, NOW_RULES, found.rows)
    met["support_requests"] = len(found.requests)
    return _erasure(session, found, met)


def erase(session: Session, contact_id: ContactId, *, by: Officer) -> Erasure:
    """Erases it. What is still open (a complaint, a device that did not arrive) stays and is named;
    the worker erases it when it is answered."""
    contact = session.get_one(Contact, contact_id)
    moment = clock.now()
    found, met = erase_until(session, contact, moment)
    contact.erased_at = moment
    if found.is_closed:
        end_consents(session, found.contacts, moment)
    session.flush()
    audit.record(session, "erase_contact", contact, by=by, **met)
    return _erasure(session, found, met)


def erase_request(session: Session, request: SupportRequest, *, by: Officer) -> Erasure:
    """The same for a request that an officer entered for somebody who does not write."""
    found = Found([], [request], of_requests(session, [request.id]))
    met = _carry_out(session, found)
    audit.record(session, "erase_request", request, by=by, **met)
    return _erasure(session, found, met)


def erase_until(session: Session, contact: Contact, before: datetime) -> tuple[Found, Counter[str]]:
    """Erases what is of before a moment; hands back what was found and how much was met."""
    session.execute(locked(select(Contact).where(Contact.id == contact.id)))
    found = of_contact(session, contact.id, before)
    return found, _carry_out(session, found)


def end_consents(session: Session, contacts: Sequence[int], before: datetime) -> None:
    """From now on nothing is written to them, and whoever comes back is asked anew. While something
    is still open the consent stands: they have to hear how it ends."""
    standing = Consent.contact_id.in_(contacts) & Consent.withdrawn_at.is_(None)
    session.execute(
        update(Consent)
        .where(standing, Consent.given_at <= before)
        .values(withdrawn_at=clock.now())
        .execution_options(synchronize_session=False)
    )


def _carry_out(session: Session, found: Found) -> Counter[str]:
    _drop_waiting(session, found)
    units = {request.unit_id for request in found.requests}
    for request in found.requests:
        if request.status in WITHDRAWABLE:
            request.withdrawn_at = clock.now()
            refresh(session, request)
            audit.record(session, "withdraw", request, by=request.contact_id)
    met = applying.apply(session, NOW_RULES, found.rows)
    for request in found.requests:
        anonymise(session, request, proof_until(session, request))
    met["support_requests"] = len(found.requests)
    met["exports"] = _forget_exports(session, units)
    return +met


def _drop_waiting(session: Session, found: Found) -> None:
    """One that a sender has in its hands may still arrive; no other one does."""
    waiting = OutboxMessage.id.in_(found.rows.get("outbox_messages", ()))
    session.execute(
        update(OutboxMessage)
        .where(waiting, OutboxMessage.status == SendStatus.WAITING)
        .values(status=SendStatus.FAILED, reason="erased", ended_at=clock.now())
        .execution_options(synchronize_session=False)
    )


def _forget_exports(session: Session, units: set[UnitId]) -> int:
    """Files of rows that officers of these units or of those above were having written, or have not
    fetched yet: nobody knows who is in them, and they would be gone in two days anyway."""
    above: set[int] = set()
    for unit in units:
        path = session.get_one(AdministrativeUnit, unit).path
        above |= {int(number) for number in path.split("/") if number}
    gone: Any = session.execute(
        delete(Export).where(Export.unit_id.in_(above)).execution_options(synchronize_session=False)
    )
    return int(gone.rowcount)


def _erasure(session: Session, found: Found, met: Counter[str]) -> Erasure:
    kept: Sequence[str] = lines_of_kept(session, found)
    return Erasure(dict(sorted((+met).items())), list(kept), erased_until(session))
