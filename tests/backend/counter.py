"""Both sides of the counter: what families and officers do, each act in a transaction of its own."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend import clock
from backend.audit import AuditEntry
from backend.contacts.models import ChannelAddress, ContactId
from backend.data_packages import service as data_packages
from backend.data_packages.models import DataPackage, Operator
from backend.data_packages.service import Registration
from backend.db import Database
from backend.deliveries import service as deliveries
from backend.deliveries.commands import ConfirmDelivery
from backend.deliveries.service import HandOver
from backend.messages.models import OutboxMessage
from backend.officers.models import Officer, OfficerId
from backend.poverty_lists.models import EntryId, PovertyListEntry
from backend.support_requests import queries
from backend.support_requests import service as support_requests
from backend.support_requests.commands import SupplementSupportRequest, WithdrawSupportRequest
from backend.support_requests.models import (
    DecisionKind,
    RequestId,
    Status,
    SupportRequest,
    Verification,
)
from backend.support_requests.rules import status_of
from tests.factories import World, make_contact, make_request

APPROVE, REFUSE, SEND_BACK, RETURN, REOPEN = DecisionKind
Act = Callable[[Session, Officer, RequestId, int], object]


@dataclass
class Counter:
    """One commune's counter. Officers act on the newest state unless `version` says otherwise."""

    database: Database
    world: World

    def submit(self, chat_id: str = "tele-1", /, **said: Any) -> RequestId:
        """A request from the person behind `chat_id`, who is made known when new."""
        with self.database.transaction() as session:
            contact_id = _contact(session, chat_id) or make_contact(session, chat_id)
            return make_request(session, self.world.commune, contact_id=contact_id, **said).id

    def decide(
        self, request_id: RequestId, kind: DecisionKind, reason: str = "", **how: Any
    ) -> None:
        def act(session: Session, officer: Officer, request_id: RequestId, version: int) -> None:
            support_requests.decide(session, officer, request_id, version, kind, reason)

        self.act(act, request_id, **how)

    def identify(self, request_id: RequestId, head_name: str | None, **how: Any) -> None:
        """The officer's word for the row of this head; None for "not on the list"."""

        def act(session: Session, officer: Officer, request_id: RequestId, version: int) -> None:
            entry_id = _entry(session, head_name) if head_name else None
            support_requests.identify_household(session, officer, request_id, version, entry_id)

        self.act(act, request_id, **how)

    def hand_over(
        self, request_id: RequestId, serial: str = "SN-1", on: date | None = None, **how: Any
    ) -> None:
        form = HandOver(serial, "Máy tính bảng", on or clock.today(), "Hồ Thị A Lơ", "bố hoặc mẹ")

        def act(session: Session, officer: Officer, request_id: RequestId, version: int) -> None:
            deliveries.hand_over(session, officer, request_id, version, form)

        self.act(act, request_id, **how)

    def register(self, request_id: RequestId, phone: str = "0912345678", **how: Any) -> None:
        def act(session: Session, officer: Officer, request_id: RequestId, version: int) -> None:
            line = Registration(Operator.VIETTEL, phone, " 8984048000012345678 ")
            data_packages.register(session, officer, request_id, version, line)

        self.act(act, request_id, **how)

    def activate(self, request_id: RequestId, on: date | None = None, **how: Any) -> None:
        def act(session: Session, officer: Officer, request_id: RequestId, version: int) -> None:
            data_packages.activate(session, officer, request_id, version, on or clock.today())

        self.act(act, request_id, **how)

    def act(
        self, act: Act, request_id: RequestId, *, by: int | None = None, version: int | None = None
    ) -> None:
        """An officer's act; `by` is the officer's number."""
        with self.database.transaction() as session:
            officer = session.get_one(Officer, OfficerId(by or self.world.officer))
            act(session, officer, request_id, version or self.version(request_id))

    def supplement(
        self, code: str, text: str = "Nhà em ở Thôn 1.", chat_id: str = "tele-1"
    ) -> None:
        with self.database.transaction() as session:
            command = SupplementSupportRequest(code, text)
            support_requests.supplement(session, must(_contact(session, chat_id)), command)

    def withdraw(self, code: str, chat_id: str = "tele-1") -> None:
        with self.database.transaction() as session:
            command = WithdrawSupportRequest(code)
            support_requests.withdraw(session, must(_contact(session, chat_id)), command)

    def confirm(self, code: str, *, received: bool = True, chat_id: str = "tele-1") -> None:
        with self.database.transaction() as session:
            command = ConfirmDelivery(code, received, "máy mới")
            deliveries.confirm(session, must(_contact(session, chat_id)), command)

    def delivered(self, chat_id: str = "tele-1", /, serial: str = "SN-1", **said: Any) -> RequestId:
        """A request whose device was handed over."""
        request_id = self.submit(chat_id, **said)
        self.decide(request_id, APPROVE)
        self.hand_over(request_id, serial)
        return request_id

    def request(self, request_id: RequestId) -> SupportRequest:
        with self.database.reading() as session:
            return session.get_one(SupportRequest, request_id)

    def code(self, request_id: RequestId) -> str:
        return self.request(request_id).code

    def version(self, request_id: RequestId) -> int:
        return self.request(request_id).version

    def status(self, request_id: RequestId) -> Status:
        """As stored, once it is known to be what follows from the history."""
        with self.database.reading() as session:
            request = session.get_one(SupportRequest, request_id)
            derived = status_of(queries.history(session, request))
            assert (request.status, request.step) == derived
            return request.status

    def verifications(self, request_id: RequestId) -> list[Verification]:
        with self.database.reading() as session:
            query = select(Verification).where(Verification.request_id == request_id)
            return list(session.scalars(query.order_by(Verification.id)))

    def package(self, request_id: RequestId) -> DataPackage | None:
        with self.database.reading() as session:
            return data_packages.of_request(session, request_id)

    def told(self, chat_id: str = "tele-1") -> list[str]:
        """What was queued for a person, oldest first."""
        query = (
            select(OutboxMessage.body)
            .join(ChannelAddress, ChannelAddress.id == OutboxMessage.address_id)
            .where(ChannelAddress.chat_id == chat_id)
            .order_by(OutboxMessage.id)
        )
        with self.database.reading() as session:
            return [body["text"] for body in session.scalars(query)]

    def audited(self) -> list[AuditEntry]:
        with self.database.reading() as session:
            return list(session.scalars(select(AuditEntry).order_by(AuditEntry.id)))

    def entry(self, head_name: str) -> EntryId:
        with self.database.reading() as session:
            return _entry(session, head_name)


def _contact(session: Session, chat_id: str) -> ContactId | None:
    query = select(ChannelAddress.contact_id).where(ChannelAddress.chat_id == chat_id)
    return session.scalar(query)


def _entry(session: Session, head_name: str) -> EntryId:
    query = select(PovertyListEntry.id).where(PovertyListEntry.head_name == head_name)
    return session.scalars(query.order_by(PovertyListEntry.id.desc())).first() or EntryId(0)


def must(contact_id: ContactId | None) -> ContactId:
    """A contact that the test has made."""
    assert contact_id is not None
    return contact_id


def at_once(*acts: Callable[[], object]) -> list[object]:
    """Runs acts in threads that start together; gives each one's answer, or what it raised."""
    together = threading.Barrier(len(acts))
    answers: list[object] = [None] * len(acts)

    def run(number: int, act: Callable[[], object]) -> None:
        together.wait()
        try:
            answers[number] = act()
        except Exception as raised:  # noqa: BLE001 - the test looks at it
            answers[number] = raised

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers
