"""The file of a list, given back with what is to be corrected in it."""

from collections.abc import Sequence
from urllib.parse import quote

from starlette.responses import Response

from backend import audit, clock
from backend.admin.page import Page
from backend.admin.pages import Pages
from backend.disclosures import service as disclosures
from backend.disclosures.service import Given
from backend.disclosures.words import ReceiverKind
from backend.poverty_lists import layouts, preview, queries
from backend.poverty_lists.draft import ListDraft, Problem
from backend.poverty_lists.marking.marked import MEDIA_TYPE, Marked, marked, not_accepted
from backend.poverty_lists.models import ListId, PovertyList
from backend.poverty_lists.samples import rows_by_sheet

pages = Pages()
_LIST = ("head", "birth", "place", "standing", "phone", "citizen_id")


@pages.get("/poverty-lists/{list_id}/marked")
def marked_file(page: Page, list_id: ListId) -> Response:
    """The officer's own workbook with what is to be corrected marked in it."""
    listed = queries.poverty_list(page.session, page.officer, list_id)
    problems = queries.problems(page.session, page.officer, list_id)
    content, choices = preview.file_of(page.session, list_id), layouts.from_json(listed.choices)
    file = marked(content, listed.file_name, problems, choices)
    rows = sum(map(len, rows_by_sheet(page.session, list_id).values())) + _refused(problems)
    return _download(page, listed, file, "marked.xlsx", rows)


@pages.get("/poverty-lists/{list_id}/not-accepted")
def not_accepted_file(page: Page, list_id: ListId) -> Response:
    """Only the rows that were not accepted, to be corrected and sent as an addition."""
    listed = queries.poverty_list(page.session, page.officer, list_id)
    problems = queries.problems(page.session, page.officer, list_id)
    file = not_accepted(
        preview.file_of(page.session, list_id),
        listed.file_name,
        ListDraft.from_facts(listed.facts).sheets,
        rows_by_sheet(page.session, list_id),
        problems,
        layouts.from_json(listed.choices),
    )
    return _download(page, listed, file, "not-accepted.xlsx", _refused(problems))


def _refused(problems: Sequence[Problem]) -> int:
    return len({(each.sheet, each.row) for each in problems if each.refused})


def _download(page: Page, listed: PovertyList, file: Marked, paper: str, rows: int) -> Response:
    """Noted before it leaves the house, for it has the names and numbers of so many households."""
    with page.database.transaction() as session:
        audit.record(session, "download_list", listed, by=page.officer, paper=paper, rows=rows)
        given = Given(
            kind=ReceiverKind.OFFICE, fields=_LIST, people=rows, paper=paper, purpose="office_work"
        )
        disclosures.record(session, page.officer, listed, given, on=clock.today())
    named = f"attachment; filename*=UTF-8''{quote(file.name)}"
    return Response(file.content, media_type=MEDIA_TYPE, headers={"Content-Disposition": named})
