"""One list that counts or did, and the rows behind any figure of a list."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from starlette.responses import RedirectResponse, Response

from backend.admin.forms import row_number
from backend.admin.page import Page
from backend.admin.pages import Pages
from backend.administrative_units.models import AdministrativeUnit, UnitId
from backend.i18n import _
from backend.officers.models import Officer
from backend.officers.permissions import Task
from backend.poverty_lists import difference, preview, queries
from backend.poverty_lists.draft import Standing
from backend.poverty_lists.models import Change, EntryId, ListId, ListState, PovertyListEntry
from backend.poverty_lists.samples import members_of
from backend.poverty_lists.words import change_label

ROWS_A_PAGE = 40
MOST_VERSIONS = 12

pages = Pages(task=Task.PUBLISH_LIST)


@pages.get("/poverty-lists/{list_id}")
def poverty_list(page: Page, list_id: ListId, after: str = "") -> Response:
    """One version that is or was published, with its rows; ids masked."""
    return _version(page, list_id, EntryId(row_number(after) or 0) or None)


@pages.post("/poverty-lists/{list_id}/find", looks=True)
def find(page: Page, list_id: ListId) -> Response:
    """The same, with the rows whose head has the name that was typed."""
    return _version(page, list_id, None, page.form.text("q")[:100].strip())


def _version(page: Page, list_id: ListId, beyond: EntryId | None, q: str = "") -> Response:
    session, officer = page.session, page.officer
    found = queries.poverty_list(session, officer, list_id)
    if found.state not in (ListState.PUBLISHED, ListState.UNDONE):
        return RedirectResponse(f"/admin/poverty-lists/drafts/{found.id}", 303)
    if q:
        rows = queries.entries_by_head(session, officer, list_id, q, ROWS_A_PAGE)
    else:
        rows = queries.entries(session, officer, list_id, after=beyond, limit=ROWS_A_PAGE)
    everything = queries.lists(session, officer)
    versions = [one for one in everything if one.unit_id == found.unit_id][:MOST_VERSIONS]
    shown: dict[str, Any] = preview.counts(session, officer, found)
    shown |= preview.changes(session, officer, found)
    return page.show(
        "poverty_lists/list.html",
        found=found,
        unit=session.get_one(AdministrativeUnit, found.unit_id),
        published_by=_officer(page, found.published_by_id),
        undone_by=_officer(page, found.undone_by_id),
        count=queries.entry_count(session, officer, list_id),
        rows=rows,
        people=members_of(session, rows),
        q=q,
        first=beyond is None,
        more=len(rows) == ROWS_A_PAGE and not q,
        cut=len(rows) == ROWS_A_PAGE and bool(q),
        versions=versions,
        in_use=preview.in_use(session, [one.id for one in versions]),
        has_file=preview.file_size(session, found.id) > 0,
        **shown,
    )


@pages.get("/poverty-lists/{list_id}/rows")
def rows(
    page: Page,
    list_id: ListId,
    after: str = "",
    unit: str = "",
    commune: str | None = None,
    hamlet: str | None = None,
    standing: str = "",
    change: str = "",
    before: str = "",
    left: str = "",
    problem: str = "",
) -> Response:
    """The rows behind one figure of a list, published or not."""
    session, officer = page.session, page.officer
    listed = queries.poverty_list(session, officer, list_id)
    beyond = EntryId(row_number(after) or 0) or None
    wanted = Standing(standing) if standing in list(Standing) else None
    changed = Change(change) if change in list(Change) else None
    previous: dict[EntryId, PovertyListEntry] = {}
    if left:
        found: Sequence[PovertyListEntry] = difference.left_rows(
            session, officer, list_id, after=beyond, limit=ROWS_A_PAGE
        )
    elif changed and changed is not Change.SAME:
        movement = (_standing(before), _standing(standing)) if before else None
        pairs = difference.rows_of(
            session, officer, list_id, changed, movement=movement, after=beyond, limit=ROWS_A_PAGE
        )
        found = [pair.entry for pair in pairs]
        previous = {pair.entry.id: pair.previous for pair in pairs if pair.previous}
    else:
        found = queries.entries(
            session,
            officer,
            list_id,
            after=beyond,
            limit=ROWS_A_PAGE,
            hamlet=hamlet,
            commune=commune,
            unit_id=UnitId(row_number(unit) or 0) or None,
            standing=wanted,
            change=changed,
            problem=True if problem else None,
        )
    return page.show(
        "poverty_lists/figure.html",
        found=listed,
        rows=found,
        people=members_of(session, found),
        previous=previous,
        about=_about(hamlet, wanted, changed, bool(left), bool(problem)),
        onward=_onward(page),
        more=len(found) == ROWS_A_PAGE,
    )


def _about(
    hamlet: str | None,
    standing: Standing | None,
    change: Change | None,
    left: bool,
    problem: bool,
) -> str:
    parts = [
        _("Không còn trong danh sách") if left else "",
        change_label(change) if change else "",
        standing.label if standing else "",
        hamlet or (_("Không ghi thôn") if hamlet == "" else ""),
        _("Có chỗ cần xem lại") if problem else "",
    ]
    return ", ".join(filter(None, parts)) or _("Mọi hộ")


def _onward(page: Page) -> str:
    """The address of the next rows, without the row after which they come."""
    return "&".join(
        f"{quote(name)}={quote(value)}"
        for name, value in page.request.query_params.items()
        if name != "after"
    )


def _officer(page: Page, officer_id: object) -> Officer | None:
    return page.session.get(Officer, officer_id) if officer_id else None


def _standing(text: str) -> Standing | None:
    return Standing(text) if text in list(Standing) else None
