"""Figures of a unit and a period, the rows behind each, and the way of requests in days."""

from collections.abc import Iterator, Sequence
from typing import Any

from starlette.responses import Response

from backend import clock
from backend.admin.forms import row_number
from backend.admin.page import Page
from backend.admin.pages import Pages
from backend.administrative_units.models import UnitId
from backend.administrative_units.tree import tree
from backend.errors import NotFound
from backend.figures import charts, queries, rules, tables, targets, way
from backend.figures.catalogue import MADE, Figure, figures
from backend.figures.narrowing import Narrowing
from backend.figures.parts import Part
from backend.figures.queries import By
from backend.figures.rules import ALWAYS
from backend.figures.sources import DEVICES, TICKETS, Line
from backend.i18n import _
from backend.programmes.offered import programmes_of
from backend.programmes.rules import Circumstance
from backend.programmes.schema import Programme

pages = Pages()

# What a picture shows of the figures; the table beside it has all.
_DRAWN = ("waiting", "sent-back", "approved", "refused", "withdrawn")


@pages.get("/figures")
def dashboard(page: Page, by: str = "", after: str = "") -> Response:
    """One part of the figures of a unit, with what belongs to it alone."""
    narrowed, part = _narrowed(page), _part(page)
    every = programmes_of(page.session, page.officer.unit_id)
    months = (
        tables.by_month(page.session, page.officer, narrowed) if part is Part.REQUESTS else None
    )
    sections = [_section(page, narrowed, of, months) for of in part.sections]
    values: dict[str, Any] = {"table": None, "targets": None}
    if months is not None:
        values |= _division(page, narrowed, by, after, months) | {"bars": _bars(sections[0][1])}
    if part is Part.TARGETS:
        chosen = [one for one in every if narrowed.programme in ("", one.code)]
        values["targets"] = list(targets.reached(page.session, page.officer, narrowed, chosen))
    return _show(
        page,
        "figures/dashboard.html",
        narrowed,
        every,
        sections=sections,
        parts_of_page=[(one, one.address(narrowed), one is part) for one in Part],
        **values,
    )


@pages.get("/figures/way")
def way_of_requests(page: Page) -> Response:
    """From request to receipt, step by step, in days."""
    narrowed = _narrowed(page)
    every = [one for one in programmes_of(page.session, page.officer.unit_id) if one.request]
    if not every:
        raise NotFound(_("Chưa có chương trình nào. Anh/chị nhờ người quản trị nạp chương trình."))
    wanted = narrowed.programme or way.newest_asked(page.session, page.officer)
    chosen = next((one for one in every if one.code == wanted), every[0])
    narrowed = narrowed.having(programme=chosen.code, circumstance=None, unplaced=False)
    stages = way.stages(page.session, page.officer, narrowed, chosen)
    drawn = [(stage.title, stage.median or 0, stage.slow or 0) for stage in stages]
    return _show(
        page,
        "figures/way.html",
        narrowed,
        every,
        programme=chosen,
        stages=stages,
        stops=charts.stops(drawn),
        longest=way.longest(stages),
    )


@pages.get("/figures/rows")
def rows(page: Page, figure: str = MADE.code, after: str = "") -> Response:
    """One page of what a figure counts."""
    found = figures().get(figure)
    if found is None:
        raise NotFound(_("Không có con số này. Anh/chị mở lại trang Số liệu."))
    narrowed = _narrowed(page)
    key = row_number(after)
    listed = queries.rows(page.session, page.officer, narrowed, found, key)
    return _show(
        page,
        "figures/rows.html",
        narrowed,
        programmes_of(page.session, page.officer.unit_id),
        figure=found,
        listed=listed,
        told=_told(page, found, listed.found),
        kind="ticket" if found.source is TICKETS else "device" if found.source is DEVICES else "",
        units=tree(page.session).units,
    )


def _told(page: Page, figure: Figure, found: Sequence[Any]) -> list[tuple[Line, int | None]]:
    """Rows of a source that tells them in words, each with what it adds to the figure."""
    lines = figure.source.lines(page.session, found) if figure.source.lines else ()
    amounts = [None if figure.amount is None else getattr(row, figure.amount.key) for row in found]
    return list(zip(lines, amounts, strict=False))


def _narrowed(page: Page) -> Narrowing:
    """As the address says; the year of today where it says nothing of a period. Raises `NotFound`
    for a unit beyond the scope."""
    fields = page.request.query_params
    narrowed = Narrowing.read(fields)
    queries.require_unit(page.session, page.officer, narrowed)
    if not {"since", "until", "always"} & set(fields):
        return narrowed.having(period=rules.this_year(clock.today()))
    return narrowed


def _part(page: Page) -> Part:
    return Part.read(page.request.query_params.get("about", ""))


def _division(
    page: Page, narrowed: Narrowing, by: str, after: str, counts: tables.Divided
) -> dict[str, Any]:
    """Requests month by month, and divided by what the address says."""
    session, officer = page.session, page.officer
    division = By(by) if by in list(By) else By.UNIT
    months = tables.months(narrowed, counts)
    last = UnitId(row_number(after) or 0) or None
    return {
        "months": months,
        "lines": tables.drawn(months),
        "drawn": tables.DRAWN,
        "columns": tables.COLUMNS,
        "by": division,
        "divisions": list(By),
        "table": tables.table(session, officer, narrowed, division, counts, last),
    }


def _section(
    page: Page, narrowed: Narrowing, of: Any, months: tables.Divided | None
) -> tuple[Any, list[tuple[Figure, int]], Narrowing]:
    """A source with its figures, those of requests from their `months`. What is not about one
    programme or class is narrowed to none."""
    source = of[0].source
    if source in (TICKETS, DEVICES):
        narrowed = Narrowing(narrowed.unit, period=ALWAYS if source is DEVICES else narrowed.period)
    if months is not None:
        counts = tables.together(months, of)
    else:
        counts = queries.totals(page.session, page.officer, narrowed, of)
    shown = [(figure, counts[figure.code]) for figure in of]
    if source in (TICKETS, DEVICES):
        shown = [(figure, count) for figure, count in shown if count]
    return source, shown, narrowed


def _bars(section: list[tuple[Figure, int]]) -> list[charts.Bar]:
    return charts.bars(
        [(one.title, count, one.look) for one, count in section if one.code in _DRAWN]
    )


def _periods(narrowed: Narrowing, part: Part) -> Iterator[tuple[str, str, bool]]:
    """The usual periods: words, the address's query, and whether it is the one that is shown."""
    today = clock.today()
    for words, period in (
        (_("Tháng này"), rules.this_month(today)),
        (_("Quý này"), rules.this_quarter(today)),
        (_("Năm nay"), rules.this_year(today)),
        (_("Năm học này"), rules.this_school_year(today)),
        (_("Từ đầu"), ALWAYS),
    ):
        yield words, part.address(narrowed.having(period=period)), period == narrowed.period


def _show(
    page: Page, template: str, narrowed: Narrowing, every: list[Programme], **values: Any
) -> Response:
    part, units = _part(page), tree(page.session).units
    unit = units[narrowed.unit or page.officer.unit_id]
    parent = units[unit.parent_id] if unit.parent_id and unit.id != page.officer.unit_id else None
    return page.show(
        template,
        narrowed=narrowed,
        here=part.address,
        part=part,
        unit=unit,
        parent=parent,
        periods=list(_periods(narrowed, part)),
        programmes=[(one.code, one.name) for one in every],
        circumstances=[(one.value, one.label) for one in Circumstance],
        **values,
    )
