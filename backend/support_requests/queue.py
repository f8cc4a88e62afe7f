"""The queue of requests as a page."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session
from starlette.responses import Response

from backend import clock
from backend.admin.page import Page
from backend.administrative_units.models import AdministrativeUnit, Level
from backend.administrative_units.queries import communes_of
from backend.administrative_units.tree import tree
from backend.households.rules import Verdict
from backend.i18n import _
from backend.programmes.rules import Circumstance
from backend.programmes.service import programmes_now
from backend.saved_views.queries import saved_views
from backend.support_requests import listing
from backend.support_requests.filters import Due, Filters, verdict_label
from backend.support_requests.listing import Listing
from backend.support_requests.models import Status
from backend.support_requests.queue_models import Entered

# As a request goes, what needs an officer first; then whatever else there is.
_FIRST = (
    *(Status.WAITING, Status.SENT_BACK, Status.APPROVED, Status.HANDED_OVER),
    *(Status.NOT_RECEIVED, Status.RECEIVED, Status.REFUSED),
)
ORDER = (*_FIRST, *(status for status in Status if status not in _FIRST))
Options = Sequence[tuple[object, str]]


@dataclass(frozen=True)
class Chosen:
    """One filter in words, and the query without it."""

    words: str
    without: str


def show_queue(page: Page, filters: Filters, listed: Listing) -> Response:
    """One page of what the filters let through."""
    chosen = list(_chosen(page, filters))
    return _show(page, listed, filters=filters, chosen=chosen, choices=_choices(page, filters))


def show_found(page: Page, listed: Listing, wanted: str) -> Response:
    """One page of what was searched for."""
    return _show(page, listed, wanted=wanted)


def show_touched(page: Page, listed: Listing) -> Response:
    """Those of which a new list has changed what was found."""
    return _show(page, listed, touched=True)


def _show(page: Page, listed: Listing, filters: Filters | None = None, **values: Any) -> Response:
    own = page.session.get_one(AdministrativeUnit, page.officer.unit_id)
    filters, is_filtered = filters or Filters(), filters is not None
    counts = listing.status_counts(page.session, page.officer, filters)
    defaults = {"wanted": "", "touched": False, "chosen": (), "choices": ()}
    return page.show(
        "support_requests/queue.html",
        listed=listed,
        filters=filters,
        is_filtered=is_filtered,
        counts=counts,
        statuses=[one for one in ORDER if one in _FIRST or one in (filters.status, *counts)],
        views=saved_views(page.session, page.officer),
        units=tree(page.session).units,
        with_unit=own.level is not Level.COMMUNE,
        **{**defaults, **values},
    )


def words_of(page: Page, filters: Filters) -> str:
    """The filters in words, the status too; a name that a saved view may begin with."""
    words = [one.words for one in _chosen(page, filters)]
    return ", ".join([filters.status.label, *words] if filters.status else words)


def _chosen(page: Page, filters: Filters) -> Iterator[Chosen]:
    """Every filter but the status, which has its tabs."""
    for name, words in _words(page.session, filters):
        empty = getattr(Filters(), name)
        yield Chosen(words, filters.having(**{name: empty}).query)


def _words(session: Session, filters: Filters) -> Iterator[tuple[str, str]]:
    for name in ("circumstance", "due", "entered"):
        if value := getattr(filters, name):
            yield name, value.label
    if filters.unit and (unit := tree(session).units.get(filters.unit)):
        yield "unit", unit.full_name
    if filters.verdict:
        yield "verdict", verdict_label(filters.verdict)
    if filters.programme:
        names = _programme_names(session)
        yield "programme", names.get(filters.programme, filters.programme)
    if filters.supplemented:
        yield "supplemented", _("Gia đình đã bổ sung")


def _choices(page: Page, filters: Filters) -> Sequence[tuple[str, str, object, Options]]:
    """Of each filter its name, its title, what is chosen, and what can be."""
    session = page.session
    units = [(unit, name) for unit, name in _units(page, filters)]
    programmes = list(_programme_names(session).items())
    verdicts = [(verdict.value, verdict_label(verdict)) for verdict in Verdict]
    every = (
        ("unit", _("Xã, thôn"), filters.unit, units),
        ("due", _("Hạn trả lời"), filters.due, [(due.value, due.label) for due in Due]),
        ("verdict", _("Đối chiếu danh sách"), filters.verdict, verdicts),
        (
            *("circumstance", _("Diện gia đình khai"), filters.circumstance),
            [(one.value, one.label) for one in Circumstance],
        ),
        ("entered", _("Ai gửi"), filters.entered, [(e.value, e.label) for e in Entered]),
        ("programme", _("Chương trình"), filters.programme, programmes),
    )
    return [choice for choice in every if len(choice[3]) > 1 or choice[2]]


def _units(page: Page, filters: Filters) -> Iterator[tuple[int, str]]:
    """The communes below a province, and the hamlets of the commune that is looked at."""
    units = tree(page.session)
    own = units.units[page.officer.unit_id]
    looked_at = units.units.get(filters.unit) if filters.unit else None
    if looked_at and looked_at.level is Level.HAMLET and looked_at.parent_id:
        looked_at = units.units[looked_at.parent_id]
    commune = own if own.level is Level.COMMUNE else looked_at
    if commune and commune.level is Level.COMMUNE:
        for hamlet in units.hamlets(commune.id, clock.today()):
            yield hamlet.id, hamlet.full_name
    if own.level is not Level.COMMUNE:
        for one in communes_of(page.session, page.officer):
            yield one.id, one.full_name


def _programme_names(session: Session) -> dict[str, str]:
    return {each.code: each.name for each in programmes_now(session)}
