"""Reads one raw Telegram update as an `Inbound`."""

import json
import re
from dataclasses import replace
from typing import Any

from bot.channels.raw import dig, identifier, moment, position, words
from bot.channels.telegram_commands import spoken
from bot.messages import Inbound, Kind

NAME = "telegram"
UPDATES = ("message", "edited_message", "callback_query", "my_chat_member")
MEDIA = {
    "photo": Kind.IMAGE,
    "voice": Kind.VOICE,
    "sticker": Kind.STICKER,
    "location": Kind.LOCATION,
    "venue": Kind.LOCATION,
    "document": Kind.FILE,
    "video": Kind.FILE,
    "video_note": Kind.FILE,
    "audio": Kind.FILE,
    "animation": Kind.FILE,
}
MEMBERSHIP = {"kicked": Kind.BLOCKED, "member": Kind.UNBLOCKED}
# A contact that went through somebody else's hands says nothing about the sender.
SECOND_HAND = ("forward_origin", "forward_from", "forward_sender_name", "forward_date", "via_bot")
START = re.compile(r"/start(?:@\w+)?(?:\s+(\S+))?\s*")
COMMAND = re.compile(r"/(\w+)(?:@(\w+))?")
PICTURES = ("image/jpeg", "image/png", "image/webp")  # of a photo that was sent as a file


def read(update: object, username: str) -> Inbound | None:
    """The update as a message, or None; `username` is the bot's, empty while it is not known."""
    event_id = identifier(dig(update, "update_id"))
    if not event_id:
        return None
    if message := dig(update, "message"):
        return _message(event_id, message, username)
    if message := dig(update, "edited_message"):
        return _edit(event_id, message, username)
    if query := dig(update, "callback_query"):
        return _tap(event_id, query)
    if change := dig(update, "my_chat_member"):
        return _membership(event_id, change)
    return None


def _message(event_id: str, message: Any, username: str) -> Inbound | None:
    where = _person_in_chat(dig(message, "chat"), dig(message, "from"))
    if where is None:
        return None
    chat_id, group = where
    if group and not _addressed(message, username):
        return None
    kind, text, value = _content(message)
    sent_at = moment(dig(message, "date"))
    media = _photo(message) if kind is Kind.IMAGE else ""
    return Inbound(NAME, event_id, chat_id, kind, text, value, group, sent_at, media=media)


def _edit(event_id: str, message: Any, username: str) -> Inbound | None:
    """A text that was changed. Telegram also calls it an edit when a shared place moves on."""
    inbound = _message(event_id, message, username)
    if inbound is None or inbound.group or inbound.kind is not Kind.TEXT:
        return None
    return replace(inbound, edited=True)


def _tap(event_id: str, query: Any) -> Inbound | None:
    where = _person_in_chat(dig(query, "message", "chat"), dig(query, "from"))
    if where is None:
        return None
    chat_id, group = where
    value = words(dig(query, "data"))
    kind = Kind.CHOICE if value else Kind.UNSUPPORTED
    ref = json.dumps(
        {
            "query": identifier(dig(query, "id")),
            "message": identifier(dig(query, "message", "message_id")),
            "text": words(dig(query, "message", "text")),
            "label": _label(dig(query, "message", "reply_markup", "inline_keyboard"), value),
        }
    )
    return Inbound(NAME, event_id, chat_id, kind, value=value, group=group, ref=ref)


def _label(keyboard: Any, value: str) -> str:
    """What stands on the button with this value."""
    rows = keyboard if isinstance(keyboard, list) else []
    keys = [key for row in rows if isinstance(row, list) for key in row]
    return next((words(dig(k, "text")) for k in keys if dig(k, "callback_data") == value), "")


def _membership(event_id: str, change: Any) -> Inbound | None:
    where = _person_in_chat(dig(change, "chat"), dig(change, "from"))
    kind = MEMBERSHIP.get(words(dig(change, "new_chat_member", "status")))
    if where is None or kind is None:
        return None
    chat_id, group = where
    return None if group else Inbound(NAME, event_id, chat_id, kind)


def _person_in_chat(chat: Any, sender: Any) -> tuple[str, bool] | None:
    """The chat's id and whether it is a group; None for bots, channels and what is malformed."""
    chat_id, kind = identifier(dig(chat, "id")), dig(chat, "type")
    if not chat_id or not identifier(dig(sender, "id")) or dig(sender, "is_bot"):
        return None
    if kind not in ("private", "group", "supergroup"):
        return None
    return chat_id, kind != "private"


def _content(message: Any) -> tuple[Kind, str, str]:
    text = words(dig(message, "text"))
    if start := START.fullmatch(text):
        return Kind.START, text, start[1] or ""
    if text:
        return Kind.TEXT, spoken(text), ""
    if contact := dig(message, "contact"):
        sender = identifier(dig(message, "from", "id"))
        own = identifier(dig(contact, "user_id")) == sender
        own = own and not any(dig(message, mark) for mark in SECOND_HAND)
        return (Kind.PHONE if own else Kind.CONTACT), "", words(dig(contact, "phone_number"))
    kind = next((MEDIA[key] for key in MEDIA if dig(message, key)), Kind.UNSUPPORTED)
    if kind is Kind.FILE and dig(message, "document", "mime_type") in PICTURES:
        kind = Kind.IMAGE
    place = dig(message, "location") or dig(message, "venue", "location")
    where = position(dig(place, "latitude"), dig(place, "longitude"))
    return kind, words(dig(message, "caption")), where if kind is Kind.LOCATION else ""


def _photo(message: Any) -> str:
    """The handle of the largest size, or of the file as which it was sent."""
    listed = dig(message, "photo")
    sizes = listed if isinstance(listed, list) else []
    largest = max(sizes, key=_area, default=dig(message, "document"))
    return words(dig(largest, "file_id"))


def _area(size: Any) -> int:
    width, height = dig(size, "width"), dig(size, "height")
    return width * height if isinstance(width, int) and isinstance(height, int) else 0


def _addressed(message: Any, username: str) -> bool:
    """Whether a message in a group is for this bot: a command, or its name in the text."""
    text = words(dig(message, "text")) or words(dig(message, "caption"))
    if command := COMMAND.match(text):
        return command[2] is None or command[2].lower() == username.lower()
    return bool(username) and bool(re.search(rf"(?<!\w)@{re.escape(username)}\b", text, re.I))
