"""Reads one raw Telegram update as an `Inbound`."""

import re
from typing import Any

from bot.channels.raw import dig, identifier, moment, words
from bot.messages import Inbound, Kind

NAME = "telegram"
UPDATES = ("message", "callback_query", "my_chat_member")
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
COMMAND = re.compile(r"/\w+(?:@(\w+))?")


def read(update: object, username: str) -> Inbound | None:
    """The update as a message, or None; `username` is the bot's, empty while it is not known."""
    event_id = identifier(dig(update, "update_id"))
    if not event_id:
        return None
    if message := dig(update, "message"):
        return _message(event_id, message, username)
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
    return Inbound(NAME, event_id, chat_id, kind, text, value, group, sent_at)


def _tap(event_id: str, query: Any) -> Inbound | None:
    where = _person_in_chat(dig(query, "message", "chat"), dig(query, "from"))
    if where is None:
        return None
    chat_id, group = where
    value, ref = words(dig(query, "data")), identifier(dig(query, "id"))
    kind = Kind.CHOICE if value else Kind.UNSUPPORTED
    return Inbound(NAME, event_id, chat_id, kind, value=value, group=group, ref=ref)


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
        return Kind.TEXT, text, ""
    if contact := dig(message, "contact"):
        sender = identifier(dig(message, "from", "id"))
        own = identifier(dig(contact, "user_id")) == sender
        own = own and not any(dig(message, mark) for mark in SECOND_HAND)
        return (Kind.PHONE if own else Kind.CONTACT), "", words(dig(contact, "phone_number"))
    kind = next((MEDIA[key] for key in MEDIA if dig(message, key)), Kind.UNSUPPORTED)
    return kind, words(dig(message, "caption")), ""


def _addressed(message: Any, username: str) -> bool:
    """Whether a message in a group is for this bot: a command, or its name in the text."""
    text = words(dig(message, "text")) or words(dig(message, "caption"))
    if command := COMMAND.match(text):
        return command[1] is None or command[1].lower() == username.lower()
    return bool(username) and bool(re.search(rf"(?<!\w)@{re.escape(username)}\b", text, re.I))
