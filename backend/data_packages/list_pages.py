"""All packages by where they stand; what each state asks for."""

from starlette.responses import Response

from backend import clock
from backend.admin.forms import row_number
from backend.admin.page import Page
from backend.admin.pages import Pages
from backend.administrative_units.models import AdministrativeUnit, Level
from backend.data_packages import order_queries, queries
from backend.data_packages.models import DataPackageId, Operator
from backend.data_packages.queries import BAR, OF_OPERATOR, PAGE, Tab
from backend.officers.permissions import Task
from backend.support_requests.models import RequestId

pages = Pages(task=Task.ORDER_PACKAGES)


@pages.get("/data-packages")
def packages(page: Page, state: str = "", operator: str = "", after: str = "") -> Response:
    """One page of a tab, of one operator or of all; without a tab the first one that has anything to
    do."""
    session, officer = page.session, page.officer
    counts = queries.tab_counts(session, officer)
    counts[Tab.TO_REGISTER] = order_queries.owed_count(session, officer)
    busy = next((tab for tab in BAR if counts[tab]), Tab.TO_REGISTER)
    tab = Tab(state) if state in list(Tab) else busy
    only = Operator(operator) if operator in list(Operator) else None
    last = row_number(after) or None
    if tab is Tab.TO_REGISTER:
        only = None  # nobody has asked an operator yet
        owed = order_queries.owed(session, officer, RequestId(last) if last else None)
        rows = [(None, request) for request in owed]
    else:
        last_id = DataPackageId(last) if last else None
        rows = [*queries.packages(session, officer, tab, last_id, only)]  # type: ignore[list-item]
    own = session.get_one(AdministrativeUnit, officer.unit_id)
    shown = rows[:PAGE]
    units = {request.unit_id for _package, request in shown}
    return page.show(
        "data_packages/packages.html",
        tab=tab,
        tabs=BAR,
        only=only,
        of_operator=OF_OPERATOR,
        counts=counts,
        rows=shown,
        more=len(rows) > PAGE,
        with_unit=own.level is not Level.COMMUNE,
        units={id_: session.get_one(AdministrativeUnit, id_).full_name for id_ in units},
        days_left=lambda package: (package.expires_on - clock.today()).days,
        operators=queries.by_operator(session, officer),
    )
