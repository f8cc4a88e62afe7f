"""What people and officers do about requests, each act in a transaction of its own."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import select

from backend import clock
from backend.data_requests import answering, service
from backend.data_requests.models import DataRequest, DataRequestId
from backend.tickets.models import Ticket
from tests.backend.counter import _contact, must
from tests.backend.data_requests.factory import Desk

MONDAY = datetime(2026, 11, 30, 2, 0, tzinfo=UTC)  # 9 o'clock in Việt Nam
PERSON = "tele-1"


@contextmanager
def later(days: int) -> Iterator[None]:
    with clock.at(MONDAY + timedelta(days=days)):
        yield


def acknowledge(desk: Desk, request_id: DataRequestId, by: int | None = None) -> None:
    with desk.counter.database.transaction() as session:
        version = session.get_one(DataRequest, request_id).version
        service.acknowledge(session, desk.officer(session, by), request_id, version)


def extend(desk: Desk, request_id: DataRequestId, until: date, reason: str = "chờ trường") -> None:
    with desk.counter.database.transaction() as session:
        version = session.get_one(DataRequest, request_id).version
        service.extend(session, desk.officer(session), request_id, version, until, reason)


def close(
    desk: Desk,
    request_id: DataRequestId,
    outcome: str,
    answer: str = "Đã sửa tên.",
    by: int | None = None,
) -> None:
    with desk.counter.database.transaction() as session:
        version = session.get_one(DataRequest, request_id).version
        officer = desk.officer(session, by)
        answering.close(session, officer, request_id, version, outcome, answer)


def erase(desk: Desk, request_id: DataRequestId, by: int | None = None) -> None:
    with desk.counter.database.transaction() as session:
        version = session.get_one(DataRequest, request_id).version
        answering.erase_for(session, desk.officer(session, by), request_id, version)


def ticket_of(desk: Desk, request_id: DataRequestId) -> Ticket:
    with desk.counter.database.reading() as session:
        return session.get_one(Ticket, desk.found(request_id).ticket_id)


def own(desk: Desk, chat_id: str = PERSON) -> list[DataRequest]:
    with desk.counter.database.reading() as session:
        query = select(DataRequest).where(
            DataRequest.contact_id == must(_contact(session, chat_id))
        )
        return list(session.scalars(query.order_by(DataRequest.id)))


def by_chat(desk: Desk, act: Callable[..., None], command: object) -> None:
    with desk.counter.database.transaction() as session:
        act(session, must(_contact(session, PERSON)), command)


# --- how it begins
