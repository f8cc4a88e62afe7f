"""Figures of a unit and a period, the rows behind each, and the way of requests in days."""

from collections.abc import Iterator
from typing import Any

from fastapi.responses import Response

from backend import clock
from backend.admin.forms import row_number
from backend.admin.page import Page, Visit
from backend.admin.pages import Pages
from backend.administrative_units.models import UnitId
from backend.administrative_units.tree import tree
from backend.errors import NotFound
from backend.figures import charts, queries, rules, tables, targets, way
from backend.figures.catalogue import (
    HANDED_OVER,
    MADE,
    OF_DELIVERIES,
    OF_REQUESTS,
    Figure,
    figures,
    of_devices,
    of_tickets,
)
from backend.figures.narrowing import Narrowing
from backend.figures.queries import By
from backend.figures.rules import ALWAYS
from backend.figures.sources import DEVICES, TICKETS
from backend.i18n import _
from backend.programmes.rules import Circumstance
from backend.programmes.schema import Programme

pages = Pages()

# What a picture shows of the figures; the table beside it has all.
_DRAWN = ("waiting", "sent-back", "approved", "refused", "withdrawn")


@pages.get("/figures")
def dashboard(page: Visit, by: str = "", after: str = "") -> Response:
    """The figures of a unit: drawn, as a table, and divided by what the address says."""
    session, officer, narrowed = page.session, page.officer, _narrowed(page)
    division = By(by) if by in list(By) else By.UNIT
    sections = [
        _section(page, narrowed, of)
        for of in (OF_REQUESTS, OF_DELIVERIES, of_tickets(), of_devices())
    ]
    months = tables.months(session, officer, narrowed)
    every = targets.programmes(session)
    chosen = [one for one in every if narrowed.programme in ("", one.code)]
    last = UnitId(row_number(after) or 0) or None
    return _show(
        page,
        "figures/dashboard.html",
        narrowed,
        every,
        sections=sections,
        bars=_bars(sections[0][1]),
        months=months,
        lines=_lines(months),
        drawn=(MADE, HANDED_OVER),
        columns=tables.COLUMNS,
        by=division,
        divisions=list(By),
        table=tables.table(session, officer, narrowed, division, last),
        targets=list(targets.reached(session, officer, narrowed, chosen)),
        figures=figures(),
    )


@pages.get("/figures/way")
def way_of_requests(page: Visit) -> Response:
    """From request to receipt, step by step, in days."""
    narrowed = _narrowed(page)
    every = targets.programmes(page.session)
    if not every:
        raise NotFound(_("Chưa có chương trình nào. Anh/chị nhờ người quản trị nạp chương trình."))
    chosen = next((one for one in every if one.code == narrowed.programme), every[0])
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
def rows(page: Visit, figure: str = MADE.code, after: str = "") -> Response:
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
        targets.programmes(page.session),
        figure=found,
        listed=listed,
        kind="ticket" if found.source is TICKETS else "device" if found.source is DEVICES else "",
        units=tree(page.session).units,
    )


def _narrowed(page: Page) -> Narrowing:
    """As the address says; the year of today where it says nothing of a period. Raises `NotFound`
    for a unit beyond the scope."""
    fields = page.request.query_params
    narrowed = Narrowing.read(fields)
    queries.require_unit(page.session, page.officer, narrowed)
    if not {"since", "until", "always"} & set(fields):
        return narrowed.having(period=rules.this_year(clock.today()))
    return narrowed


def _section(
    page: Page, narrowed: Narrowing, of: Any
) -> tuple[Any, list[tuple[Figure, int]], Narrowing]:
    """A source with its figures. What is not about one programme or class is narrowed to none."""
    source = of[0].source
    if source in (TICKETS, DEVICES):
        narrowed = Narrowing(narrowed.unit, period=ALWAYS if source is DEVICES else narrowed.period)
    counts = queries.totals(page.session, page.officer, narrowed, of)
    shown = [(figure, counts[figure.code]) for figure in of]
    if source in (TICKETS, DEVICES):
        shown = [(figure, count) for figure, count in shown if count]
    return source, shown, narrowed


def _bars(section: list[tuple[Figure, int]]) -> list[charts.Bar]:
    return charts.bars(
        [(one.title, count, one.look) for one, count in section if one.code in _DRAWN]
    )


def _lines(months: list[tables.Line]) -> charts.Lines:
    names = [line.narrowed.period.since for line in months]
    series = [
        (figure.title, [line.counts[figure.code] for line in months])
        for figure in (MADE, HANDED_OVER)
    ]
    return charts.lines([f"{name:%Y-%m}" for name in names if name], series)


def _periods(narrowed: Narrowing) -> Iterator[tuple[str, str, bool]]:
    """The usual periods: words, the address's query, and whether it is the one that is shown."""
    today = clock.today()
    for words, period in (
        (_("Tháng này"), rules.this_month(today)),
        (_("Quý này"), rules.this_quarter(today)),
        (_("Năm nay"), rules.this_year(today)),
        (_("Năm học này"), rules.this_school_year(today)),
        (_("Từ đầu"), ALWAYS),
    ):
        yield words, _address(narrowed.having(period=period)), period == narrowed.period


def _show(
    page: Page, template: str, narrowed: Narrowing, every: list[Programme], **values: Any
) -> Response:
    units = tree(page.session).units
    unit = units[narrowed.unit or page.officer.unit_id]
    parent = units[unit.parent_id] if unit.parent_id and unit.id != page.officer.unit_id else None
    return page.show(
        template,
        narrowed=narrowed,
        here=_address,
        unit=unit,
        parent=parent,
        periods=list(_periods(narrowed)),
        programmes=[(one.code, one.name) for one in every],
        circumstances=[(one.value, one.label) for one in Circumstance],
        **values,
    )


def _address(narrowed: Narrowing) -> str:
    """The query of a narrowing, so that it opens as it is: without days it is of always."""
    days = narrowed.period.since or narrowed.period.until
    return "&".join(filter(None, [narrowed.query, "" if days else "always=1"]))
