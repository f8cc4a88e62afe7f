"""The protocol of a channel: what an adapter can do, and how a send may end.

Adapters are the only code that sees a platform's JSON and the only importers of the SDKs. They
keep no state of a conversation; order, retries and de-duplication belong to the inbox and outbox.
"""

from collections.abc import AsyncGenerator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol, runtime_checkable

from bot.messages import Inbound, Outgoing


@dataclass(frozen=True)
class Capabilities:
    """What the platform offers, so that flows and tests can ask instead of naming a channel."""

    remote: bool = True  # a platform delivers, by webhook or polling; not so in the simulator
    buttons: bool = False
    phone: bool = False  # can hand over a phone number that the platform vouches for
    location: bool = False  # can hand over where the person is
    photos: bool = False  # brings photos that can be fetched
    edit: bool = False
    max_text: int = 2000  # UTF-16 code units
    monthly_quota: int | None = None  # messages out a month; None where there is no limit
    bulk_per_second: float | None = None  # how fast a broadcast may go; None where nobody says


class SendError(Exception):
    """A message was not (or perhaps not) delivered. `reason` is a code for the outbox, no data, and
    `pieces` how many of the platform's messages went out, or perhaps did, before it was noticed."""

    def __init__(self, reason: str, pieces: int = 0) -> None:
        super().__init__(reason)
        self.reason = reason
        self.pieces = pieces


class Retry(SendError):
    """Certainly not delivered; worth another try, not before `after` seconds when given."""

    def __init__(self, reason: str, after: float | None = None) -> None:
        super().__init__(reason)
        self.after = after


class Ambiguous(SendError):
    """The answer was lost: it may have been delivered. At most two more tries."""


class Unreachable(SendError):
    """This person blocked the bot or is gone; nothing more is sent until they write again."""


class Rejected(SendError):
    """The platform will never take this message; other messages are not affected."""


class Unauthorized(SendError):
    """The token is not accepted: nothing can be sent until somebody changes it."""


class Channel(Protocol):
    """One bot on one platform. One instance lives in one event loop."""

    name: str
    capabilities: Capabilities
    webhook_secret: str  # what the platform has to repeat; empty where there is no webhook

    async def start(self) -> None:
        """Opens connections. Raises `Retry` while the platform is away, `Unauthorized` on a bad
        token."""

    async def stop(self) -> None:
        """Closes connections; safe to call when `start` failed."""

    def parse(self, payload: Mapping[str, Any]) -> Inbound | None:
        """One platform update as a message; None for what needs no answer (own echo, edits, groups'
        chatter). Never raises, whatever the shape."""

    async def send(self, chat_id: str, message: Outgoing) -> str:
        """Sends one message (split where the platform's limit asks for it) and returns the
        platform's id of the last piece. Raises a `SendError`; where only the first pieces went
        out, `Ambiguous` in place of `Retry`."""

    def pieces(self, message: Outgoing) -> int:
        """How many of the platform's messages `send` makes of it; each counts against a quota."""

    async def fetch(self, handle: str) -> bytes:
        """The photo behind `Inbound.media`, at most `download.LIMIT` bytes. Goes nowhere but to the
        platform's own servers, whatever the handle says. Raises a `SendError`: `Retry` and
        `Ambiguous` where another try may bring it, `Rejected` where none will."""

    async def typing(self, chat_id: str) -> None:
        """Shows that an answer is being worked on. Never raises; a no-op where there is no sign."""

    async def acknowledge(self, inbound: Inbound) -> None:
        """Stops the spinner of a tapped button, and takes the menu away that it was on. Never
        raises; a no-op where there is none."""

    def poll(self) -> AsyncGenerator[Mapping[str, Any], None]:
        """Raw updates, one by one, for ever, surviving the platform's faults with a backoff. An
        update counts as taken only when the next one is asked for. Raises only `Unauthorized`."""

    async def set_webhook(self, url: str) -> None:
        """Tells the platform where to deliver; the secret goes along. Raises a `SendError`."""

    async def delete_webhook(self) -> None:
        """Goes back to polling. Raises a `SendError`."""

    @property
    def webhook_secret_header(self) -> str:
        """The header in which the platform repeats the webhook's secret; empty when it signs."""


@runtime_checkable
class SigningChannel(Protocol):
    """A channel whose platform signs each delivery instead of repeating a secret."""

    def has_signed(self, body: bytes, headers: Mapping[str, str]) -> bool:
        """Whether the platform signed these bytes; names of headers in any case. Never raises."""
