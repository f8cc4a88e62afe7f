"""Data packages of the demo, all invented: one to be ordered, one order with an operator's answer."""

from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend import clock
from backend.administrative_units.queries import hamlets
from backend.data_packages import orders, service
from backend.data_packages.models import Operator, RefusalReason
from backend.deliveries.service import HandOver, hand_over
from backend.officers.models import Officer
from backend.programmes.rules import Circumstance
from backend.support_requests.commands import SubmitSupportRequest
from backend.support_requests.models import (
    Decision,
    DecisionKind,
    Lacking,
    Relation,
    SupportRequest,
)
from backend.support_requests.service import refresh, submit

CHILDREN = ("Hồ Thị Mây", "Hồ Văn Gió", "Hồ Thị Nắng", "Hồ Văn Mưa", "Hồ Thị Sương")


def make_packages(session: Session, officer: Officer) -> None:
    """One child without an order, and one for each answer of an operator."""
    requests = [
        _with_device(session, officer, number, child) for number, child in enumerate(CHILDREN, 1)
    ]
    order = orders.begin(session, officer, Operator.VIETTEL)
    orders.add(session, officer, order.id, order.version, [each.id for each in requests[1:]])
    orders.send(session, officer, order.id, order.version)
    opened_on = clock.today() - timedelta(days=85)
    _waiting, opened, law, wrong = requests[1:]
    found = {each.id: service.of_request(session, each.id) for each in requests[1:]}
    for each in (opened, law, wrong):
        package = found[each.id]
        if package is None:
            continue
        if each is opened:
            service.begin(session, officer, each, package, opened_on)
        else:
            reason = RefusalReason.WRONG_NUMBER if each is wrong else None
            words = "Sai số" if each is wrong else "Chưa chuẩn hoá thông tin"
            service.hold_up(session, officer, each, package, reason, words)


def _with_device(session: Session, officer: Officer, number: int, child: str) -> SupportRequest:
    places = hamlets(session, officer.unit_id)
    said = SubmitSupportRequest(
        programme="song-va-may-tinh",
        benefit="device",
        relation=Relation.PARENT,
        circumstance=Circumstance.POOR,
        unit_id=officer.unit_id,
        hamlet=places[0].full_name if places else "",
        head_name=f"{child.rsplit(' ', 1)[0]} Núi (mẫu)",
        head_birth_year=1984,
        child_name=f"{child} (mẫu)",
        child_birth_year=2014,
        school="Trường Tiểu học Mẫu",
        class_name="5A",
        lacking=Lacking.NO_DEVICE,
        phone=f"091200010{number}",
    )
    request = submit(session, None, said, entered_by=officer)
    decided = Decision(
        request_id=request.id,
        step=0,
        kind=DecisionKind.APPROVE,
        reason="",
        officer_id=officer.id,
        created_at=clock.now(),
    )
    session.add(decided)
    refresh(session, request)
    form = HandOver(f"MAU-GC-000{number}", "Máy tính bảng (mẫu)", clock.today(), "Bố (mẫu)", "bố")
    hand_over(session, officer, request.id, request.version, form)
    return session.scalars(select(SupportRequest).where(SupportRequest.id == request.id)).one()
