"""The life of a list: read into a draft, published, undone or dropped."""


from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from backend import audit, clock
from backend.administrative_units.models import AdministrativeUnit, Level, UnitId
from backend.errors import Conflict, Invalid, NotFound
from backend.i18n import _, day
from backend.officers.models import Officer
from backend.poverty_lists import queries
from backend.poverty_lists.draft import ListDraft
from backend.poverty_lists.models import (
    ListId,
    ListKind,
    ListState,
    PovertyList,
    PovertyListEntry,
    PovertyListMember,
    PovertyListProblem,
)
from backend.poverty_lists.registry import link_households
from backend.poverty_lists.staging import compare, stage
from backend.scope import reaches


def keep_draft(
    session: Session,
    officer: Officer,
    unit_id: UnitId,
    draft: ListDraft,
    kind: ListKind = ListKind.YEAR,
) -> PovertyList:
    """Keeps all that was read from a file, for the preview. Raises `Invalid` when the unit is not a
    commune of the officer's, or when not one row could be read."""
    if not draft.rows:
        raise Invalid(_("Tệp không có hộ nào đọc được. Anh/chị kiểm tra lại tệp rồi gửi lại."))
    kept = begin(session, officer, unit_id, draft.file_name, draft.file_hash, kind)
    stage(session, kept, draft.rows, draft.problems)
    finish(session, kept, draft)
    return kept


def begin(
    session: Session,
    officer: Officer,
    unit_id: UnitId,
    file_name: str,
    file_hash: str,
    kind: ListKind = ListKind.YEAR,
) -> PovertyList:
    """A list whose rows are yet to be read."""
    if not reaches(session, officer, unit_id):
        raise NotFound(_("Không có xã này trong đơn vị của anh/chị."))
    if session.get_one(AdministrativeUnit, unit_id).level is not Level.COMMUNE:
        raise Invalid(_("Danh sách hộ nghèo là của một xã. Anh/chị chọn xã rồi gửi lại tệp."))
    begun = PovertyList(
        unit_id=unit_id,
        kind=kind,
        state=ListState.READING,
        year=clock.today().year,
        standard="",
        title="",
        file_name=file_name,
        file_hash=file_hash,
        facts={},
        choices={},
        sentence="",
        officer_id=officer.id,
        created_at=clock.now(),
    )
    session.add(begun)
    session.flush()
    audit.record(session, "upload_poverty_list", begun, by=officer, file=file_hash)
    return begun


def finish(session: Session, begun: PovertyList, facts: ListDraft) -> None:
    """All rows are staged: the list becomes a draft that knows what changes with it. Of `facts`
    rows and problems are not looked at."""
    begun.year = facts.year or clock.today().year
    begun.month = facts.month
    begun.standard = facts.standard or ""
    begun.title = facts.title
    begun.decision_number = facts.decision_number
    begun.decision_date = facts.decision_date
    begun.facts = facts.to_facts()
    begun.state = ListState.DRAFT
    session.flush()
    compare(session, begun)


def drop_draft(session: Session, officer: Officer, list_id: ListId) -> None:
    """Throws a draft away; nothing was published."""
    kept = queries.draft(session, officer, list_id)
    audit.record(session, "drop_poverty_list", kept, by=officer)
    forget_rows(session, kept.id)
    session.delete(kept)


def forget_rows(session: Session, list_id: ListId) -> None:
    """Deletes what was staged of a list that was never published."""
    entries = select(PovertyListEntry.id).where(PovertyListEntry.list_id == list_id)
    session.execute(delete(PovertyListMember).where(PovertyListMember.entry_id.in_(entries)))
    session.execute(delete(PovertyListEntry).where(PovertyListEntry.list_id == list_id))
    session.execute(delete(PovertyListProblem).where(PovertyListProblem.list_id == list_id))


def publish(session: Session, officer: Officer, list_id: ListId) -> PovertyList:
    """Makes a draft count from now on. Raises `Conflict` when the same file is already the
    newest."""
    unit_id = queries.draft(session, officer, list_id).unit_id
    _lock(session, unit_id)
    draft = queries.draft(session, officer, list_id)
    newest = queries.newest_list(session, draft.unit_id)
    if newest and newest.published_at and newest.file_hash == draft.file_hash:
        raise Conflict(
            _("Tệp này đã được công bố ngày {day}, không cần công bố lại.").format(
                day=day(clock.local(newest.published_at).date())
            )
        )
    # What was compared at reading may have changed since.
    compare(session, draft)
    _end_replaced(session, draft)
    link_households(session, draft.id)
    draft.state = ListState.PUBLISHED
    draft.published_at = clock.now()
    draft.published_by_id = officer.id
    rows = queries.entry_count(session, officer, list_id)
    audit.record(session, "publish_poverty_list", draft, by=officer, rows=rows)
    return draft


def _lock(session: Session, unit_id: UnitId) -> None:
    """Another publication in this commune waits here; then it finds what this one has done."""
    unit = select(AdministrativeUnit.id).where(AdministrativeUnit.id == unit_id)
    session.execute(unit.with_for_update(key_share=True))
    session.expire_all()


def _end_replaced(session: Session, draft: PovertyList) -> None:
    entry = PovertyListEntry
    own = select(entry).where(entry.list_id == draft.id)
    match draft.kind:
        case ListKind.YEAR:
            replaced = entry.unit_id.in_(own.with_only_columns(entry.unit_id).distinct())
        case ListKind.CHANGES:
            replaced = entry.id.in_(own.with_only_columns(entry.previous_id))
        case ListKind.PUPILS:
            return
    counting = queries.counting().with_only_columns(entry.id)
    session.execute(
        update(entry)
        .where(replaced, entry.id.in_(counting))
        .values(ended_by_id=draft.id)
        .execution_options(synchronize_session=False)
    )
