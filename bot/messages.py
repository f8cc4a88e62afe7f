"""What passes between the channels and the conversation, free of any platform's words."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any


class Kind(StrEnum):
    """What a person sent. An adapter maps everything it does not know to `UNSUPPORTED`."""

    TEXT = "text"
    CHOICE = "choice"  # a tap on a button; `value` is what `Option.value` was
    START = "start"  # the person opened the chat; `value` is the deep link's payload
    PHONE = "phone"  # a contact card that the channel vouches for as the sender's own
    CONTACT = "contact"  # somebody else's card, or a forwarded one
    IMAGE = "image"
    VOICE = "voice"
    STICKER = "sticker"
    LOCATION = "location"  # `value` is "16.270000,107.230000", degrees north and east
    FILE = "file"
    BLOCKED = "blocked"  # the person blocked the bot
    UNBLOCKED = "unblocked"
    UNSUPPORTED = "unsupported"


@dataclass(frozen=True)
class Inbound:
    """One message from one person, as an adapter understood it.

    `event_id` is unique within (channel, bot) and the same when the platform delivers again.
    `chat_id` is where to answer. `ref` is the adapter's own note on a tap, to acknowledge it, and
    `media` the platform's handle of a photo, to fetch it. `edited`: it changes an earlier message.
    """

    channel: str
    event_id: str
    chat_id: str
    kind: Kind
    text: str = ""
    value: str = ""
    group: bool = False
    sent_at: datetime | None = None
    ref: str = ""
    media: str = ""
    edited: bool = False


@dataclass(frozen=True)
class Option:
    """One thing to choose. `value` is for ever and at most 64 bytes; `label` is what is read."""

    value: str
    label: str


@dataclass(frozen=True)
class Outgoing:
    """What to say: intents, not widgets. The channel turns options into buttons or numbers."""

    text: str
    options: tuple[Option, ...] = field(default=())
    ask_phone: bool = False
    ask_location: bool = False

    def to_json(self) -> dict[str, Any]:
        """The stored form; `from_json` reads it back."""
        return {
            "text": self.text,
            "options": [[o.value, o.label] for o in self.options],
            "ask_phone": self.ask_phone,
            "ask_location": self.ask_location,
        }

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> "Outgoing":
        """Reads what `to_json` wrote."""
        options = tuple(Option(value, label) for value, label in stored.get("options", ()))
        return cls(
            stored["text"],
            options,
            stored.get("ask_phone", False),
            stored.get("ask_location", False),
        )
