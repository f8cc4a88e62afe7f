"""Handing devices over, and what families say about it."""

from datetime import timedelta
from functools import partial

import pytest
from sqlalchemy import func, select

from backend import clock
from backend.deliveries.models import Delivery, DeliveryConfirmation, Device
from backend.deliveries.service import HandOver, hand_over
from backend.errors import Conflict, Invalid
from backend.officers.models import Officer, OfficerId
from backend.programmes.rules import Circumstance
from backend.support_requests.models import Status
from tests.backend.counter import APPROVE, REFUSE, SEND_BACK, Counter, at_once

UNLISTED = {"head_name": "Lạ Văn Ai", "circumstance": Circumstance.COVID_HARDSHIP}
TEACHER = {"relation": "teacher", "child_name": "HO VAN NAM", "phone": "0987654321"}


def count(counter: Counter, table: type[Delivery | Device | DeliveryConfirmation]) -> int:
    with counter.database.reading() as session:
        return session.scalar(select(func.count()).select_from(table)) or 0


@pytest.mark.parametrize("before", ["nothing", "refused", "sent back", "handed over"])
def test_only_an_approved_request_gets_a_device(counter: Counter, before: str) -> None:
    request_id = counter.submit()
    if before == "refused":
        counter.decide(request_id, REFUSE, "Không đúng.")
    if before == "sent back":
        counter.decide(request_id, SEND_BACK, "Xin bổ sung.")
    if before == "handed over":
        counter.decide(request_id, APPROVE)
        counter.hand_over(request_id)
    devices = count(counter, Device)
    with pytest.raises(Conflict, match="Chỉ bàn giao được cho hồ sơ đã duyệt và chưa bàn giao"):
        counter.hand_over(request_id, "SN-2")
    assert count(counter, Device) == devices


def test_one_machine_is_never_given_twice(counter: Counter) -> None:
    counter.delivered(serial="r9xt20abc")
    other = counter.submit("tele-2", child_name="Hồ Thị Kăn Tưi")
    counter.decide(other, APPROVE)
    with pytest.raises(Conflict, match="số sê-ri R9XT20ABC đã được giao") as refused:
        counter.hand_over(other, " R9xt20ABC ")
    assert refused.value.field == "serial"
    assert counter.status(other) is Status.APPROVED


def test_of_two_officers_who_record_one_machine_at_once_the_second_is_told(
    counter: Counter,
) -> None:
    requests = [counter.submit(f"tele-{n}", child_name=f"Hồ {n * 'a'}n") for n in (1, 2)]
    for request_id in requests:
        counter.decide(request_id, APPROVE)
    answers = at_once(*(partial(counter.hand_over, request_id) for request_id in requests))
    assert answers.count(None) == 1
    (refused,) = (answer for answer in answers if answer)
    assert isinstance(refused, Conflict), refused
    assert "đã được giao trước đây" in str(refused)
    assert (count(counter, Device), count(counter, Delivery)) == (1, 1)


@pytest.mark.parametrize(
    ("days", "serial", "receiver", "field"),
    [
        (1, "SN-1", "Hồ Thị A Lơ", "on"),
        (0, " ", "Hồ Thị A Lơ", "serial"),
        (0, "S", " ", "receiver_name"),
    ],
    ids=["in the future", "no serial number", "no receiver"],
)
def test_what_cannot_be_written_down_is_named(
    counter: Counter, days: int, serial: str, receiver: str, field: str
) -> None:
    request_id = counter.submit()
    counter.decide(request_id, APPROVE)
    form = HandOver(serial, "", clock.today() + timedelta(days=days), receiver, "")
    with counter.database.transaction() as session:
        officer = session.get_one(Officer, OfficerId(counter.world.officer))
        with pytest.raises(Invalid) as refused:
            hand_over(session, officer, request_id, 2, form)
    assert refused.value.field == field
    assert counter.status(request_id) is Status.APPROVED


def test_a_no_stays_open_and_a_later_yes_closes_it_and_all_are_kept(counter: Counter) -> None:
    request_id = counter.delivered()
    code = counter.code(request_id)
    counter.confirm(code, received=False)
    assert counter.status(request_id) is Status.NOT_RECEIVED
    assert "Em đã gửi phiếu CN-" in counter.told()[-1]
    assert "Cán bộ sẽ kiểm tra lại việc giao máy." in counter.told()[-1]
    counter.confirm(code)
    assert counter.status(request_id) is Status.RECEIVED
    assert count(counter, DeliveryConfirmation) == 2
    assert [entry.action for entry in counter.audited()][-4:] == [
        "deny_delivery",
        "ticket_submitted",
        "confirm_delivery",
        "ticket_closed",
    ]


def test_nothing_can_be_confirmed_before_a_hand_over(counter: Counter) -> None:
    request_id = counter.submit()
    with pytest.raises(Conflict, match="chưa ghi bàn giao"):
        counter.confirm(counter.code(request_id))


@pytest.mark.parametrize("unlisted", [False, True], ids=["listed", "not on the list"])
def test_a_child_that_has_a_device_gets_no_second_one_whoever_asks(
    counter: Counter, unlisted: bool
) -> None:
    said = UNLISTED if unlisted else {}
    first = counter.delivered("mother", **said)
    second = counter.submit("teacher", **said, **TEACHER)
    words = f"Học sinh này đã được cấp thiết bị theo {counter.code(first)}."
    with pytest.raises(Invalid, match=f"^Chưa duyệt được: {words}$"):
        counter.decide(second, APPROVE, by=counter.world.colleague)


@pytest.mark.parametrize("unlisted", [False, True], ids=["listed", "not on the list"])
def test_of_two_approved_requests_for_one_child_only_one_gets_a_device(
    counter: Counter, unlisted: bool
) -> None:
    said = UNLISTED if unlisted else {}
    mother, teacher = counter.submit("mother", **said), counter.submit("teacher", **said, **TEACHER)
    counter.decide(mother, APPROVE)
    counter.decide(teacher, APPROVE)
    counter.hand_over(teacher, "SN-1")
    with pytest.raises(Conflict, match=f"đã được cấp thiết bị theo {counter.code(teacher)}"):
        counter.hand_over(mother, "SN-2")
    assert count(counter, Device) == 1


@pytest.mark.parametrize("unlisted", [False, True], ids=["listed", "not on the list"])
def test_of_two_hand_overs_at_one_moment_for_one_child_one_is_refused(
    counter: Counter, unlisted: bool
) -> None:
    said = UNLISTED if unlisted else {}
    mother, teacher = counter.submit("mother", **said), counter.submit("teacher", **said, **TEACHER)
    counter.decide(mother, APPROVE)
    counter.decide(teacher, APPROVE)
    answers = at_once(
        partial(counter.hand_over, mother, "SN-1"), partial(counter.hand_over, teacher, "SN-2")
    )
    assert answers.count(None) == 1
    assert count(counter, Device) == 1


@pytest.mark.parametrize(
    "other",
    [{"child_name": "Hồ Thị Kăn Tưi"}, {"child_name": "Hồ Văn Năm"}, {"child_birth_year": 2016}],
    ids=["a sister", "a brother of a like name", "a later child of the same name"],
)
def test_a_brother_or_sister_gets_a_device_too(counter: Counter, other: dict[str, object]) -> None:
    counter.delivered()
    counter.delivered(serial="SN-2", **other)
    assert count(counter, Device) == 2
