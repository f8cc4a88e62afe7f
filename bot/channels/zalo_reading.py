"""Reads one raw Zalo update as an `Inbound`."""

import hashlib
import json
from collections.abc import Mapping

from bot.channels.raw import dig, identifier, moment, words
from bot.messages import Inbound, Kind

NAME = "zalo"
KINDS = {
    "message.text.received": Kind.TEXT,
    "message.image.received": Kind.IMAGE,
    "message.sticker.received": Kind.STICKER,
    "message.voice.received": Kind.VOICE,
}


def read(update: object, own_id: str) -> Inbound | None:
    """The update as a message, or None; `own_id` is the bot's, empty while it is not known.

    Webhooks deliver it flat, getUpdates and the documentation in an envelope.
    """
    if isinstance(dig(update, "result"), Mapping):
        update = dig(update, "result")
    event, message = words(dig(update, "event_name")), dig(update, "message")
    sender, chat_id = identifier(dig(message, "from", "id")), identifier(dig(message, "chat", "id"))
    if not event or not sender or not chat_id:
        return None
    if dig(message, "from", "is_bot") or sender == own_id:
        return None
    kind, text = KINDS.get(event, Kind.UNSUPPORTED), words(dig(message, "text"))
    if kind is Kind.TEXT and not text:
        kind = Kind.UNSUPPORTED
    return Inbound(
        NAME,
        f"{event}:{identifier(dig(message, 'message_id')) or _fingerprint(update)}",
        chat_id,
        kind,
        text or words(dig(message, "caption")),
        group=dig(message, "chat", "chat_type") == "GROUP",
        sent_at=moment(dig(message, "date"), per_second=1000),
        # Captured as `photo_url`, documented as `photo`.
        media=words(dig(message, "photo_url")) or words(dig(message, "photo"))
        if kind is Kind.IMAGE
        else "",
    )


def _fingerprint(update: object) -> str:
    """Without a message_id only the content can tell a redelivery from a new message."""
    content = json.dumps(update, sort_keys=True, default=str)
    return hashlib.sha256(content.encode()).hexdigest()[:32]
