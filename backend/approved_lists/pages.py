"""Approved lists: all of them, one with its rows, the signature, and what a later decision changes."""

from collections.abc import Sequence

from starlette.responses import Response

from backend.admin.forms import Form, row_number
from backend.admin.page import Page
from backend.admin.pages import Pages
from backend.administrative_units.models import AdministrativeUnit
from backend.approved_lists import contents, queries, service
from backend.approved_lists.models import (
    ApprovedList,
    ApprovedListId,
    ApprovedListRow,
    ApprovedRowId,
    RowKind,
)
from backend.approved_lists.signing import Signature
from backend.errors import Invalid
from backend.i18n import N_, _
from backend.officers.permissions import Task
from backend.quotas.wording import programmes

pages = Pages(task=Task.SIGN_DECISION)

HOME = "/admin/approved-lists"
CHANGES = (
    (RowKind.REMOVED.value, N_("Rút tên")),
    (RowKind.CORRECTED.value, N_("Sửa theo hồ sơ hiện nay")),
    (RowKind.LISTED.value, N_("Thêm tên")),
)


@pages.get("/approved-lists")
def approved_lists(page: Page, before: str = "") -> Response:
    """The lists, newest first, and a form that gathers another."""
    last = ApprovedListId(row_number(before) or 0) or None
    found = queries.approved_lists(page.session, page.officer, last)
    known = programmes(page.session)
    rounds = {
        code: name for words in known for code, name in words.rounds if words.programme.rounds
    }
    return page.show(
        "approved_lists/approved_lists.html",
        lists=found[: queries.PAGE],
        more=len(found) > queries.PAGE,
        names={words.programme.code: words.programme.name for words in known},
        rounds=list(rounds.items()),
    )


@pages.post("/approved-lists", again=approved_lists)
def gather(page: Page) -> Response:
    """A draft of what is approved and listed nowhere."""
    programme, round_code = page.form.text("programme", 64), page.form.text("round", 64)
    draft = service.gather(page.session, page.officer, programme, round_code)
    return page.go(f"{HOME}/{draft.id}", _("Đã lập dự thảo. Anh/chị kiểm tra từng dòng rồi ký."))


@pages.get("/approved-lists/{list_id}")
def approved_list(page: Page, list_id: ApprovedListId, after: str = "") -> Response:
    """One list: its rows, and what can be done with it."""
    found = queries.approved_list(page.session, page.officer, list_id)
    number = row_number(after) or 0
    rows = contents.rows(page.session, found, number, queries.PAGE + 1)
    return page.show(
        "approved_lists/approved_list.html",
        rows=rows[: queries.PAGE],
        more=len(rows) > queries.PAGE,
        whole=False,
        **_values(page, found, rows[: queries.PAGE]),
    )


@pages.get("/approved-lists/{list_id}/print")
def printed(page: Page, list_id: ApprovedListId) -> Response:
    """All rows at once, to be printed."""
    found = queries.approved_list(page.session, page.officer, list_id)
    rows = contents.rows(page.session, found)
    return page.show(
        "approved_lists/approved_list.html",
        rows=rows,
        more=False,
        whole=True,
        **_values(page, found, rows),
    )


def _values(page: Page, found: ApprovedList, rows: Sequence[ApprovedListRow]) -> dict[str, object]:
    session = page.session
    known = {words.programme.code: words for words in programmes(session)}
    words = known.get(found.programme)
    return {
        "list": found,
        "unit": session.get_one(AdministrativeUnit, found.unit_id),
        "programme": words.programme.name if words else found.programme,
        "round": words.round(found.round) if words and found.round else "",
        "earlier": session.get_one(ApprovedList, found.amends_id) if found.amends_id else None,
        "amendments": contents.amendments(session, found),
        "count": contents.row_count(session, found),
        "touched": contents.touched_by(session, rows),
        "stale": contents.no_longer_approved(session, found) if not found.frozen_at else set(),
        "intact": contents.is_intact(session, found) if found.frozen_at else True,
        "changes": [(value, _(words)) for value, words in CHANGES],
    }


@pages.post("/approved-lists/{list_id}/freeze", again=approved_list)
def freeze(page: Page, list_id: ApprovedListId) -> Response:
    """Signed: from now on only a later decision changes it."""
    service.freeze(page.session, page.officer, list_id, page.version(), signature_of(page.form))
    return page.go(f"{HOME}/{list_id}", _("Đã ghi quyết định. Danh sách từ nay không đổi nữa."))


@pages.post("/approved-lists/{list_id}/amend", again=approved_list)
def amend(page: Page, list_id: ApprovedListId) -> Response:
    """Begins the later decision."""
    draft = service.amend(page.session, page.officer, list_id)
    return page.go(f"{HOME}/{draft.id}", _("Đây là dự thảo quyết định sửa đổi."))


@pages.post("/approved-lists/{list_id}/rows", again=approved_list)
def change_row(page: Page, list_id: ApprovedListId) -> Response:
    """One line more in a draft."""
    kind, code = page.form.text("kind", 20) or RowKind.LISTED, page.form.text("code", 40)
    if kind not in list(RowKind):
        raise Invalid(_("Anh/chị chọn rút tên, sửa hay thêm."), field="kind")
    note = page.form.text("note", 300)
    version = page.version()
    service.change_row(page.session, page.officer, list_id, version, RowKind(kind), code, note)
    return page.go(f"{HOME}/{list_id}", _("Đã ghi dòng này."))


@pages.post("/approved-lists/{list_id}/rows/{row_id}/drop")
def drop(page: Page, list_id: ApprovedListId, row_id: ApprovedRowId) -> Response:
    """One line less in a draft."""
    service.drop(page.session, page.officer, list_id, page.version(), row_id)
    return page.go(f"{HOME}/{list_id}", _("Đã bỏ dòng này khỏi dự thảo."))


@pages.post("/approved-lists/{list_id}/drop", again=approved_list)
def drop_draft(page: Page, list_id: ApprovedListId) -> Response:
    """The draft is not needed."""
    service.drop_draft(page.session, page.officer, list_id, page.version())
    return page.go(HOME, _("Đã bỏ dự thảo."))


def signature_of(form: Form) -> Signature:
    """The signature under a decision, as it was typed."""
    return Signature(
        form.text("number", 60),
        form.day("on"),
        form.text("signer_name", 100),
        form.text("signer_title", 100),
    )
