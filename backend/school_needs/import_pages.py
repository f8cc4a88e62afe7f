"""Needs from a file or from pasted lines: first a look that writes nothing, then the import.

The site asks these pages before `need_pages`, for which "import" would be a need's number.
"""

from starlette.responses import Response

from backend.admin.page import Page
from backend.admin.pages import Pages
from backend.devices.sheet_file import lines_of
from backend.errors import Invalid
from backend.i18n import _
from backend.officers.permissions import Task
from backend.school_needs.importing import PlannedNeed, carry_out, plan
from backend.school_needs.need_pages import HOME
from backend.uploaded_sheets import LARGEST_FILE

LONGEST_PASTE = 60_000
SHOWN = 50
TASK = Task.MANAGE_PLACES

pages = Pages(task=TASK)


@pages.get("/school-needs/import", task=TASK)
def paste(page: Page) -> Response:
    """Where a file is chosen, or lines are pasted."""
    return _show(page)


@pages.post("/school-needs/import/file", again=paste, task=TASK)
def file(page: Page) -> Response:
    """The lines of a file, in the field in which they can be mended."""
    text = lines_of(page.form.file("file").file.read(LARGEST_FILE + 1))
    if not text.strip():
        raise Invalid(_("Tệp này không có dòng nào. Anh/chị xem lại tệp."), field="file")
    return _show(page, text, plan(page.session, page.officer, text))


@pages.post("/school-needs/import/check", again=paste, task=TASK)
def check(page: Page) -> Response:
    """What each line would become; nothing is kept."""
    lines = page.form.text("lines", LONGEST_PASTE)
    return _show(page, lines, plan(page.session, page.officer, lines))


@pages.post("/school-needs/import/keep", again=paste)
def keep(page: Page) -> Response:
    """Keeps them all."""
    lines = page.form.text("lines", LONGEST_PASTE)
    added, known = carry_out(page.session, page.officer, lines)
    words = _("Đã ghi {added} nhu cầu mới; {known} nhu cầu đã có từ trước.")
    return page.go(HOME, words.format(added=added, known=known))


def _show(page: Page, lines: str = "", planned: list[PlannedNeed] | None = None) -> Response:
    bad = [each for each in planned or () if each.problem]
    shown = bad or planned or []
    return page.show(
        "school_needs/import.html",
        lines=lines or page.form.raw("lines"),
        planned=planned,
        bad=bad,
        shown=shown[:SHOWN],
        further=len(shown) - len(shown[:SHOWN]),
    )
