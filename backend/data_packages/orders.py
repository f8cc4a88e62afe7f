"""Ordering packages: a draft is put together and changed, then sent and frozen."""

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from backend import audit, clock, scope
from backend.data_packages import order_queries
from backend.data_packages.models import DataPackage, Operator, PackageState
from backend.data_packages.operators import Carrier, carriers
from backend.data_packages.order_models import (
    LineId,
    OrderId,
    OrderState,
    PackageOrder,
    PackageOrderLine,
)
from backend.data_packages.service import (
    AFTER_DELIVERY,
    PHONE,
    Registration,
    benefit_of,
    of_request,
    place,
    require_delivered,
    require_phone,
)
from backend.db import locked
from backend.disclosures import service as disclosures
from backend.disclosures.models import Disclosure
from backend.disclosures.service import Given
from backend.disclosures.words import Basis, ReceiverKind
from backend.errors import Conflict, Invalid, NotFound
from backend.i18n import _
from backend.numbering import next_code
from backend.officers.models import Officer
from backend.support_requests.models import RequestId, SupportRequest

MOST_LINES = 500  # sent in one transaction
SERIES = "GC"


def begin(session: Session, officer: Officer, operator: Operator) -> PackageOrder:
    """An empty draft of the officer's office."""
    order = PackageOrder(
        code=next_code(session, SERIES, clock.today().year),
        unit_id=officer.unit_id,
        operator=operator,
        officer_id=officer.id,
        created_at=clock.now(),
    )
    session.add(order)
    session.flush()
    audit.record(session, "begin_package_order", order, by=officer, order=order.code)
    return order


def add(
    session: Session,
    officer: Officer,
    order_id: OrderId,
    version: int,
    request_ids: Sequence[RequestId],
) -> int:
    """Takes requests into a draft, with the number that the family gave; how many. Raises `Conflict`
    for a request that has no device, has a package, or stands in another order."""
    order = _draft(session, officer, order_id, version)
    chosen = sorted(set(request_ids))
    if not chosen:
        raise Invalid(_("Anh/chị đánh dấu ít nhất một học sinh."), field="request")
    if _line_count(session, order) + len(chosen) > MOST_LINES:
        words = _("Một đơn có nhiều nhất {count} số. Anh/chị chốt đơn này rồi soạn đơn khác.")
        raise Invalid(words.format(count=MOST_LINES), field="request")
    query = select(SupportRequest).where(
        SupportRequest.id.in_(chosen), scope.within(officer, SupportRequest.unit_id)
    )
    found = session.scalars(locked(query.order_by(SupportRequest.id))).all()
    if len(found) < len(chosen):
        raise NotFound(_("Không có hồ sơ này trong đơn vị của anh/chị."))
    for request in found:
        session.add(_new_line(session, order, request))
    order.version += 1
    session.flush()
    audit.record(session, "add_to_package_order", order, by=officer, lines=len(found))
    return len(found)


def change_line(
    session: Session,
    officer: Officer,
    order_id: OrderId,
    version: int,
    line_id: LineId,
    phone: str,
    sim_serial: str = "",
) -> None:
    """Another number for a line of a draft."""
    order = _draft(session, officer, order_id, version)
    line = _line(session, order, line_id)
    require_phone(phone)
    line.phone, line.sim_serial = phone, sim_serial.strip()
    order.version += 1
    audit.record(session, "change_package_line", order, by=officer, line=line.id)


def take_out(
    session: Session, officer: Officer, order_id: OrderId, version: int, line_id: LineId
) -> None:
    """A line less in a draft."""
    order = _draft(session, officer, order_id, version)
    session.delete(_line(session, order, line_id))
    order.version += 1
    audit.record(session, "take_out_of_package_order", order, by=officer, line=line_id)


def drop(session: Session, officer: Officer, order_id: OrderId, version: int) -> None:
    """Ends a draft that nobody needs; its number is never given again."""
    order = _draft(session, officer, order_id, version)
    audit.record(session, "drop_package_order", order, by=officer, order=order.code)
    lines = select(PackageOrderLine).where(PackageOrderLine.order_id == order.id)
    for line in session.scalars(lines):
        session.delete(line)
    session.flush()
    session.delete(order)
    session.flush()


