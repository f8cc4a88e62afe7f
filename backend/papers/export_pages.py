"""Tables as files: asking for one, waiting for it, fetching it."""

from collections.abc import Iterator, Mapping
from urllib.parse import parse_qsl

from starlette.responses import Response, StreamingResponse

from backend.admin.page import Page
from backend.admin.pages import Pages
from backend.admin.phones import reasons
from backend.db import Database
from backend.disclosures import typed
from backend.errors import NotAllowed
from backend.i18n import _
from backend.officers.models import Officer
from backend.papers import queries, service
from backend.papers.exports import NOUNS, title_of
from backend.papers.models import ExportId
from backend.papers.workbook import MEDIA_TYPE

pages = Pages()
HOME = "/admin/papers/exports"


@pages.get("/papers/exports")
def exports(page: Page) -> Response:
    """What can be exported, and the own files. The address of a list's link names its `noun` and
    repeats its filters: they are taken over."""
    return page.show(
        "papers/exports.html",
        nouns={code: noun for code, noun in NOUNS.items() if page.may(noun.task)},
        filters=_filters(page),
        chosen=page.request.query_params.get("noun", ""),
        reasons=[("", _("Không cần, che bớt số")), *reasons()[1:]],
        kept=queries.exports(page.session, page.officer),
        all_nouns=NOUNS,
    )


@pages.get("/papers/exports/{export_id}")
def export(page: Page, export_id: ExportId) -> Response:
    """One file: how far it is, or the button that fetches it."""
    asked, job = queries.export(page.session, page.officer, export_id)
    title = title_of(NOUNS[asked.noun], asked.filters)
    return page.show(
        "papers/export.html",
        export=asked,
        job=job,
        title=title,
        is_told=bool(NOUNS[asked.noun].data),
        kinds=typed.kinds_from_office(),
        bases=typed.bases(),
    )


def not_fetched(page: Page, export_id: ExportId) -> Response:
    """The file's page again, where something about its receiver was refused."""
    if isinstance(page.refusal, NotAllowed):
        raise page.refusal
    return export(page, export_id)


@pages.post("/papers/exports/{export_id}/fetch", again=not_fetched)
def fetch(page: Page, export_id: ExportId) -> Response:
    """The file itself. Posted, because it is noted."""
    asked = service.fetch(page.session, page.officer, export_id, typed.typed_receiver(page.form))
    page.session.flush()
    name = f"{asked.noun}-{asked.created_at:%Y%m%d}-{asked.id}.xlsx"
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "Content-Length": str(asked.size),
        "Content-Encoding": "identity",  # it is a zip: packing it again would only take time
    }
    content = _pieces(page.database, page.officer, export_id)
    return StreamingResponse(content, media_type=MEDIA_TYPE, headers=headers)


def _pieces(database: Database, officer: Officer, export_id: ExportId) -> Iterator[bytes]:
    """Each read for itself: a slow line must not hold a transaction for minutes."""
    number = 0
    while True:
        with database.reading() as session:
            content = queries.piece(session, officer, export_id, number)
        if content is None:
            return
        yield content
        number += 1


def _asking(noun: str) -> None:
    """Each noun has an address of its own, because each needs another task."""

    @pages.post(f"/papers/exports/{noun}", again=exports, task=NOUNS[noun].task)
    def ask(page: Page) -> Response:
        filters = NOUNS[noun].narrowed(_typed(page))
        asked = service.ask(page.session, page.officer, noun, filters, page.form.text("why", 40))
        return page.go(f"{HOME}/{asked.id}")


for _noun in NOUNS:
    _asking(_noun)


def _filters(page: Page) -> dict[str, str]:
    """What each form carries: only the noun that one came for, or whose form was refused, has
    filters."""
    query = page.request.query_params
    chosen = page.path.rpartition("/")[2] if page.refusal else query.get("noun", "")
    said = _typed(page) if page.refusal else query
    return {chosen: NOUNS[chosen].narrowed(said)} if chosen in NOUNS else {}


def _typed(page: Page) -> Mapping[str, str]:
    return dict(parse_qsl(page.form.raw("filters")[:300]))
