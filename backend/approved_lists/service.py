"""Gathering a list, checking it, signing it, and changing it by a later decision."""

from sqlalchemy import Select, delete, select, update
from sqlalchemy.orm import Session

from backend import audit, scope
from backend.approved_lists import contents, queries
from backend.approved_lists.copying import copy_of
from backend.approved_lists.models import (
    ApprovedList,
    ApprovedListId,
    ApprovedListRow,
    ApprovedRowId,
    RowKind,
)
from backend.approved_lists.signing import Signature, begin, checked_number, require_draft, seal
from backend.approved_lists.standing import signed_list_of
from backend.db import locked
from backend.errors import Conflict, Invalid, NotFound
from backend.i18n import _
from backend.officers.models import Officer
from backend.programmes.service import newest_revision, programme_of
from backend.support_requests.models import GRANTED, RequestId, SupportRequest

MOST_ROWS = 2000


def gather(session: Session, officer: Officer, programme: str, round_code: str) -> ApprovedList:
    """A draft with every approved request that stands on no list yet, at most `MOST_ROWS`. Raises
    `Invalid` when there is none."""
    if newest_revision(session, programme) is None:
        raise Invalid(_("Anh/chị chọn chương trình."), field="programme")
    found = queries.unlisted(session, officer, programme, round_code, MOST_ROWS)
    if not found:
        raise Invalid(
            _("Chưa có hồ sơ đã duyệt nào mà chưa vào danh sách. Anh/chị duyệt hồ sơ trước."),
            field="programme",
        )
    draft = begin(session, officer, ApprovedList(programme=programme, round=round_code))
    for number, request in enumerate(found, 1):
        session.add(_row(session, draft, request, number))
    session.flush()
    audit.record(session, "gather_list", draft, by=officer, rows=len(found))
    return draft


def drop(
    session: Session, officer: Officer, list_id: ApprovedListId, version: int, row_id: ApprovedRowId
) -> None:
    """Takes a row out of a draft; the others are numbered anew."""
    draft = _draft(session, officer, list_id, version)
    row = session.get(ApprovedListRow, row_id)
    if row is None or row.list_id != draft.id:
        raise NotFound(_("Dòng này không còn trong danh sách."))
    session.delete(row)
    session.flush()
    for number, other in enumerate(contents.rows(session, draft), 1):
        other.number = number
    _moved(session, draft)


def drop_draft(session: Session, officer: Officer, list_id: ApprovedListId, version: int) -> None:
    """Throws a draft away; its requests can be gathered again."""
    draft = _draft(session, officer, list_id, version)
    audit.record(session, "drop_list", draft, by=officer)
    session.execute(delete(ApprovedListRow).where(ApprovedListRow.list_id == draft.id))
    session.delete(draft)
    session.flush()


def freeze(
    session: Session, officer: Officer, list_id: ApprovedListId, version: int, signed: Signature
) -> ApprovedList:
    """Signs a draft: its rows are copied once more and never change again. Raises `Conflict` when a
    request is not approved any more or stands on another list, `Invalid` beside the field."""
    draft = _draft(session, officer, list_id, version)
    number = checked_number(session, draft, signed)
    rows = contents.rows(session, draft)
    if not rows:
        raise Invalid(_("Danh sách chưa có dòng nào. Anh/chị thêm hồ sơ trước."))
    for row in rows:
        _take_effect(session, row)
    seal(draft, officer, number, signed, [row.copied() for row in rows])
    session.flush()
    audit.record(session, "freeze_list", draft, by=officer, number=number, rows=len(rows))
    return draft


def amend(session: Session, officer: Officer, list_id: ApprovedListId) -> ApprovedList:
    """The draft of a later decision that changes a signed one; one that is begun is gone on with."""
    earlier = queries.approved_list(session, officer, list_id, lock=True)
    if earlier.frozen_at is None:
        raise Conflict(_("Danh sách này chưa ký, anh/chị sửa thẳng ở đây."))
    begun = [each for each in contents.amendments(session, earlier) if each.frozen_at is None]
    if begun:
        return begun[0]
    own = ApprovedList(programme=earlier.programme, round=earlier.round, amends_id=earlier.id)
    draft = begin(session, officer, own)
    audit.record(session, "amend_list", draft, by=officer, amends=earlier.decision_number)
    return draft