def send(session: Session, officer: Officer, order_id: OrderId, version: int) -> PackageOrder:
    """Freezes the order: each line is a registered package from now on, and its family is told.
    Raises `Conflict` naming the requests that cannot be ordered, and then nothing is."""
    order = _draft(session, officer, order_id, version)
    query = select(PackageOrderLine).where(PackageOrderLine.order_id == order.id)
    lines = session.scalars(query.order_by(PackageOrderLine.request_id)).all()
    if not lines:
        raise Conflict(_("Đơn chưa có số nào. Anh/chị thêm học sinh vào đơn trước."))
    if missing := [line for line in lines if not PHONE.fullmatch(line.phone)]:
        words = _("Còn {count} dòng thiếu số thuê bao. Anh/chị điền số hoặc bỏ dòng đó ra.")
        raise Conflict(words.format(count=len(missing)))
    order.state, order.sent_at, order.sent_by_id = OrderState.SENT, clock.now(), officer.id
    order.version += 1
    refused = [code for line in lines if (code := _place(session, officer, order, line))]
    if refused:
        words = _("Chưa chốt được: hồ sơ {codes} vừa thay đổi. Anh/chị bỏ ra rồi chốt lại.")
        raise Conflict(words.format(codes=", ".join(refused[:5])))
    audit.record(session, "send_package_order", order, by=officer, lines=len(lines))
    return order


def disclose(session: Session, officer: Officer, order: PackageOrder, people: int) -> Disclosure:
    """Keeps that the file with people's numbers was taken out: who, when, how many, for whom."""
    fields = carriers()[order.operator].fields
    given = Given(
        kind=ReceiverKind.OPERATOR,
        receiver=order.operator.value,
        fields=fields,
        people=people,
        paper="order",
        purpose="data_package",
        basis=Basis.CONSENT,
    )
    lines = select(PackageOrderLine.request_id).where(PackageOrderLine.order_id == order.id)
    noted = ", ".join(fields)
    audit.record(session, "download_package_order", order, by=officer, people=people, fields=noted)
    return disclosures.record(session, officer, order, given, lines, on=clock.today())


def carrier_of(order: PackageOrder) -> Carrier:
    """What is known of the operator that an order is for."""
    return carriers()[order.operator]


def _draft(session: Session, officer: Officer, order_id: OrderId, version: int) -> PackageOrder:
    """The draft, locked, if it still is as the officer saw it."""
    order = order_queries.order(session, officer, order_id, lock=True)
    if order.unit_id != officer.unit_id:
        raise Conflict(_("Đơn này do đơn vị khác soạn, anh/chị chỉ xem được."))
    if order.state is OrderState.SENT:
        raise Conflict(_("Đơn này đã chốt, không sửa được nữa. Số sai thì sửa ở từng hồ sơ."))
    if order.version != version:
        raise Conflict(_("Đơn này vừa có thay đổi. Anh/chị xem lại ở dưới rồi làm tiếp."))
    return order


def _new_line(session: Session, order: PackageOrder, request: SupportRequest) -> PackageOrderLine:
    require_delivered(request)
    benefit_of(session, request)
    package = of_request(session, request.id)
    if package and package.state is not PackageState.TO_ORDER:
        raise Conflict(_("Hồ sơ {code} đã đăng ký gói cước.").format(code=request.code))
    taken = select(PackageOrderLine.id).where(
        PackageOrderLine.request_id == request.id, PackageOrderLine.is_open
    )
    if session.scalar(taken):
        words = _("Hồ sơ {code} đang ở một đơn khác. Anh/chị tải lại trang.")
        raise Conflict(words.format(code=request.code))
    given: SupportRequest | DataPackage = package or request
    phone = given.phone if PHONE.fullmatch(given.phone) else ""
    serial = package.sim_serial if package else ""
    return PackageOrderLine(
        order_id=order.id, request_id=request.id, phone=phone, sim_serial=serial
    )


def _place(
    session: Session, officer: Officer, order: PackageOrder, line: PackageOrderLine
) -> str | None:
    """The code of a request that cannot be ordered any more; None when it is."""
    query = select(SupportRequest).where(SupportRequest.id == line.request_id)
    request = session.scalars(locked(query)).one()
    package = of_request(session, request.id)
    is_free = package is None or package.state is PackageState.TO_ORDER
    if request.status not in AFTER_DELIVERY or not is_free:
        return request.code
    registration = Registration(order.operator, line.phone, line.sim_serial)
    placed = place(session, officer, request, benefit_of(session, request), registration)
    line.package_id = placed.id
    return None


def _line(session: Session, order: PackageOrder, line_id: LineId) -> PackageOrderLine:
    found = session.get(PackageOrderLine, line_id)
    if found is None or found.order_id != order.id:
        raise NotFound(_("Dòng này không còn trong đơn. Anh/chị tải lại trang."))
    return found


def _line_count(session: Session, order: PackageOrder) -> int:
    query = select(func.count()).where(PackageOrderLine.order_id == order.id)
    return session.scalar(query) or 0
