"""What transcripts call «QUÀ» and «SỔ SÓNG»."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from backend import clock
from backend.coverage.plan import load_plans
from backend.deliveries import service as deliveries
from backend.deliveries.service import HandOver
from backend.devices.models import Device
from backend.gifts import service
from backend.gifts.models import Gift
from backend.officers.models import Officer, OfficerId
from backend.support_requests import service as support_requests
from backend.support_requests.models import DecisionKind
from backend.tickets.models import Ticket
from tests.backend.devices.factory import make_device
from tests.backend.gifts.factory import make_gift
from tests.factories import World, make_request


def write_down(session: Session, world: World, said: str) -> None:
    """ "SỔ SÓNG": the hamlets of the plan; "QUÀ 20": so many laptops, of the newest offer by chat;
    "QUÀ GIAO 3A, 4B": one of them each to a pupil of these classes."""
    if said == "SỔ SÓNG":
        load_plans(session)
        return
    if said.startswith("QUÀ GIAO "):
        _hand_over(session, world, said.removeprefix("QUÀ GIAO "))
        return
    count = said.removeprefix("QUÀ ")
    gift = make_gift(session, world, quantity=count, thing=f"{count} máy tính xách tay")
    gift.ticket_id = session.scalar(
        select(Ticket.id).where(Ticket.kind == "donate").order_by(Ticket.id.desc()).limit(1)
    )
    session.flush()


def _hand_over(session: Session, world: World, classes: str) -> None:
    officer = session.get_one(Officer, OfficerId(world.officer))
    gift = session.scalars(select(Gift).order_by(Gift.id.desc())).first()
    assert gift, "chưa có quà nào"
    before = session.scalar(select(func.count()).select_from(Device)) or 0
    serials = [f"QUA-{before + n}" for n in range(len(classes.split(", ")))]
    for serial in serials:
        make_device(session, world, serial=serial).donor_id = gift.donor_id
    session.flush()
    service.attach_devices(session, officer, gift.id, gift.version)
    for serial, class_name in zip(serials, classes.split(", "), strict=True):
        child, head = f"Hồ Văn {serial}", "Hồ Thị A Lơ"
        request = make_request(
            session,
            world.commune,
            chat_id=serial,
            child_name=child,
            class_name=class_name,
        )
        approve = DecisionKind.APPROVE
        support_requests.decide(session, officer, request.id, request.version, approve, "")
        form = HandOver(serial, "Máy tính bảng", clock.today(), head, request.relation)
        deliveries.hand_over(session, officer, request.id, request.version, form)
