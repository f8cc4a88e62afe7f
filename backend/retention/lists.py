"""Rows of lists that later lists have ended, and households that no list and no request names."""

from sqlalchemy import exists, or_, select
from sqlalchemy.orm import Session

from backend.households.models import Household
from backend.poverty_lists.models import PovertyList, PovertyListEntry
from backend.retention import applying, registry
from backend.retention.applying import Batch
from backend.retention.terms import DEFAULT, begin_of, cutoff
from backend.support_requests.models import SupportRequest, Verification

ROWS = 500


def empty_superseded(session: Session) -> Batch:
    """The names of rows that ended, or were never published, as long ago as requests are kept, and
    that no request was verified by. What a list counted stays: class, hamlet, number of people."""
    entry, old = PovertyListEntry, begin_of(cutoff(DEFAULT.months))
    later = select(PovertyList.id).where(PovertyList.published_at < old)
    given_up = select(PovertyList.id).where(
        or_(
            PovertyList.undone_at < old,
            (PovertyList.published_at.is_(None)) & (PovertyList.created_at < old),
        )
    )
    query = select(entry.id).where(
        entry.head_name != "",
        or_(entry.ended_by_id.in_(later), entry.list_id.in_(given_up)),
        ~exists().where(Verification.entry_id == entry.id),
    )
    found = session.scalars(query.order_by(entry.id).limit(ROWS)).all()
    return Batch(applying.apply(session, registry.OF_LISTS, {"poverty_list_entries": found}))


def empty_households(session: Session) -> Batch:
    """Households that were known by such rows alone."""
    query = select(Household.id).where(
        Household.head_name != "",
        ~exists().where(PovertyListEntry.household_id == Household.id),
        ~exists().where(
            SupportRequest.household_id == Household.id, SupportRequest.anonymised_at.is_(None)
        ),
    )
    found = session.scalars(query.order_by(Household.id).limit(ROWS)).all()
    return Batch(applying.apply(session, registry.OF_HOUSEHOLDS, {"households": found}))
