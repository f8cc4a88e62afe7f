"""Phones of invented people, what their owners do, and a clock that a test sets."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from unittest.mock import patch

from sqlalchemy import select, update

from backend import clock
from backend.contacts import linking
from backend.contacts.commands import IssueLinkCode, JoinContacts, TryLinkCode, UndoLink
from backend.contacts.models import ChannelAddress, ContactId, Conversation
from backend.db import Database
from backend.errors import Refused
from backend.messages.models import OutboxMessage
from tests.factories import make_contact
from tests.stage import CODE

BEGINS = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)


@dataclass
class Phones:
    """Each phone is named by its chat, and does what its contact may do."""

    database: Database
    now: datetime = BEGINS

    @contextmanager
    def lit(self) -> Iterator["Phones"]:
        """The clock stands at the phones' own time."""
        with patch.object(clock, "now", lambda: self.now):
            yield self

    def pass_by(self, **time: float) -> None:
        """Lets some time pass."""
        self.now += timedelta(**time)

    def add(self, *names: str, consents: bool = True) -> None:
        """New people, each with one phone."""
        for name in names:
            with self.database.transaction() as session:
                contact = make_contact(session, name, consents=consents)
                session.add(Conversation(contact_id=contact, run=0, updated_at=self.now))

    def contact(self, name: str) -> ContactId:
        """Whose phone it is now."""
        query = select(ChannelAddress.contact_id).where(ChannelAddress.chat_id == name)
        with self.database.reading() as session:
            return session.scalars(query).one()

    def code(self, name: str) -> str:
        """A new code, as it is read on the phone that asks for it."""
        self.writes(name)
        with self.database.transaction() as session:
            linking.issue(session, self.contact(name), IssueLinkCode())
        found = CODE.search(self.heard(name)[-1])
        assert found
        return found[1]

    def types(self, name: str, code: str) -> str | None:
        """Types a code, as the flow does; hands back why it did not join, None when it did."""
        self.writes(name)
        contact = self.contact(name)
        with self.database.transaction() as session:
            linking.note_try(session, contact, TryLinkCode())
        try:
            with self.database.transaction() as session:
                linking.join(session, contact, JoinContacts(code))
        except Refused as refused:
            return str(refused)
        return None

    def undoes(self, name: str) -> str | None:
        """Takes the newest phone out; hands back why not, None when it did."""
        try:
            with self.database.transaction() as session:
                linking.undo(session, self.contact(name), UndoLink())
        except Refused as refused:
            return str(refused)
        return None

    def writes(self, name: str) -> None:
        """Marks the phone as the one that wrote last."""
        self.pass_by(seconds=1)
        with self.database.transaction() as session:
            session.execute(
                update(ChannelAddress)
                .where(ChannelAddress.chat_id == name)
                .values(last_written_at=self.now)
            )

    def heard(self, name: str) -> list[str]:
        """All that came to a phone."""
        query = (
            select(OutboxMessage.body)
            .join(ChannelAddress, ChannelAddress.id == OutboxMessage.address_id)
            .where(ChannelAddress.chat_id == name)
            .order_by(OutboxMessage.id)
        )
        with self.database.reading() as session:
            return [body["text"] for body in session.scalars(query)]
