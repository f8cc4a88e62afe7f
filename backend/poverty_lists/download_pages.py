"""The file of a list, given back with what is to be corrected in it."""

from typing import Annotated
from urllib.parse import quote

from fastapi.responses import Response

from backend.admin.page import Visit
from backend.admin.pages import ROW, Pages
from backend.poverty_lists import layouts, preview, queries
from backend.poverty_lists.draft import ListDraft
from backend.poverty_lists.marking.marked import MEDIA_TYPE, Marked, marked, not_accepted
from backend.poverty_lists.models import ListId
from backend.poverty_lists.samples import rows_by_sheet

pages = Pages()
ListNumber = Annotated[ListId, ROW]


@pages.get("/poverty-lists/{list_id}/marked")
def marked_file(page: Visit, list_id: ListNumber) -> Response:
    """The officer's own workbook with what is to be corrected marked in it."""
    listed = queries.poverty_list(page.session, page.officer, list_id)
    problems = queries.problems(page.session, page.officer, list_id)
    content, choices = preview.file_of(page.session, list_id), layouts.from_json(listed.choices)
    return _download(marked(content, listed.file_name, problems, choices))


@pages.get("/poverty-lists/{list_id}/not-accepted")
def not_accepted_file(page: Visit, list_id: ListNumber) -> Response:
    """Only the rows that were not accepted, to be corrected and sent as an addition."""
    listed = queries.poverty_list(page.session, page.officer, list_id)
    return _download(
        not_accepted(
            preview.file_of(page.session, list_id),
            listed.file_name,
            ListDraft.from_facts(listed.facts).sheets,
            rows_by_sheet(page.session, list_id),
            queries.problems(page.session, page.officer, list_id),
            layouts.from_json(listed.choices),
        )
    )


def _download(file: Marked) -> Response:
    named = f"attachment; filename*=UTF-8''{quote(file.name)}"
    return Response(file.content, media_type=MEDIA_TYPE, headers={"Content-Disposition": named})
