"""After a list was published or undone: the families with an open request are looked up again."""

from collections.abc import Sequence

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from backend import audit, clock
from backend.db import locked
from backend.households.rules import Verdict
from backend.poverty_lists.counting import counting
from backend.poverty_lists.draft import Standing
from backend.poverty_lists.effects import OPEN, VERIFIED_OTHERWISE
from backend.poverty_lists.models import PovertyList, PovertyListEntry
from backend.poverty_lists.registry import household_of
from backend.support_requests.models import RequestId, SupportRequest, Verification
from backend.support_requests.verifying import verify_household

VERIFIED_AGAIN = "verified_again"


def verify_touched(session: Session, listed: PovertyList) -> None:
    """Looks up again each open request of the list's communes that was not found before, or was
    found in a row that counts no more; all are told in the history."""
    for last in _due(session, listed):
        request = session.get_one(SupportRequest, last.request_id)
        before = _outcome(session, last)
        if not _carried_on(session, request, last):
            verify_household(session, request)
        session.flush()
        otherwise = _outcome(session, _newest(session, request)) != before
        action = VERIFIED_OTHERWISE if otherwise else VERIFIED_AGAIN
        audit.record(session, action, request, by=None, list=listed.id)


def _due(session: Session, listed: PovertyList) -> Sequence[Verification]:
    entry, request = PovertyListEntry, SupportRequest
    units = select(entry.unit_id).where(entry.list_id == listed.id)
    here = select(request).where(request.status.in_(OPEN), request.unit_id.in_(units))
    # Nobody decides on one of them meanwhile.
    ids = [found.id for found in session.scalars(locked(here.order_by(request.id)))]
    newest = (
        select(func.max(Verification.id))
        .where(Verification.request_id.in_(ids))
        .group_by(Verification.request_id)
    )
    valid = counting().with_only_columns(entry.id)
    lost = or_(Verification.verdict != Verdict.SAME, Verification.entry_id.not_in(valid))
    due = select(Verification).where(Verification.id.in_(newest), lost)
    return session.scalars(due.order_by(Verification.request_id)).all()


def _carried_on(session: Session, request: SupportRequest, last: Verification) -> bool:
    """An officer's word on which household it is holds as long as the household is known again."""
    entry = PovertyListEntry
    if last.officer_id is None or last.verdict != Verdict.SAME or request.household_id is None:
        return False
    query = counting().where(entry.household_id == request.household_id)
    row = session.scalars(query).one_or_none()
    if row is None:
        return False
    session.add(
        Verification(
            request_id=request.id,
            verdict=last.verdict,
            list_id=row.list_id,
            entry_id=row.id,
            score=last.score,
            reason=last.reason,
            candidates=[],
            officer_id=last.officer_id,
            created_at=clock.now(),
        )
    )
    request.household_id = household_of(session, row)
    return True


def _newest(session: Session, request: SupportRequest) -> Verification:
    query = select(Verification).where(Verification.request_id == RequestId(request.id))
    return session.scalars(query.order_by(Verification.id.desc()).limit(1)).one()


def _outcome(session: Session, verification: Verification) -> tuple[str, Standing | None]:
    """What matters of a look into the lists: the verdict, and the class of the household."""
    if verification.entry_id is None:
        return verification.verdict, None
    return verification.verdict, session.get_one(PovertyListEntry, verification.entry_id).standing
