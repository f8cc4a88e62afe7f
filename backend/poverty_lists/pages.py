"""Poverty lists: what is published, a new file, its preview, and publishing or dropping it."""

import shutil
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Annotated

from fastapi.responses import Response

from backend import clock
from backend.admin.forms import row_number
from backend.admin.page import Page, Visit
from backend.admin.pages import ROW, Pages
from backend.administrative_units.models import AdministrativeUnit, UnitId
from backend.administrative_units.queries import communes_of
from backend.i18n import _
from backend.officers.models import Officer
from backend.poverty_lists import queries, service
from backend.poverty_lists.alike import alike
from backend.poverty_lists.draft import ListDraft, Standing
from backend.poverty_lists.models import EntryId, ListId
from backend.poverty_lists.reading.reader import read_list

ROWS_A_PAGE = 100
FIRST_ROWS = 15
_ALWAYS_SHOWN = (Standing.POOR, Standing.NEAR_POOR)
MOST_PROBLEMS = 100

pages = Pages()
ListNumber = Annotated[ListId, ROW]


@pages.get("/poverty-lists")
def lists(page: Visit) -> Response:
    """Everything published and everything that waits to be, with the form for a new file."""
    session, officer = page.session, page.officer
    published = queries.lists(session, officer)
    return page.show(
        "poverty_lists/lists.html",
        published=[
            (found, session.get_one(AdministrativeUnit, found.unit_id)) for found in published
        ],
        newest={found.unit_id: found.id for found in reversed(published)},
        drafts=[
            (
                draft,
                session.get_one(AdministrativeUnit, draft.unit_id),
                session.get_one(Officer, draft.officer_id),
            )
            for draft in queries.drafts(session, officer)
        ],
        communes=[(commune.id, commune.full_name) for commune in communes_of(session, officer)],
    )


@pages.post("/poverty-lists", again=lists, slow=True)
def upload(page: Visit) -> Response:
    """Reads a file into a draft. Reading takes seconds: nobody else waits for it meanwhile."""
    unit_id = UnitId(page.form.number("unit_id") or 0)
    draft = _read(page)
    with page.transaction():
        kept = service.keep_draft(page.session, page.officer, unit_id, draft)
    return page.go(f"/admin/poverty-lists/drafts/{kept.id}")


def _read(page: Page) -> ListDraft:
    file = page.form.file("file")
    name = Path(file.filename or "").name
    with NamedTemporaryFile(
        dir=page.settings.upload_folder, prefix="noisong-", suffix=Path(name).suffix
    ) as kept:
        shutil.copyfileobj(file.file, kept)
        kept.flush()
        return read_list(Path(kept.name), name, clock.today())


@pages.get("/poverty-lists/drafts/{draft_id}")
def preview(page: Visit, draft_id: ListNumber) -> Response:
    """What was read, before anything of it counts."""
    kept = queries.draft(page.session, page.officer, draft_id)
    problems = queries.problems(page.session, kept.id)
    counts = queries.counts_by_hamlet(page.session, kept.id)
    told = alike(problems)
    return page.show(
        "poverty_lists/preview.html",
        kept=kept,
        draft=ListDraft.from_facts(kept.facts),
        unit=page.session.get_one(AdministrativeUnit, kept.unit_id),
        counts=counts,
        totals={
            standing: sum(count[standing] for count in counts.values()) for standing in Standing
        },
        refused=len({(found.sheet, found.row) for found in problems if found.refused}),
        problems=told[:MOST_PROBLEMS],
        further=max(len(told) - MOST_PROBLEMS, 0),
        rows=queries.entries_of_draft(page.session, kept.id, limit=FIRST_ROWS),
        standings=[
            standing
            for standing in Standing
            if standing in _ALWAYS_SHOWN or any(count[standing] for count in counts.values())
        ],
    )


@pages.post("/poverty-lists/drafts/{draft_id}/publish", again=preview)
def publish(page: Visit, draft_id: ListNumber) -> Response:
    """Makes it the version that counts."""
    published = service.publish(page.session, page.officer, draft_id)
    said = _("Đã công bố danh sách. Hồ sơ mới được đối chiếu với bản này.")
    return page.go(f"/admin/poverty-lists/{published.id}", said)


@pages.post("/poverty-lists/drafts/{draft_id}/drop", again=preview)
def drop(page: Visit, draft_id: ListNumber) -> Response:
    """Throws the draft away."""
    service.drop_draft(page.session, page.officer, draft_id)
    return page.go("/admin/poverty-lists", _("Đã bỏ tệp vừa gửi. Danh sách đang dùng giữ nguyên."))


@pages.get("/poverty-lists/{list_id}")
def poverty_list(page: Visit, list_id: ListNumber, after: str = "", q: str = "") -> Response:
    """One published version with its rows; ids masked."""
    session, officer = page.session, page.officer
    found = queries.poverty_list(session, officer, list_id)
    beyond = EntryId(row_number(after) or 0) or None
    if q.strip():
        rows = queries.entries_by_head(session, officer, list_id, q[:100], ROWS_A_PAGE)
    else:
        rows = queries.entries(session, officer, list_id, after=beyond, limit=ROWS_A_PAGE)
    return page.show(
        "poverty_lists/list.html",
        found=found,
        unit=session.get_one(AdministrativeUnit, found.unit_id),
        officer=session.get(Officer, found.officer_id) if found.officer_id else None,
        count=queries.entry_count(session, officer, list_id),
        rows=rows,
        q=q.strip(),
        first=beyond is None,
        more=len(rows) == ROWS_A_PAGE and not q.strip(),
    )
