"""The trail for those who look after others' work, and whether it is whole."""

from starlette.responses import Response

from backend.admin.forms import row_number
from backend.admin.page import Page
from backend.admin.pages import Pages
from backend.audit import checking, queries, wording
from backend.audit.queries import Filters
from backend.i18n import _
from backend.officers.permissions import Task
from backend.typed_day import read_day

pages = Pages(task=Task.READ_AUDIT)

AT_ONCE = 20_000  # links that are walked for one page: about a second


@pages.get("/audit", task=Task.READ_AUDIT)
def trail(
    page: Page,
    officer: str = "",
    action: str = "",
    subject: str = "",
    subject_id: str = "",
    on: str = "",
    before: str = "",
) -> Response:
    """Who did what, the newest first."""
    filters = Filters(
        officer=row_number(officer) or 0,
        action=action if action in wording.ACTIONS else "",
        subject=subject if subject in wording.SUBJECTS else "",
        subject_id=row_number(subject_id) or 0,
        on=read_day(on),
    )
    found = queries.entries(page.session, page.officer, filters, row_number(before))
    return page.show(
        "audit/trail.html",
        lines=found[: queries.PAGE],
        more=len(found) > queries.PAGE,
        filters=filters,
        officers=queries.officers(page.session, page.officer),
        actions=sorted((_(words), code) for code, words in wording.ACTIONS.items()),
        subjects=sorted((_(words), code) for code, words in wording.SUBJECTS.items()),
        wording=wording,
    )


@pages.get("/audit/chain", task=Task.READ_AUDIT)
def chain(page: Page, after: str = "") -> Response:
    """Walks the chain, so many links for one page."""
    began = row_number(after) or 0
    checked = checking.check(page.session, began, AT_ONCE)
    return page.show("audit/chain.html", checked=checked, told=wording.told)
