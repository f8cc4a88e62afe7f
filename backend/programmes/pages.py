"""The programmes in words, as their files say, and what was different before. Only to be read."""

from starlette.responses import Response

from backend.admin import forms
from backend.admin.page import Page
from backend.admin.pages import Pages
from backend.errors import NotFound
from backend.i18n import _
from backend.programmes import queries
from backend.programmes.history import changes
from backend.programmes.service import programme_of
from backend.programmes.wording import conditions, level_words

pages = Pages()


@pages.get("/programmes")
def programmes(page: Page, code: str = "", revision: str = "") -> Response:
    """Every programme by name, or one of them, as it stands or stood. The same for everybody: it
    belongs to no unit."""
    return _one(page, code, forms.row_number(revision)) if code else _all(page)


def _all(page: Page) -> Response:
    newest = queries.newest(page.session, page.officer)
    listed = [(row, programme_of(page.session, row.id)) for row in newest]
    return page.show("programmes/programmes.html", programmes=listed)


def _one(page: Page, code: str, number: int | None) -> Response:
    revisions = queries.revisions(page.session, page.officer, code)
    shown = next((row for row in revisions if number in (None, row.number)), None)
    if shown is None:
        raise NotFound(_("Không có chương trình hoặc bản này."))
    programme = programme_of(page.session, shown.id)
    earlier = [*revisions[1:], None]
    return page.show(
        "programmes/programme.html",
        programme=programme,
        shown=shown,
        newest=revisions[0],
        conditions=conditions(programme.eligible),
        level_words=level_words,
        revisions=[
            (row, changes(before.content, row.content) if before else [])
            for row, before in zip(revisions, earlier, strict=True)
        ],
    )
