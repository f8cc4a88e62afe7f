"""How one sheet of a file is read: which column is what, and in which letters."""

from starlette.responses import Response

from backend.admin.page import Page
from backend.admin.pages import Pages
from backend.errors import NotFound
from backend.i18n import _
from backend.officers.permissions import Task
from backend.poverty_lists import importing, layouts, preview, queries
from backend.poverty_lists.choosing import (
    AUTO,
    MOST_FIELDS,
    UNICODE,
    chosen,
    lines_of,
    without,
)
from backend.poverty_lists.draft import DraftSheet, LegacyFont, ListDraft
from backend.poverty_lists.models import ListId, PovertyList
from backend.poverty_lists.reading.fields import FIELDS
from backend.poverty_lists.samples import samples_of
from backend.poverty_lists.words import font_label, role_label

pages = Pages(task=Task.PUBLISH_LIST)
SheetNumber = int


@pages.get("/poverty-lists/drafts/{draft_id}/sheets/{number}")
def columns(page: Page, draft_id: ListId, number: SheetNumber, fonts: str = "") -> Response:
    """The columns of a sheet with some of their values. With `fonts` every column offers its
    letters, not only those that are in an old font."""
    listed, facts, sheet = _sheet(page, draft_id, number)
    choices = layouts.from_json(listed.choices)
    lines = lines_of(sheet, choices, samples_of(page.session, listed.id, sheet))
    shown = lines[: MOST_FIELDS // (2 if fonts else 1)]
    return page.show(
        "poverty_lists/columns.html",
        kept=listed,
        sheets=facts.sheets,
        sheet=sheet,
        number=number,
        lines=shown,
        further=len(lines) - len(shown),
        read={True: "yes", False: "no", None: AUTO}[choices.read.get(sheet.name)],
        changed=without(choices, sheet.name) != choices,
        fields=[(field, _(label)) for field, label in FIELDS.items()],
        fonts=[(UNICODE, _("Chữ đã đúng, giữ nguyên"))]
        + [(font.value, font_label(font)) for font in LegacyFont],
        all_fonts=bool(fonts),
        role=role_label(sheet.role),
    )


@pages.post("/poverty-lists/drafts/{draft_id}/sheets/{number}", again=columns, slow=True)
def read_so(page: Page, draft_id: ListId, number: SheetNumber) -> Response:
    """Reads the file again the way that the form says."""
    return _read_again(page, draft_id, number, reset=False)


@pages.post("/poverty-lists/drafts/{draft_id}/sheets/{number}/reset", again=columns, slow=True)
def read_as_found(page: Page, draft_id: ListId, number: SheetNumber) -> Response:
    """Forgets what was chosen for the sheet."""
    return _read_again(page, draft_id, number, reset=True)


def _read_again(page: Page, draft_id: ListId, number: int, *, reset: bool) -> Response:
    with page.transaction():
        listed, _facts, sheet = _sheet(page, draft_id, number)
        before = layouts.from_json(listed.choices)
        now = without(before, sheet.name) if reset else chosen(page.form, sheet, before)
        if now != before:
            importing.read_again(page.session, page.officer, draft_id, now)
        size = preview.file_size(page.session, draft_id)
    if now != before and size < importing.READ_AT_ONCE:
        importing.run_now(page.database, draft_id)
    said = _("Em đọc lại tệp theo cách anh/chị chọn.") if now != before else ""
    return page.go(f"/admin/poverty-lists/drafts/{draft_id}", said)


def _sheet(page: Page, draft_id: ListId, number: int) -> tuple[PovertyList, ListDraft, DraftSheet]:
    listed = queries.unpublished(page.session, page.officer, draft_id)
    facts = ListDraft.from_facts(listed.facts) if listed.facts else None
    if facts is None or number > len(facts.sheets):
        raise NotFound(_("Tệp này không có trang đó."))
    return listed, facts, facts.sheets[number - 1]
