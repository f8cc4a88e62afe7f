"""Reads one raw webhook event of a Zalo Official Account as an `Inbound`.

The events and their shapes are those of Zalo's documentation, as public integrations quote it; ids
and times are strings there. Unsure: whether Zalo lets people change the number in the form that
`user_submit_info` brings. It is a form of their own account, sent by them, so it counts as theirs;
it only ever fills in a phone number that they were asked for, and opens nothing.
"""

import hashlib
import json
from typing import Any

from bot.channels.raw import dig, identifier, moment, position, words
from bot.messages import Inbound, Kind

NAME = "zalo_oa"
# What else a person may send begins with this too, and gets an answer.
SENT = "user_send_"
GROUP = "user_send_group_"
KINDS = {
    "user_send_text": Kind.TEXT,
    "user_send_link": Kind.TEXT,
    "user_send_image": Kind.IMAGE,
    "user_send_gif": Kind.STICKER,
    "user_send_sticker": Kind.STICKER,
    "user_send_audio": Kind.VOICE,
    "user_send_video": Kind.FILE,
    "user_send_file": Kind.FILE,
    "user_send_location": Kind.LOCATION,
    "user_send_business_card": Kind.CONTACT,
    "user_submit_info": Kind.PHONE,
    "follow": Kind.START,
    "unfollow": Kind.BLOCKED,
}
LONGEST_TIME = 15  # digits


def read(event: object) -> Inbound | None:
    """The event as a message; None for echoes of the account's own messages, receipts, groups, and
    what is not known."""
    name = words(dig(event, "event_name"))
    kind = KINDS.get(name) or (Kind.UNSUPPORTED if name.startswith(SENT) else None)
    person = identifier(dig(event, "sender", "id")) or identifier(dig(event, "follower", "id"))
    if kind is None or not person or name.startswith(GROUP):
        return None
    # Elsewhere it is no message but a place's name, or a card's.
    text = words(dig(event, "message", "text")) if kind in (Kind.TEXT, Kind.IMAGE) else ""
    value = identifier(dig(event, "info", "phone")) if kind is Kind.PHONE else ""
    if (kind is Kind.TEXT and not text) or (kind is Kind.PHONE and not value):
        kind = Kind.UNSUPPORTED
    attached = _attached(event)
    if kind is Kind.LOCATION:
        place = dig(attached, "coordinates")
        value = position(dig(place, "latitude"), dig(place, "longitude"))
    milliseconds = _number(dig(event, "timestamp"))
    return Inbound(
        NAME,
        f"{name}:{identifier(dig(event, 'message', 'msg_id')) or _fingerprint(event)}",
        person,
        kind,
        text,
        value,
        sent_at=moment(milliseconds, per_second=1000),
        media=words(dig(attached, "url")) if kind is Kind.IMAGE else "",
    )


def _attached(event: object) -> object:
    """What the first attachment holds."""
    listed = dig(event, "message", "attachments")
    return dig(listed[0], "payload") if isinstance(listed, list) and listed else None


def _number(value: Any) -> Any:
    """The time in milliseconds, which Zalo writes as a string."""
    text = words(value)
    return int(text) if text.isdecimal() and len(text) <= LONGEST_TIME else value


def _fingerprint(event: object) -> str:
    """Events about a person have no msg_id: only the content tells a redelivery from a new one."""
    content = json.dumps(event, sort_keys=True, default=str)
    return hashlib.sha256(content.encode()).hexdigest()[:32]
