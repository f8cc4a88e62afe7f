"""Many schools from pasted lines: first a dry run that writes nothing, then the import.

The site asks these pages before `schools.pages`, for which "import" would be a school's number.
"""

from starlette.responses import Response

from backend.admin import communes
from backend.admin.page import Page
from backend.admin.pages import Pages
from backend.i18n import _
from backend.officers.permissions import Task
from backend.schools.importing import Plan, carry_out, plan
from backend.schools.pages import HOME

LONGEST_PASTE = 30_000
TASK = Task.MANAGE_PLACES

pages = Pages(task=TASK)


@pages.get("/schools/import", task=TASK)
def paste(page: Page) -> Response:
    """Where lines are pasted."""
    return _show(page, None)


@pages.post("/schools/import/check", again=paste)
def check(page: Page) -> Response:
    """What the lines would add, and each bad line."""
    lines = page.form.text("lines", LONGEST_PASTE)
    return _show(page, plan(page.session, page.officer, communes.chosen(page), lines))


@pages.post("/schools/import/keep", again=paste)
def keep(page: Page) -> Response:
    """Adds them."""
    lines = page.form.text("lines", LONGEST_PASTE)
    done = carry_out(page.session, page.officer, communes.chosen(page), lines)
    words = _("Đã thêm {schools} trường và {sites} điểm trường.")
    return page.go(HOME, words.format(schools=done.new_schools, sites=done.new_sites))


def _show(page: Page, told: Plan | None) -> Response:
    return page.show(
        "schools/import.html",
        plan=told,
        lines=page.form.raw("lines"),
        unit_id=page.form.raw("unit_id"),
        communes=communes.choices(page),
    )
