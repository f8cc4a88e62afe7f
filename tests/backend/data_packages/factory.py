"""Children with a device, orders for them, and operators' files. All people are invented."""

from dataclasses import dataclass
from io import BytesIO

import xlsxwriter
from sqlalchemy.orm import Session

from backend import clock
from backend.data_packages import orders, reconciling
from backend.data_packages.models import DataPackage, Operator
from backend.data_packages.order_models import LineId, OrderId, PackageOrderLine
from backend.data_packages.reconciliation_models import Reconciliation, ReconciliationId
from backend.officers.models import Officer
from backend.support_requests.models import RequestId
from tests.backend.counter import Counter
from tests.factories import World, make_request


@dataclass(frozen=True)
class Made:
    """A draft with one line, and a file that an operator might have sent."""

    order_id: OrderId
    line_id: LineId
    answer_id: ReconciliationId


HEADERS = ("STT", "Số thuê bao", "Trạng thái", "Ngày kích hoạt", "Ghi chú")


def delivered(counter: Counter, count: int, **said: str) -> list[RequestId]:
    """So many children with a device, each with a number of its own: 0912000001 and so on."""
    return [
        counter.delivered(
            f"nha-{number}",
            f"SN-{number}",
            child_name=f"Hồ Văn Mẫu {number}",
            **{"phone": f"091200000{number}", **said},
        )
        for number in range(1, count + 1)
    ]


def draft(counter: Counter, requests: list[RequestId], by: int | None = None) -> OrderId:
    """A draft for Viettel with these requests."""
    with counter.database.transaction() as session:
        officer = session.get_one(Officer, by or counter.world.officer)
        order = orders.begin(session, officer, Operator.VIETTEL)
        if requests:
            orders.add(session, officer, order.id, order.version, requests)
        return order.id


def send(counter: Counter, order_id: OrderId, version: int = 2) -> None:
    with counter.database.transaction() as session:
        officer = session.get_one(Officer, counter.world.officer)
        orders.send(session, officer, order_id, version)


def sent(counter: Counter, requests: list[RequestId]) -> OrderId:
    """A sent order with these requests."""
    order_id = draft(counter, requests)
    send(counter, order_id)
    return order_id


def workbook(*rows: tuple[object, ...], headers: tuple[str, ...] = HEADERS) -> bytes:
    """An operator's file with a title above its header."""
    file = BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Ket qua")
        sheet.write_string(0, 0, "KẾT QUẢ KÍCH HOẠT GÓI CƯỚC HỌC SINH")
        for at, header in enumerate(headers):
            sheet.write_string(2, at, header)
        for number, row in enumerate(rows, 3):
            for at, value in enumerate(row):
                sheet.write(number, at, value)
    return file.getvalue()


def take_in(counter: Counter, order_id: OrderId, content: bytes) -> ReconciliationId:
    """The file, read and judged."""
    file = reconciling.read_file(content, "ket-qua.xlsx")
    with counter.database.transaction() as session:
        officer = session.get_one(Officer, counter.world.officer)
        return reconciling.take_in(session, officer, order_id, file).id


def package(counter: Counter, request_id: RequestId) -> DataPackage:
    """A package that is there."""
    found = counter.package(request_id)
    assert found is not None
    return found


def make_order(session: Session, world: World) -> Made:
    """One of each in the first commune, as rows alone."""
    request = make_request(
        session, world.commune, chat_id="goi-cuoc", child_name="Hồ Thị Gói", head_name="Hồ Gói"
    )
    officer = session.get_one(Officer, world.officer)
    order = orders.begin(session, officer, Operator.VIETTEL)
    line = PackageOrderLine(order_id=order.id, request_id=request.id, phone="0912000001")
    answer = Reconciliation(
        order_id=order.id,
        unit_id=order.unit_id,
        file_name="ket-qua.xlsx",
        file_hash="0" * 64,
        officer_id=officer.id,
        created_at=clock.now(),
    )
    session.add_all([line, answer])
    session.flush()
    return Made(order.id, line.id, answer.id)
