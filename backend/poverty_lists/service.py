"""The life of a list: begun, read into a draft, published, undone or dropped."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend import audit, clock
from backend.administrative_units.models import AdministrativeUnit, Level, UnitId
from backend.errors import Conflict, Invalid, NotFound
from backend.i18n import _, day
from backend.officers.models import Officer
from backend.poverty_lists import difference, ending, layouts, queries
from backend.poverty_lists.comparing import compare, stamp
from backend.poverty_lists.draft import ListDraft
from backend.poverty_lists.models import (
    ListId,
    ListKind,
    ListState,
    PovertyList,
)
from backend.poverty_lists.placing import Places
from backend.poverty_lists.recomparing import compare_drafts_again
from backend.poverty_lists.registry import link_households, unlink_households
from backend.poverty_lists.staging import forget_rows, stage
from backend.poverty_lists.verifying_again import verify_touched
from backend.scope import reaches

MOST_LEAVING = 0.3  # of the households that count: beyond, a file is more likely only half of it

MOST_COMPARED_AT_ONCE = 20_000  # rows; that is a second in which nobody else writes to SQLite


class SameFile(Conflict):
    """This file is there already; `list_id` is where."""

    def __init__(self, words: str, list_id: ListId) -> None:
        super().__init__(words)
        self.list_id = list_id


class NotSure(Conflict):
    """So much would change that the officer is asked once more; `sure` lets it pass."""


def keep_draft(
    session: Session,
    officer: Officer,
    unit_id: UnitId,
    draft: ListDraft,
    kind: ListKind = ListKind.YEAR,
) -> PovertyList:
    """Keeps all that was read from a file at once. Raises `Invalid` when the unit is no commune or
    province, or when not one row could be read; `SameFile`."""
    kept = begin(session, officer, unit_id, draft.file_name, draft.file_hash, kind)
    kept.layout = layouts.layout_of(draft)
    places = Places(session, session.get_one(AdministrativeUnit, unit_id))
    placed, problems = places.place(draft.rows, draft.sheets)
    if not placed:
        raise Invalid(nothing_read())
    stage(session, kept, placed, (*draft.problems, *problems))
    finish(session, kept, draft)
    compare(session, kept)
    return kept


def begin(
    session: Session,
    officer: Officer,
    unit_id: UnitId,
    file_name: str,
    file_hash: str,
    kind: ListKind = ListKind.YEAR,
) -> PovertyList:
    """A list whose rows are yet to be read. Raises `SameFile` when it is there already."""
    if not reaches(session, officer, unit_id):
        raise NotFound(_("Không có xã này trong đơn vị của anh/chị."))
    if session.get_one(AdministrativeUnit, unit_id).level not in (Level.COMMUNE, Level.PROVINCE):
        raise Invalid(
            _("Danh sách là của một xã hoặc một tỉnh. Anh/chị chọn xã hoặc tỉnh rồi gửi lại tệp.")
        )
    _lock(session, unit_id)
    _told_when_there(session, unit_id, file_hash)
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
        layout="",
        compared="",
        sentence="",
        officer_id=officer.id,
        created_at=clock.now(),
    )
    session.add(begun)
    session.flush()
    audit.record(session, "upload_poverty_list", begun, by=officer, file=file_hash)
    return begun


def finish(session: Session, begun: PovertyList, facts: ListDraft) -> None:
    """All rows are staged: the list becomes a draft. Of `facts` rows and problems are not looked
    at."""
    begun.year = facts.year or clock.today().year
    begun.month = facts.month
    begun.standard = facts.standard or ""
    begun.title = facts.title
    begun.decision_number = facts.decision_number
    begun.decision_date = facts.decision_date
    begun.facts = facts.to_facts()
    begun.state = ListState.DRAFT
    session.flush()


def drop_draft(session: Session, officer: Officer, list_id: ListId) -> None:
    """Throws away what was uploaded and not published, read or not."""
    kept = queries.unpublished(session, officer, list_id)
    audit.record(session, "drop_poverty_list", kept, by=officer)
    forget_rows(session, kept.id)
    session.delete(kept)


def publish(
    session: Session,
    officer: Officer,
    list_id: ListId,
    *,
    sure: bool = False,
    year: int | None = None,
) -> PovertyList:
    """Makes a draft count from now on, for `year` where its file says none. Raises `NotSure` when a
    year's list would drop more households than files usually do; `Conflict` while a long one is
    compared anew in a job."""
    unit_id = queries.draft(session, officer, list_id).unit_id
    _lock(session, unit_id)
    session.execute(select(PovertyList.id).where(PovertyList.id == list_id).with_for_update())
    draft = queries.draft(session, officer, list_id)
    if draft.compared != stamp(session, unit_id):
        if queries.entry_count(session, officer, list_id) > MOST_COMPARED_AT_ONCE:
            raise Conflict(
                _("Danh sách đang dùng vừa đổi, em đang so lại. Anh/chị công bố sau ít phút nữa.")
            )
        compare(session, draft)
    if not sure:
        _ask_when_many_leave(session, officer, draft)
    ending.end_replaced(session, draft)
    link_households(session, draft.id)
    layouts.remember(session, draft)
    draft.year = year or draft.year
    draft.state = ListState.PUBLISHED
    draft.published_at = clock.now()
    draft.published_by_id = officer.id
    session.flush()
    rows = queries.entry_count(session, officer, list_id)
    audit.record(session, "publish_poverty_list", draft, by=officer, rows=rows)
    verify_touched(session, draft)
    compare_drafts_again(session, officer, draft.unit_id)
    return draft


def undo(session: Session, officer: Officer, list_id: ListId) -> PovertyList:
    """Takes the newest publication of its communes back: what it ended counts again. Raises
    `Conflict` when a later list rests on it."""
    listed = queries.poverty_list(session, officer, list_id)
    _lock(session, listed.unit_id)
    listed = queries.poverty_list(session, officer, list_id)
    if listed.state is not ListState.PUBLISHED:
        raise Conflict(_("Danh sách này không còn được công bố nên không cần hoàn tác."))
    later = ending.later_list(session, listed)
    if later and later.published_at:
        raise Conflict(
            _(
                "Danh sách công bố ngày {day} dựa trên danh sách này. "
                "Anh/chị hoàn tác danh sách đó trước."
            ).format(day=day(clock.local(later.published_at).date()))
        )
    unlink_households(session, listed.id)
    listed.state = ListState.UNDONE
    listed.undone_at = clock.now()
    listed.undone_by_id = officer.id
    ending.count_again(session, listed)
    audit.record(session, "undo_poverty_list", listed, by=officer)
    verify_touched(session, listed)
    compare_drafts_again(session, officer, listed.unit_id)
    return listed


def nothing_read() -> str:
    """Why a file without one good row is no list."""
    return _("Tệp không có hộ nào đọc được. Anh/chị kiểm tra lại tệp rồi gửi lại.")


def _lock(session: Session, unit_id: UnitId) -> None:
    """Another publication in this unit waits here; then it finds what this one has done. All lists
    of a province and its communes take their turn at the province."""
    unit = session.get_one(AdministrativeUnit, unit_id)
    turn = unit.parent_id if unit.level is Level.COMMUNE and unit.parent_id else unit.id
    query = select(AdministrativeUnit.id).where(AdministrativeUnit.id == turn)
    session.execute(query.with_for_update(key_share=True))
    session.expire_all()


def _told_when_there(session: Session, unit_id: UnitId, file_hash: str) -> None:
    same = queries.same_file(session, unit_id, file_hash)
    if same is None:
        return
    if same.state is ListState.PUBLISHED and same.published_at:
        words = _("Tệp này đã được công bố ngày {day}, không cần gửi lại.")
        at = same.published_at
    else:
        words = _("Tệp này đã được gửi ngày {day} và đang chờ. Anh/chị mở lại bản đó giúp em.")
        at = same.created_at
    raise SameFile(words.format(day=day(clock.local(at).date())), same.id)


def _ask_when_many_leave(session: Session, officer: Officer, draft: PovertyList) -> None:
    if draft.kind is not ListKind.YEAR:
        return
    found = difference.difference(session, officer, draft.id)
    if found.left <= MOST_LEAVING * found.before:
        return
    raise NotSure(
        _(
            "Danh sách đang dùng có {before} hộ, tệp này thiếu {left} hộ trong số đó. "
            "Nếu đúng như vậy, anh/chị đánh dấu xác nhận rồi công bố."
        ).format(before=found.before, left=found.left)
    )