def change_row(
    session: Session,
    officer: Officer,
    list_id: ApprovedListId,
    version: int,
    kind: RowKind,
    code: str,
    note: str,
) -> ApprovedListRow:
    """Adds a line to a draft: a request by its code, to be listed, or for an amendment one that is to
    be removed or copied anew, with the reason. Raises `Invalid` for any other."""
    draft = _draft(session, officer, list_id, version)
    request = _request(session, officer, code)
    earlier = _in_force(session, request.id)
    if kind is RowKind.LISTED:
        _require_listable(session, draft, request)
    else:
        _require_changeable(draft, earlier, note)
    if session.scalar(_rows_of(draft).where(ApprovedListRow.request_id == request.id)):
        raise Conflict(_("Hồ sơ này đã có trong danh sách."), field="code")
    row = _row(session, draft, request, contents.row_count(session, draft) + 1)
    row.kind, row.note = kind, note.strip()
    if kind is not RowKind.LISTED and earlier is not None:
        row.earlier_id = earlier.id
    session.add(row)
    _moved(session, draft)
    return row


def _row(
    session: Session, draft: ApprovedList, request: SupportRequest, number: int
) -> ApprovedListRow:
    return ApprovedListRow(
        list_id=draft.id,
        request_id=request.id,
        kind=RowKind.LISTED,
        number=number,
        note="",
        in_force=False,
        **copy_of(session, request),
    )


def _draft(
    session: Session, officer: Officer, list_id: ApprovedListId, version: int
) -> ApprovedList:
    """The draft, locked, if it still is as the officer saw it."""
    found = queries.approved_list(session, officer, list_id, lock=True)
    signed = _("Danh sách này đã ký. Muốn khác đi, anh/chị lập quyết định sửa đổi.")
    require_draft(found, version, signed)
    return found


def _moved(session: Session, draft: ApprovedList) -> None:
    draft.version += 1
    session.flush()


def _rows_of(draft: ApprovedList) -> Select[ApprovedListRow]:
    return select(ApprovedListRow).where(ApprovedListRow.list_id == draft.id)


def _request(session: Session, officer: Officer, code: str) -> SupportRequest:
    query = select(SupportRequest).where(
        SupportRequest.code == code.strip().upper(), scope.within(officer, SupportRequest.unit_id)
    )
    found = session.scalar(query)
    if found is None:
        raise Invalid(_("Không có hồ sơ nào có mã này trong đơn vị của anh/chị."), field="code")
    return found


def _in_force(session: Session, request_id: RequestId) -> ApprovedListRow | None:
    query = select(ApprovedListRow).where(
        ApprovedListRow.request_id == request_id, ApprovedListRow.in_force
    )
    return session.scalar(query)


def _require_listable(session: Session, draft: ApprovedList, request: SupportRequest) -> None:
    programme = programme_of(session, request.revision_id)
    if programme.code != draft.programme:
        raise Invalid(_("Hồ sơ này thuộc chương trình khác."), field="code")
    if request.status not in GRANTED:
        raise Invalid(_("Hồ sơ này chưa được duyệt xong."), field="code")
    if signed := signed_list_of(session, request.id):
        words = _("Hồ sơ này đã có trong quyết định {number}.")
        raise Invalid(words.format(number=signed.decision_number), field="code")


def _require_changeable(draft: ApprovedList, earlier: ApprovedListRow | None, note: str) -> None:
    if draft.amends_id is None or earlier is None or earlier.list_id != draft.amends_id:
        raise Invalid(_("Hồ sơ này không có trong quyết định được sửa đổi."), field="code")
    if not note.strip():
        raise Invalid(_("Anh/chị ghi vì sao rút tên hoặc sửa."), field="note")


def _take_effect(session: Session, row: ApprovedListRow) -> None:
    """Copies a row's request for the last time, and ends the row that it changes."""
    query = select(SupportRequest).where(SupportRequest.id == row.request_id)
    request = session.scalars(locked(query)).one()
    if row.kind is not RowKind.REMOVED:
        if request.status not in GRANTED:
            words = _("Hồ sơ {code} không còn ở trạng thái đã duyệt. Anh/chị bỏ dòng đó rồi ký.")
            raise Conflict(words.format(code=request.code))
        for name, value in copy_of(session, request).items():
            setattr(row, name, value)
    earlier = _in_force(session, row.request_id)
    if earlier is not None and earlier.id != row.earlier_id:
        raise Conflict(_("Hồ sơ {code} đã có trong một quyết định khác.").format(code=request.code))
    if earlier is not None:
        ended = update(ApprovedListRow).where(ApprovedListRow.id == earlier.id)
        session.execute(ended.values(in_force=False))
    elif row.earlier_id is not None:
        raise Conflict(
            _("Hồ sơ {code} vừa được sửa bằng quyết định khác.").format(code=request.code)
        )
    session.flush()
    row.in_force = row.kind is not RowKind.REMOVED
    session.flush()
