"""Area counts: one unit's numbers of a year, each with its source and who entered it."""

from starlette.responses import Response

from backend import clock
from backend.admin.forms import row_number
from backend.admin.page import Page
from backend.admin.pages import Pages
from backend.administrative_units.models import Level, UnitId
from backend.administrative_units.tree import tree
from backend.area_counts import queries, service
from backend.area_counts.kinds import kinds as kinds_of
from backend.area_counts.kinds import parts_of
from backend.area_counts.rules import years
from backend.area_counts.service import Entry
from backend.i18n import _
from backend.officers.permissions import Task
from backend.programmes.offered import programmes_of

pages = Pages(task=Task.WRITE_REPORT)
HOME = "/admin/area-counts"
MOST_PARTS = 50


@pages.get("/area-counts")
def area_counts(page: Page, unit: str = "", year: str = "") -> Response:
    """Every number of a unit for a year, and where the parts have not told yet."""
    session, officer = page.session, page.officer
    asked = row_number(page.form.raw("unit") or unit) or 0
    here = queries.require_unit(session, officer, UnitId(asked) or None)
    today = clock.today()
    chosen = row_number(page.form.raw("year") or year) or today.year
    chosen = chosen if chosen in years(today) else today.year
    kinds = kinds_of(programmes_of(session, here.id))
    units = tree(session)
    parts = parts_of(units, here)
    entered = queries.entered(session, officer, here.id, chosen)
    return page.show(
        "area_counts/area_counts.html",
        unit=here,
        parent=units.units[here.parent_id]
        if here.parent_id and here.id != officer.unit_id
        else None,
        year=chosen,
        years=list(years(today)),
        kinds=kinds.values(),
        own={code: row for code, (row, _name) in entered.items()},
        names={code: name for code, (_row, name) in entered.items()},
        totals=queries.totals(session, here.id, chosen, kinds),
        parts=parts[:MOST_PARTS],
        enters=here.level is not Level.HAMLET,
    )


@pages.post("/area-counts", again=area_counts)
def enter(page: Page) -> Response:
    """One number."""
    form = page.form
    entry = Entry(
        UnitId(row_number(form.raw("unit")) or 0) or UnitId(page.officer.unit_id),
        row_number(form.raw("year")) or 0,
        form.text("code", 40),
        form.text("count", 20),
        form.text("source", 200),
        page.version(),
    )
    row = service.enter(page.session, page.officer, entry)
    return page.go(f"{HOME}?unit={row.unit_id}&year={row.year}#{row.code}", _("Đã ghi số liệu."))
