"""People who write to the service, the addresses they write from, and where their talk stands."""

from datetime import datetime
from enum import StrEnum
from typing import Any, NewType

from sqlalchemy import JSON, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from backend.db import Base, RowId, ShortText
from backend.encryption.types import Encrypted, EncryptedJson

ContactId = NewType("ContactId", int)
AddressId = NewType("AddressId", int)


class Contact(Base):
    """A person who writes. What a platform calls them is not kept: it is no legal name.

    `joined_to_id` is set while the contact is empty, because its only address was joined to another
    contact: the audit trail still speaks of it, and undoing fills it again. `codes_tried` counts
    the codes that were typed since `codes_tried_since`. Since `erased_at` nothing is kept of who it
    was, but for the address while a last answer is on its way.
    """

    __tablename__ = "contacts"

    id: Mapped[ContactId] = mapped_column(RowId, primary_key=True)
    created_at: Mapped[datetime]
    joined_to_id: Mapped[ContactId | None] = mapped_column(
        RowId, ForeignKey("contacts.id"), index=True
    )
    codes_tried: Mapped[int] = mapped_column(default=0)
    codes_tried_since: Mapped[datetime | None]
    erased_at: Mapped[datetime | None]


class ChannelAddress(Base):
    """Where a contact can be reached. `unreachable_reason` is set when the platform says that they
    blocked the bot or are gone, and cleared when they write again."""

    __tablename__ = "channel_addresses"
    __table_args__ = (UniqueConstraint("channel", "chat_id"),)

    id: Mapped[AddressId] = mapped_column(RowId, primary_key=True)
    contact_id: Mapped[ContactId] = mapped_column(RowId, ForeignKey("contacts.id"), index=True)
    channel: Mapped[str] = mapped_column(ShortText)
    chat_id: Mapped[str]
    last_written_at: Mapped[datetime]
    unreachable_at: Mapped[datetime | None]
    unreachable_reason: Mapped[str | None] = mapped_column(ShortText)


class Conversation(Base):
    """Where a contact's talk stands, between two messages.

    `run` numbers the flows that this contact began; it tells a button of today from an old one.
    `talk` is the open flow with its answers, `parked` the one that waits behind it; both hold
    personal data, and are emptied at the end and after idle days. `question` is the open question
    as it was last shown, so that a notice can show it again. `reminded_at` is when the person was
    last reminded of what is unfinished; before `updated_at` it says nothing any more.
    """

    __tablename__ = "conversations"

    contact_id: Mapped[ContactId] = mapped_column(
        RowId, ForeignKey("contacts.id"), primary_key=True
    )
    run: Mapped[int] = mapped_column(default=0)
    talk: Mapped[dict[str, Any] | None] = mapped_column(EncryptedJson("conversations.talk"))
    parked: Mapped[dict[str, Any] | None] = mapped_column(EncryptedJson("conversations.parked"))
    question: Mapped[dict[str, Any] | None] = mapped_column(EncryptedJson("conversations.question"))
    updated_at: Mapped[datetime] = mapped_column(index=True)
    reminded_at: Mapped[datetime | None]


class Whose(StrEnum):
    """Whose word a consent is."""

    OWN = "own"  # of who writes, or signs: for a child, of the parent or guardian
    CHILD = "child"  # the child's own, told through the parent or signed on paper


class Consent(Base):
    """Proof that somebody agreed: to what, to which wording, in which words, when, and until when.
    `contact_id` is None for what was signed on paper before the officer `officer_id`."""

    __tablename__ = "consents"

    id: Mapped[int] = mapped_column(primary_key=True)
    contact_id: Mapped[ContactId | None] = mapped_column(
        RowId, ForeignKey("contacts.id"), index=True
    )
    whose: Mapped[Whose] = mapped_column(default=Whose.OWN)
    notice_version: Mapped[str] = mapped_column(ShortText)
    purpose: Mapped[str] = mapped_column(ShortText)
    answer: Mapped[str] = mapped_column(Encrypted("consents.answer"))
    channel: Mapped[str] = mapped_column(ShortText)
    event_id: Mapped[str]
    given_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]
    officer_id: Mapped[int | None] = mapped_column(RowId, ForeignKey("officers.id"))


class ConsentedRequest(Base):
    """A request that rests on a consent: for which child or household it was given. One yes of a
    parent may carry the requests of several children; who asks, to the child, is told there."""

    __tablename__ = "consented_requests"

    request_id: Mapped[int] = mapped_column(
        RowId, ForeignKey("support_requests.id"), primary_key=True
    )
    consent_id: Mapped[int] = mapped_column(ForeignKey("consents.id"), primary_key=True, index=True)


class ContactLink(Base):
    """A one-time code of `contact_id`, and what came of it: `joined_id` is the contact that was
    emptied by it, and `moved` the numbers of its rows, by "table.column", for undoing it."""

    __tablename__ = "contact_links"

    id: Mapped[int] = mapped_column(primary_key=True)
    contact_id: Mapped[ContactId] = mapped_column(RowId, ForeignKey("contacts.id"), index=True)
    code_hash: Mapped[str] = mapped_column(ShortText, unique=True)
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    joined_id: Mapped[ContactId | None] = mapped_column(RowId, ForeignKey("contacts.id"))
    joined_at: Mapped[datetime | None]
    moved: Mapped[dict[str, list[int]]] = mapped_column(JSON, default=dict)
    undone_at: Mapped[datetime | None]
