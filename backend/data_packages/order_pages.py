"""Orders: the list, one draft that is put together, one sent order with its file."""

from urllib.parse import quote

from starlette.responses import Response

from backend.admin.forms import row_number
from backend.admin.page import Page
from backend.admin.pages import Pages
from backend.administrative_units.models import AdministrativeUnit
from backend.data_packages import order_queries, orders, reconciliation_queries
from backend.data_packages.models import Operator
from backend.data_packages.order_file import MEDIA_TYPE, file_name, order_file
from backend.data_packages.order_models import LineId, OrderId, OrderState
from backend.data_packages.order_queries import PAGE
from backend.data_packages.pages import typed_phone
from backend.disclosures import queries as disclosures
from backend.errors import Conflict, Invalid
from backend.i18n import _
from backend.officers.models import Officer
from backend.officers.permissions import Task
from backend.support_requests.models import RequestId

pages = Pages(task=Task.ORDER_PACKAGES)
HOME = "/admin/data-packages/orders"
PICK = "request-"


@pages.get("/data-packages/orders")
def order_list(page: Page, before: str = "") -> Response:
    """The newest orders, and the beginning of one."""
    last = row_number(before) or None
    found = order_queries.orders(page.session, page.officer, OrderId(last) if last else None)
    units = {each.order.unit_id for each in found}
    return page.show(
        "data_packages/orders.html",
        orders=found[:PAGE],
        more=len(found) > PAGE,
        units={id_: page.session.get_one(AdministrativeUnit, id_).full_name for id_ in units},
        operators=[("", _("Chọn nhà mạng")), *((each.value, each.value) for each in Operator)],
        owed=order_queries.owed_count(page.session, page.officer),
    )


@pages.post("/data-packages/orders", again=order_list)
def begin(page: Page) -> Response:
    """An empty draft."""
    operator = page.form.text("operator")
    if operator not in list(Operator):
        raise Invalid(_("Anh/chị chọn nhà mạng."), field="operator")
    order = orders.begin(page.session, page.officer, Operator(operator))
    return page.go(f"{HOME}/{order.id}", _("Đã mở đơn. Anh/chị đánh dấu học sinh để thêm vào."))


@pages.get("/data-packages/orders/{order_id}")
def order(page: Page, order_id: OrderId, after: str = "", more_from: str = "") -> Response:
    """One order: its lines, and who could be added while it is a draft."""
    session, officer = page.session, page.officer
    found = order_queries.order(session, officer, order_id)
    last, from_id = row_number(after) or None, row_number(more_from) or None
    lines = order_queries.lines(session, officer, order_id, after=LineId(last) if last else None)
    is_own = found.unit_id == officer.unit_id
    changeable = found.state is OrderState.DRAFT and is_own and page.may(Task.ORDER_PACKAGES)
    others = []
    if changeable:
        others = order_queries.candidates(
            session, officer, found.operator, RequestId(from_id) if from_id else None
        )
    total, waiting = order_queries.line_counts(session, officer, order_id)
    return page.show(
        "data_packages/order.html",
        order=found,
        carrier=orders.carrier_of(found),
        lines=lines[:PAGE],
        more_lines=len(lines) > PAGE,
        changeable=changeable,
        is_own=is_own,
        candidates=others[:PAGE],
        more_candidates=len(others) > PAGE,
        total=total,
        waiting=waiting,
        unit=session.get_one(AdministrativeUnit, found.unit_id),
        sent_by=session.get(Officer, found.sent_by_id) if found.sent_by_id else None,
        answers=reconciliation_queries.of_order(session, officer, order_id),
        disclosures=[
            (each, session.get_one(Officer, each.officer_id))
            for each in disclosures.of_record(session, officer, found.__tablename__, order_id)
        ],
    )


def order_of_line(page: Page, order_id: OrderId, line_id: LineId) -> Response:
    """The order again, when something about one of its lines was refused."""
    return order(page, order_id)


@pages.post("/data-packages/orders/{order_id}/add", again=order)
def add(page: Page, order_id: OrderId) -> Response:
    """Everybody who is ticked."""
    ticked = [
        RequestId(number)
        for name in page.form.texts()
        if name.startswith(PICK) and (number := row_number(name.removeprefix(PICK)))
    ]
    count = orders.add(page.session, page.officer, order_id, page.version(), ticked)
    return page.go(f"{HOME}/{order_id}", _("Đã thêm {count} học sinh.").format(count=count))


@pages.post("/data-packages/orders/{order_id}/lines/{line_id}/change", again=order_of_line)
def change(page: Page, order_id: OrderId, line_id: LineId) -> Response:
    """Another number for one line."""
    phone, serial = typed_phone(page.form), page.form.text("sim_serial", 30)
    orders.change_line(page.session, page.officer, order_id, page.version(), line_id, phone, serial)
    return page.go(f"{HOME}/{order_id}", _("Đã ghi số."))


@pages.post("/data-packages/orders/{order_id}/lines/{line_id}/take-out", again=order_of_line)
def take_out(page: Page, order_id: OrderId, line_id: LineId) -> Response:
    """A line less."""
    orders.take_out(page.session, page.officer, order_id, page.version(), line_id)
    return page.go(f"{HOME}/{order_id}", _("Đã bỏ ra khỏi đơn."))


@pages.post("/data-packages/orders/{order_id}/drop", again=order)
def drop(page: Page, order_id: OrderId) -> Response:
    """Ends a draft."""
    orders.drop(page.session, page.officer, order_id, page.version())
    return page.go(HOME, _("Đã bỏ đơn đang soạn."))


@pages.post("/data-packages/orders/{order_id}/send", again=order)
def send(page: Page, order_id: OrderId) -> Response:
    """Freezes it and tells the families."""
    orders.send(page.session, page.officer, order_id, page.version())
    return page.go(f"{HOME}/{order_id}", _("Đã chốt đơn. Anh/chị tải tệp rồi gửi nhà mạng."))


@pages.post("/data-packages/orders/{order_id}/file", again=order)
def download(page: Page, order_id: OrderId) -> Response:
    """The operator's file; that it was taken out is kept."""
    found = order_queries.order(page.session, page.officer, order_id)
    if found.state is not OrderState.SENT:
        raise Conflict(_("Anh/chị chốt đơn trước, rồi tải tệp."))
    lines = order_queries.lines(page.session, page.officer, order_id, most=orders.MOST_LINES)
    carrier = orders.carrier_of(found)
    orders.disclose(page.session, page.officer, found, len(lines))
    named = f"attachment; filename*=UTF-8''{quote(file_name(found, carrier))}"
    content = order_file(found, lines, carrier)
    return Response(content, media_type=MEDIA_TYPE, headers={"Content-Disposition": named})
