"""Reading poverty lists."""

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session, defer

from backend import scope
from backend.administrative_units.models import UnitId
from backend.errors import NotFound
from backend.i18n import _
from backend.officers.models import Officer
from backend.poverty_lists.models import (
    DraftId,
    EntryId,
    ListId,
    PovertyList,
    PovertyListDraft,
    PovertyListEntry,
)
from backend.vietnamese import compact


def newest_list(session: Session, unit_id: UnitId) -> PovertyList | None:
    """The version that counts in a commune today. Matching reads it on a family's behalf, so it
    takes a unit and no officer."""
    return session.scalar(
        select(PovertyList)
        .where(PovertyList.unit_id == unit_id)
        .order_by(PovertyList.id.desc())
        .limit(1)
    )


def lists(session: Session, officer: Officer) -> Sequence[PovertyList]:
    """Every published version of the officer's unit, newest first."""
    query = select(PovertyList).where(scope.within(officer, PovertyList.unit_id))
    return session.scalars(query.order_by(PovertyList.id.desc())).all()


def poverty_list(session: Session, officer: Officer, list_id: ListId) -> PovertyList:
    """One version. Raises `NotFound`, also for another unit's."""
    query = select(PovertyList).where(
        PovertyList.id == list_id, scope.within(officer, PovertyList.unit_id)
    )
    found = session.scalar(query)
    if found is None:
        raise NotFound(_("Không có danh sách này trong đơn vị của anh/chị."))
    return found


def entries(
    session: Session,
    officer: Officer,
    list_id: ListId,
    *,
    after: EntryId | None = None,
    limit: int | None = None,
) -> Sequence[PovertyListEntry]:
    """The rows of one version, as they stood in the file; `limit` of them beyond the row `after`."""
    found = poverty_list(session, officer, list_id)
    query = select(PovertyListEntry).where(PovertyListEntry.list_id == found.id)
    if after:
        query = query.where(PovertyListEntry.id > after)
    return session.scalars(query.order_by(PovertyListEntry.id).limit(limit)).all()


def entries_by_head(
    session: Session, officer: Officer, list_id: ListId, text: str, limit: int = 20
) -> Sequence[PovertyListEntry]:
    """Rows of one version whose head's name contains the text; marks and spaces do not count."""
    found, key = poverty_list(session, officer, list_id), compact(text)
    if not key:
        return ()
    query = select(PovertyListEntry).where(
        PovertyListEntry.list_id == found.id, PovertyListEntry.head_key.contains(key)
    )
    return session.scalars(query.order_by(PovertyListEntry.id).limit(limit)).all()


def entry_count(session: Session, officer: Officer, list_id: ListId) -> int:
    """How many households one version has."""
    found = poverty_list(session, officer, list_id)
    query = select(func.count()).where(PovertyListEntry.list_id == found.id)
    return session.scalar(query) or 0


def drafts(session: Session, officer: Officer) -> Sequence[PovertyListDraft]:
    """What was uploaded in the officer's unit and neither published nor dropped, newest first."""
    query = select(PovertyListDraft).where(scope.within(officer, PovertyListDraft.unit_id))
    query = query.options(defer(PovertyListDraft.content, raiseload=True))
    return session.scalars(query.order_by(PovertyListDraft.id.desc())).all()


def draft(session: Session, officer: Officer, draft_id: DraftId) -> PovertyListDraft:
    """A draft of the officer's unit. Raises `NotFound`."""
    query = select(PovertyListDraft).where(
        PovertyListDraft.id == draft_id, scope.within(officer, PovertyListDraft.unit_id)
    )
    found = session.scalar(query)
    if found is None:
        raise NotFound(_("Không có bản xem trước này. Có thể danh sách đã được công bố."))
    return found
