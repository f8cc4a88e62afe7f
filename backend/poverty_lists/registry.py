"""The households behind the rows: a family that the service deals with stays itself from one version
of the list to the next."""

from sqlalchemy import select, update
from sqlalchemy.orm import Session, aliased

from backend import clock
from backend.households.models import Household, HouseholdId
from backend.poverty_lists.models import ListId, PovertyListEntry
from backend.vietnamese import compact


def household_of(session: Session, entry: PovertyListEntry) -> HouseholdId:
    """The household of a row; registered with the first request for it."""
    locked = select(PovertyListEntry).where(PovertyListEntry.id == entry.id).with_for_update()
    session.scalar(locked.execution_options(populate_existing=True))
    if entry.household_id is None:
        household = Household(
            unit_id=entry.unit_id,
            hamlet=entry.hamlet,
            head_name=entry.head_name,
            head_key=compact(entry.head_name),
            head_birth_year=entry.birth_year,
            created_at=clock.now(),
        )
        session.add(household)
        session.flush()
        entry.household_id = household.id
    return entry.household_id


def link_households(session: Session, list_id: ListId) -> None:
    """The registered families of the version before are those of the rows that follow theirs."""
    entry, previous = PovertyListEntry, aliased(PovertyListEntry)
    known = select(previous.household_id).where(previous.id == entry.previous_id).scalar_subquery()
    registered = select(previous.id).where(previous.household_id.is_not(None))
    session.execute(
        update(entry)
        .where(entry.list_id == list_id, entry.previous_id.in_(registered))
        .values(household_id=known)
        .execution_options(synchronize_session=False)
    )


def unlink_households(session: Session, list_id: ListId) -> None:
    """Before a list is undone: a family that was registered with a row of it is the family of the
    row before, and stays itself."""
    entry, following = PovertyListEntry, aliased(PovertyListEntry)
    registered = select(following).where(
        following.list_id == list_id,
        following.household_id.is_not(None),
        following.previous_id.is_not(None),
    )
    known = (
        registered.with_only_columns(following.household_id)
        .where(following.previous_id == entry.id)
        .limit(1)
        .scalar_subquery()
    )
    previous = registered.with_only_columns(following.previous_id)
    session.execute(
        update(entry)
        .where(entry.household_id.is_(None), entry.id.in_(previous))
        .values(household_id=known)
        .execution_options(synchronize_session=False)
    )
