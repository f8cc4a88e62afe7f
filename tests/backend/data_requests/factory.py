"""Requests about data, as people and officers make them. All people are invented."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend import clock
from backend.administrative_units.models import UnitId
from backend.contacts.models import ContactId
from backend.data_requests import service
from backend.data_requests.models import DataRequest, DataRequestId
from backend.officers.models import Officer
from backend.programmes.fields import Answer
from backend.tickets.commands import SubmitTicket
from backend.tickets.service import submit
from tests.backend.counter import Counter, _contact, must
from tests.factories import World, make_contact


def ask_by_chat(
    session: Session,
    world: World,
    kind: str = "data_delete",
    words: str = "xóa hết giúp tôi",
    contact_id: ContactId | None = None,
) -> DataRequest:
    """As a ticket of xã A Lưới 1."""
    contact_id = contact_id or make_contact(session, "hoi-du-lieu")
    answers = (Answer("words", words, words),)
    ticket = submit(session, contact_id, SubmitTicket(kind, UnitId(world.commune), answers))
    return session.scalars(select(DataRequest).where(DataRequest.ticket_id == ticket.id)).one()


def entry(
    kind: str = "see",
    received_on: date | None = None,
    case: str = "",
    *,
    is_writer: bool = False,
    **changes: str,
) -> service.Entry:
    """What an officer writes down for somebody at the office."""
    said = {
        "came_by": "office",
        "identity_check": "saw_card",
        "asker": "Hồ Thị Mẫu, mẹ cháu",
        "words": "Cho tôi xem xã giữ gì của nhà tôi",
    }
    return service.Entry(
        kind=kind,
        received_on=received_on or clock.today(),
        case=case,
        is_writer=is_writer,
        **{**said, **changes},
    )


@dataclass
class Desk:
    """Officers at work on requests about data, each act in a transaction of its own."""

    counter: Counter

    def asked(self, kind: str = "data_delete", chat_id: str = "tele-1") -> DataRequestId:
        """By the person behind `chat_id`, who has a request for support already."""
        with self.counter.database.transaction() as session:
            contact_id = must(_contact(session, chat_id))
            return ask_by_chat(session, self.counter.world, kind, contact_id=contact_id).id

    def entered(self, told: service.Entry, by: int | None = None) -> DataRequestId:
        with self.counter.database.transaction() as session:
            return service.enter(session, self.officer(session, by), told).id

    def officer(self, session: Session, by: int | None = None) -> Officer:
        return session.get_one(Officer, by or self.counter.world.officer)

    def found(self, request_id: DataRequestId) -> DataRequest:
        with self.counter.database.reading() as session:
            return session.get_one(DataRequest, request_id)
