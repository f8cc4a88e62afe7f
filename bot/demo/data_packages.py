"""Data packages of the demo, all invented: one to be ordered, one order with an operator's answer."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import islice

from sqlalchemy.orm import Session

from backend import clock
from backend.data_packages import orders, service
from backend.data_packages.models import Operator, RefusalReason
from backend.deliveries.service import HandOver, hand_over
from backend.officers.models import Officer
from backend.support_requests.models import DecisionKind, SupportRequest
from backend.support_requests.service import decide, identify_household, submit
from bot.demo.families import Family
from bot.demo.past import hour_of, working_day

SENT, DECIDED, HANDED_OVER, ORDERED, ANSWERED = 112, 105, 98, 91, 84  # days ago
FAMILIES = 5


def make_packages(
    session: Session, officer: Officer, colleague: Officer, families: Iterator[Family]
) -> None:
    """One child without an order, and one for each answer of an operator."""
    requests = [
        _with_device(session, officer, colleague, family) for family in islice(families, FAMILIES)
    ]
    with clock.at(_ago(ORDERED)):
        order = orders.begin(session, officer, Operator.VIETTEL)
        orders.add(session, officer, order.id, order.version, [each.id for each in requests[1:]])
        orders.send(session, officer, order.id, order.version)
    answered = _ago(ANSWERED)
    with clock.at(answered):
        _answer(session, officer, requests)


def _answer(session: Session, officer: Officer, requests: list[SupportRequest]) -> None:
    _without, _waiting, opened, law, wrong = requests
    found = {each.id: service.of_request(session, each.id) for each in requests}
    for each in (opened, law, wrong):
        package = found[each.id]
        if package is None:
            continue
        if each is opened:
            day = clock.today() - timedelta(days=1)
            service.begin(session, officer, each, package, day)
        else:
            reason = RefusalReason.WRONG_NUMBER if each is wrong else None
            words = "Sai số" if each is wrong else "Chưa chuẩn hoá thông tin"
            service.hold_up(session, officer, each, package, reason, words)


def _with_device(
    session: Session, officer: Officer, colleague: Officer, family: Family
) -> SupportRequest:
    """Entered by the colleague for a family without a telephone that can chat."""
    with clock.at(_ago(SENT)):
        request = submit(session, None, family.for_child(), entered_by=colleague)
    with clock.at(_ago(DECIDED)):
        if request.household_id is None:
            identify_household(session, officer, request.id, request.version, family.entry_id)
        decide(session, officer, request.id, request.version, DecisionKind.APPROVE)
    with clock.at(_ago(HANDED_OVER)):
        serial = f"MAU-GC-{family.entry_id:04}"
        form = HandOver(serial, "Máy tính bảng (mẫu)", clock.today(), family.head, "chủ hộ")
        hand_over(session, officer, request.id, request.version, form)
    return request


def _ago(days: int) -> datetime:
    return hour_of(working_day(days), 9)
