"""The register of coverage: hamlets with their signal, one with its history, and what to write down."""

from starlette.responses import Response

from backend import clock
from backend.admin.forms import row_number
from backend.admin.page import Page
from backend.admin.pages import Pages
from backend.administrative_units.models import UnitId
from backend.coverage import queries, reports, rules, service, wording
from backend.coverage.models import CoverageId, HamletCoverage
from backend.coverage.service import Found
from backend.coverage.words import OPERATORS, Network, Signal
from backend.errors import Invalid
from backend.i18n import _
from backend.officers.permissions import Task

pages = Pages(task=Task.MANAGE_PLACES)

HOME = "/admin/coverage"


@pages.get("/coverage")
def register(page: Page, signal: str = "", after: str = "") -> Response:
    """The hamlets, of one signal or all; what people reported besides; a form for another one."""
    session, officer = page.session, page.officer
    chosen = Signal(signal) if signal in list(Signal) else None
    found = queries.hamlets(session, officer, chosen, CoverageId(row_number(after) or 0) or None)
    shown = found[: queries.PAGE]
    unwritten = queries.reported_only(session, officer)
    today = clock.today()
    return page.show(
        "coverage/register.html",
        rows=[(row, wording.hamlet_name(session, row.unit_id)) for row in shown],
        more=len(found) > queries.PAGE,
        people=reports.people(session, [*(row.unit_id for row in shown), *unwritten]),
        unwritten=[(unit, wording.hamlet_name(session, unit)) for unit in unwritten],
        chosen=chosen,
        signals=list(Signal),
        counts=queries.counts(session, officer),
        network=wording.network,
        is_late=lambda row: rules.is_late(row.target_on, row.done_on, today),
        to_add=queries.to_add(session, officer),
        **_choices(),
    )


@pages.post("/coverage", again=register)
def add(page: Page) -> Response:
    """Another hamlet."""
    unit_id = page.form.number("unit_id")
    if unit_id is None:
        raise Invalid(_("Anh/chị chọn thôn."), field="unit_id")
    row = service.record(page.session, page.officer, UnitId(unit_id), 0, _found(page))
    return page.go(f"{HOME}/{row.id}", _("Đã ghi thôn vào sổ phủ sóng."))


@pages.get("/coverage/{coverage_id}")
def hamlet(page: Page, coverage_id: CoverageId) -> Response:
    """One hamlet: how it is, who reported, how it was found before."""
    session, officer = page.session, page.officer
    row: HamletCoverage = queries.coverage(session, officer, coverage_id)
    return page.show(
        "coverage/hamlet.html",
        row=row,
        name=wording.hamlet_name(session, row.unit_id),
        told=wording.standing(session, row.unit_id),
        people=reports.people(session, [row.unit_id]).get(row.unit_id, 0),
        network=wording.network,
        is_late=rules.is_late(row.target_on, row.done_on, clock.today()),
        history=queries.history(session, officer, row),
        **_choices(),
    )


@pages.post("/coverage/{coverage_id}/record", again=hamlet)
def record(page: Page, coverage_id: CoverageId) -> Response:
    """How it is now."""
    row = queries.coverage(page.session, page.officer, coverage_id)
    service.record(page.session, page.officer, row.unit_id, page.version(), _found(page))
    return page.go(
        f"{HOME}/{coverage_id}", _("Đã ghi. Người hỏi qua chat được trả lời theo sổ này.")
    )


def _found(page: Page) -> Found:
    form = page.form
    return Found(
        signal=form.text("signal", 10),
        network=form.text("network", 10),
        operator=form.text("operator", 20),
        found_on=form.day("found_on"),
        evidence=form.text("evidence", 300),
        target_on=form.day_or_none("target_on"),
    )


def _choices() -> dict[str, object]:
    return {
        "signal_options": [(one.value, one.label) for one in Signal],
        "network_options": [(one.value, one.label) for one in Network],
        "operator_options": [(code, _(name)) for code, name in OPERATORS.items()],
        "operators": OPERATORS,
    }
