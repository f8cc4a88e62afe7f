"""A small world in which every figure counts something."""

from datetime import timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from backend import clock
from backend.administrative_units.models import UnitId
from backend.db import Database
from backend.deliveries.models import Delivery, DeliveryConfirmation
from backend.programmes.fields import Answer
from backend.programmes.rules import Circumstance
from backend.support_requests.models import Decision, RequestId, SupportRequest
from backend.tickets.commands import SubmitTicket
from backend.tickets.service import submit
from tests.backend.counter import APPROVE, REFUSE, SEND_BACK, Counter
from tests.factories import World, make_contact, make_request


def make_figures(database: Database, world: World) -> None:
    """Requests of both communes in every state, in hamlets that are known and not, and tickets."""
    counter = Counter(database, world)
    for number in range(4):
        _submit(counter, f"cho{number}", hamlet="Thôn 1" if number % 2 else "Không rõ")
    near = _submit(counter, "can", circumstance=Circumstance.NEAR_POOR, hamlet="Thôn 2")
    counter.decide(near, SEND_BACK, "Anh/chị ghi rõ thôn.")
    counter.decide(_submit(counter, "tu-choi"), REFUSE, "Chưa thuộc diện.")
    _approve(counter, _submit(counter, "duyet"))
    counter.withdraw(counter.code(_submit(counter, "rut")), "rut")
    delivered = [_delivered(counter, f"giao{number}") for number in range(4)]
    counter.confirm(counter.code(delivered[0]), chat_id="giao0")
    counter.confirm(counter.code(delivered[1]), chat_id="giao1", received=False)
    counter.register(delivered[0])
    counter.activate(delivered[0])
    counter.register(delivered[2], "0912345679")
    with database.transaction() as session:
        for number in range(3):
            _elsewhere(session, world, number)
        asking = make_contact(session, "hoi")
        submit(
            session,
            asking,
            SubmitTicket("report_fault", UnitId(world.commune), (Answer("words", "hỏng", "hỏng"),)),
        )


def _submit(counter: Counter, chat_id: str, **said: object) -> RequestId:
    return counter.submit(chat_id, child_name=f"Hồ Văn {chat_id}", **said)


def _delivered(counter: Counter, chat_id: str) -> RequestId:
    request_id = _submit(counter, chat_id)
    _approve(counter, request_id)
    counter.hand_over(request_id, f"SN-{chat_id}")
    return request_id


def _approve(counter: Counter, request_id: RequestId) -> None:
    """So many people name one head that only an officer may say which household it is."""
    counter.identify(request_id, "Hồ Thị A Lơ")
    counter.decide(request_id, APPROVE)


def _elsewhere(session: Session, world: World, number: int) -> None:
    """In the other commune, long ago."""
    request = make_request(
        session,
        world.other_commune,
        chat_id=f"xa{number}",
        child_name=f"Lê Văn {number}",
        head_name=f"Lê Thị {number}",
    )
    request.created_at = clock.now() - timedelta(days=500 * number)


def delivered(counter: Counter, number: int, decided: int, handed: int, confirmed: int) -> None:
    """A request whose steps took so many days each."""
    request_id = counter.submit(f"nguoi{number}", child_name=f"Hồ Văn {number}")
    counter.identify(request_id, "Hồ Thị A Lơ")
    counter.decide(request_id, APPROVE)
    counter.hand_over(request_id, f"SN-{number}")
    counter.confirm(counter.code(request_id), chat_id=f"nguoi{number}")
    _date_back(counter, request_id, decided, handed, confirmed)


def _date_back(
    counter: Counter, request_id: RequestId, decided: int, handed: int, confirmed: int
) -> None:
    now = clock.now()
    day = timedelta(days=1)
    said, gave = now, now - confirmed * day
    approved = gave - handed * day
    with counter.database.transaction() as session:
        session.execute(
            update(SupportRequest)
            .where(SupportRequest.id == request_id)
            .values(created_at=approved - decided * day)
        )
        of_request = Decision.request_id == request_id
        session.execute(update(Decision).where(of_request).values(created_at=approved))
        delivery = session.scalars(select(Delivery).where(Delivery.request_id == request_id)).one()
        delivery.handed_over_on = clock.local(gave).date()
        its = DeliveryConfirmation.delivery_id == delivery.id
        session.execute(update(DeliveryConfirmation).where(its).values(created_at=said))
