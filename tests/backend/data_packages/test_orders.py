"""Orders: only for children with a device, changed while a draft, frozen once sent."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from backend.data_packages import changing, order_queries, orders
from backend.data_packages.models import Operator, PackageState
from backend.data_packages.operators import carriers
from backend.data_packages.order_file import file_name, order_file
from backend.data_packages.order_models import OrderId, PackageOrder
from backend.data_packages.service import Registration
from backend.disclosures import queries as disclosures
from backend.errors import Conflict, Invalid, NotFound
from backend.officers.models import Officer
from backend.support_requests.models import RequestId
from tests.backend.counter import APPROVE, Counter, at_once
from tests.backend.data_packages.factory import delivered, draft, package, send, sent


def owed(counter: Counter, by: int | None = None) -> list[RequestId]:
    with counter.database.reading() as session:
        officer = session.get_one(Officer, by or counter.world.officer)
        return [request.id for request in order_queries.owed(session, officer)]


def test_only_a_child_with_a_device_and_no_package_is_owed_one(counter: Counter) -> None:
    counter.decide(counter.submit("khac"), APPROVE)
    first, second, third = delivered(counter, 3)
    assert owed(counter) == [first, second, third]
    counter.register(first)
    assert owed(counter) == [second, third]
    draft(counter, [second])
    assert owed(counter) == [third]
    assert owed(counter, counter.world.stranger) == []
    counter.confirm(counter.code(third), received=False, chat_id="nha-3")
    assert owed(counter) == []


def test_a_child_without_a_device_is_in_no_order(counter: Counter) -> None:
    request_id = counter.submit()
    with pytest.raises(Conflict, match="chưa bàn giao máy"):
        draft(counter, [request_id])


def test_a_request_of_another_commune_is_not_found(counter: Counter) -> None:
    (request_id,) = delivered(counter, 1)
    with pytest.raises(NotFound):
        draft(counter, [request_id], counter.world.stranger)


def test_what_is_sent_is_registered_told_and_frozen(counter: Counter) -> None:
    first, second = delivered(counter, 2)
    order_id = draft(counter, [first, second])
    assert counter.package(first) is None
    assert not any("đăng ký với" in told for told in counter.told("nha-1"))
    send(counter, order_id)
    assert package(counter, first).state is PackageState.ORDERED
    assert package(counter, second).phone == "0912000002"
    assert "đã được đăng ký với Viettel, số 091•••••01" in counter.told("nha-1")[-1]
    with pytest.raises(Conflict, match="đã chốt"):
        send(counter, order_id, 3)
    with counter.database.transaction() as session:
        officer = session.get_one(Officer, counter.world.officer)
        with pytest.raises(Conflict, match="đã chốt"):
            orders.add(session, officer, order_id, 3, [first])
        with pytest.raises(Conflict, match="đã chốt"):
            orders.drop(session, officer, order_id, 3)


def test_an_order_is_not_sent_while_a_number_is_missing(counter: Counter) -> None:
    (request_id,) = delivered(counter, 1, phone="")
    order_id = draft(counter, [request_id])
    with pytest.raises(Conflict, match="1 dòng thiếu số"):
        send(counter, order_id)
    with counter.database.transaction() as session:
        officer = session.get_one(Officer, counter.world.officer)
        (line,) = order_queries.lines(session, officer, order_id)
        with pytest.raises(Invalid):
            orders.change_line(session, officer, order_id, 2, line.line.id, "12")
        orders.change_line(session, officer, order_id, 2, line.line.id, "0912000077")
    send(counter, order_id, 3)
    assert package(counter, request_id).phone == "0912000077"


def test_an_empty_order_is_not_sent(counter: Counter) -> None:
    with pytest.raises(Conflict, match="chưa có số nào"):
        send(counter, draft(counter, []), 1)


def test_what_changed_since_keeps_the_whole_order_from_being_sent(counter: Counter) -> None:
    first, second = delivered(counter, 2)
    order_id = draft(counter, [first, second])
    counter.confirm(counter.code(second), received=False, chat_id="nha-2")
    with pytest.raises(Conflict, match=counter.code(second)):
        send(counter, order_id)
    assert counter.package(first) is None


def test_who_is_registered_by_hand_is_taken_out_of_the_draft(counter: Counter) -> None:
    first, second = delivered(counter, 2)
    order_id = draft(counter, [first, second])
    counter.register(first)
    with pytest.raises(Conflict, match="vừa có thay đổi"):
        send(counter, order_id, 2)
    send(counter, order_id, 3)
    assert package(counter, first).phone == "0912345678"


def test_a_draft_gives_back_what_was_taken_out_or_dropped(counter: Counter) -> None:
    first, second = delivered(counter, 2)
    order_id = draft(counter, [first, second])
    with counter.database.transaction() as session:
        officer = session.get_one(Officer, counter.world.officer)
        line = order_queries.lines(session, officer, order_id)[0].line
        orders.take_out(session, officer, order_id, 2, line.id)
    assert owed(counter) == [first]
    with counter.database.transaction() as session:
        officer = session.get_one(Officer, counter.world.officer)
        orders.drop(session, officer, order_id, 3)
    assert owed(counter) == [first, second]


def test_two_officers_cannot_order_for_the_same_child(counter: Counter) -> None:
    (request_id,) = delivered(counter, 1)
    mine, theirs = draft(counter, []), draft(counter, [], counter.world.colleague)

    def add(order_id: OrderId, by: int) -> None:
        with counter.database.transaction() as session:
            officer = session.get_one(Officer, by)
            orders.add(session, officer, order_id, 1, [request_id])

    answers = at_once(
        lambda: add(mine, counter.world.officer), lambda: add(theirs, counter.world.colleague)
    )
    assert sorted(type(answer).__name__ for answer in answers) == ["Conflict", "NoneType"]


def test_two_clicks_send_an_order_once(counter: Counter) -> None:
    order_id = draft(counter, delivered(counter, 1))
    answers = at_once(lambda: send(counter, order_id), lambda: send(counter, order_id))
    assert sorted(type(answer).__name__ for answer in answers) == ["Conflict", "NoneType"]
    assert sum("đã được đăng ký" in told for told in counter.told("nha-1")) == 1


def test_the_office_above_looks_but_does_not_change(counter: Counter) -> None:
    order_id = draft(counter, delivered(counter, 1))
    with counter.database.transaction() as session:
        above = session.get_one(Officer, counter.world.province_officer)
        assert order_queries.order(session, above, order_id).id == order_id
        with pytest.raises(Conflict, match="đơn vị khác soạn"):
            orders.send(session, above, order_id, 2)


@pytest.mark.parametrize("operator", list(Operator))
def test_the_file_has_the_columns_of_the_operator_and_no_name(
    counter: Counter, operator: Operator
) -> None:
    order_id = sent(counter, delivered(counter, 2))
    carrier = carriers()[operator]
    with counter.database.transaction() as session:
        officer = session.get_one(Officer, counter.world.officer)
        order = order_queries.order(session, officer, order_id)
        lines = order_queries.lines(session, officer, order_id)
        lines[0].line.sim_serial = "=HYPERLINK(1)"
        content = order_file(order, lines, carrier)
        orders.disclose(session, officer, order, len(lines))
        (disclosure,) = disclosures.of_record(session, officer, order.__tablename__, order_id)
        assert (disclosure.people, disclosure.receiver) == (2, "Viettel")
        assert file_name(order, carrier).endswith(f"-{order.code}.xlsx")
    sheet = load_workbook(BytesIO(content)).active
    assert sheet is not None
    rows = list(sheet.iter_rows(values_only=True))
    assert list(rows[0]) == [column.header for column in carrier.columns]
    assert len(rows) == 3
    cells = [cell for row in sheet.iter_rows() for cell in row]
    assert all(cell.data_type in ("s", "n") and not cell.hyperlink for cell in cells)
    at = [column.field for column in carrier.columns].index("phone")
    assert rows[1][at] == ("84912000001" if carrier.phone == "84" else "0912000001")
    assert not any("Hồ" in str(cell) for row in rows for cell in row)


def test_what_is_corrected_goes_into_a_new_order(counter: Counter) -> None:
    (request_id,) = delivered(counter, 1)
    sent(counter, [request_id])

    def correct(session: object, officer: Officer, id_: RequestId, version: int) -> None:
        line = Registration(Operator.VIETTEL, "0912000099")
        changing.correct(session, officer, id_, version, line, "đổi số")  # type: ignore[arg-type]

    counter.act(correct, request_id)
    assert package(counter, request_id).state is PackageState.TO_ORDER
    second = sent(counter, [request_id])
    assert package(counter, request_id).state is PackageState.ORDERED
    with counter.database.reading() as session:
        officer = session.get_one(Officer, counter.world.officer)
        (line,) = order_queries.lines(session, officer, second)
        assert line.line.phone == "0912000099"
        assert session.get_one(PackageOrder, second).code.startswith("GC-")
