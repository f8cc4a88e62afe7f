"""What every channel promises about reading: whatever the JSON, it never raises."""

import copy
import random
from io import StringIO
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.channel_tokens.service import ChannelTokens
from backend.db import Database
from bot.channels.base import Channel
from bot.channels.console import ConsoleChannel
from bot.channels.telegram import TelegramChannel
from bot.channels.zalo import ZaloChannel
from bot.channels.zalo_oa import ZaloOaChannel
from bot.messages import Kind
from tests.bot.channels.conftest import zalo_oa_account

CHANNELS: list[Channel] = [
    TelegramChannel("1:x"),
    ZaloChannel("1:x"),
    # Never opened: reading needs no tokens.
    ZaloOaChannel(zalo_oa_account(), ChannelTokens(Database("sqlite:///unused.db"))),
    ConsoleChannel(StringIO()),
]
CHAT = {"id": 7, "type": "private", "chat_type": "PRIVATE"}
MESSAGE = {
    "message_id": 3,
    "date": 1776919152,
    "chat": CHAT,
    "from": {"id": 7, "is_bot": False},
    "text": "/start A1",
    "caption": "chú thích",
    "photo": [{}],
    "contact": {"user_id": 7, "phone_number": "84912345678"},
}
PHOTO = {key: part for key, part in MESSAGE.items() if key not in ("text", "photo", "contact")}
VALID: list[dict[str, Any]] = [
    {"update_id": 1, "message": MESSAGE},
    {"update_id": 2, "message": {**MESSAGE, "text": "@bot ơi", "chat": {"id": 8, "type": "group"}}},
    {
        "update_id": 3,
        "callback_query": {"id": "9", "from": {"id": 7}, "message": MESSAGE, "data": "c:1"},
    },
    {
        "update_id": 4,
        "my_chat_member": {
            "chat": CHAT,
            "from": {"id": 7},
            "new_chat_member": {"status": "kicked"},
        },
    },
    {"update_id": 5, "edited_message": {**MESSAGE, "text": "chào em", "edit_date": 1}},
    {"update_id": 6, "message": {**PHOTO, "photo": [{"file_id": "a", "width": 9, "height": 9}]}},
    {"update_id": 7, "message": {**PHOTO, "document": {"file_id": "a", "mime_type": "image/png"}}},
    {"update_id": 8, "message": {**PHOTO, "location": {"latitude": 16.27, "longitude": 107.23}}},
    {
        "update_id": 9,
        "callback_query": {
            "id": "9",
            "from": {"id": 7},
            "data": "c:1",
            "message": {
                **MESSAGE,
                "reply_markup": {"inline_keyboard": [[{"text": "A", "callback_data": "c:1"}]]},
            },
        },
    },
    {
        "event_name": "message.image.received",
        "message": {**MESSAGE, "photo_url": "https://photo-stal-29.zdn.vn/x.jpg"},
    },
    {
        "event_name": "user_send_image",
        "sender": {"id": "7"},
        "message": {"msg_id": "m1", "attachments": [{"payload": {"url": "https://a.zdn.vn/x"}}]},
    },
    {
        "event_name": "user_send_location",
        "sender": {"id": "7"},
        "message": {
            "msg_id": "m1",
            "attachments": [{"payload": {"coordinates": {"latitude": "16", "longitude": "107"}}}],
        },
    },
    {"event_name": "message.text.received", "message": MESSAGE},
    {"ok": True, "result": {"event_name": "message.image.received", "message": MESSAGE}},
    {
        "event_name": "user_send_text",
        "sender": {"id": "7"},
        "timestamp": "1717061839659",
        "message": {"text": "chào", "msg_id": "m1"},
    },
    {"event_name": "user_submit_info", "sender": {"id": "7"}, "info": {"phone": "84912345678"}},
    {"event_name": "follow", "follower": {"id": "7"}, "timestamp": "1717061839659"},
    {"text": "chào", "event_id": "e1"},
]
ODD = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(alphabet=st.characters(), max_size=5)
    | st.sampled_from(["\ud83d", "a\x00b", "private", "GROUP", 10**30, -1]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=8,
)


def _replace_somewhere(update: Any, odd: Any, chance: random.Random) -> Any:
    """The update with one part, at any depth, replaced."""
    if not isinstance(update, dict) or not update or chance.random() < 0.25:
        return odd
    key = chance.choice(sorted(update))
    return {**update, key: _replace_somewhere(update[key], odd, chance)}


def _check_parsed(channel: Channel, payload: Any) -> None:
    before = copy.deepcopy(payload)
    inbound = channel.parse(payload)
    assert repr(payload) == repr(before)
    if inbound is None:
        return
    assert inbound.channel == channel.name
    assert inbound.event_id
    assert inbound.chat_id
    for words in (
        *(inbound.event_id, inbound.chat_id, inbound.text),
        *(inbound.value, inbound.ref, inbound.media),
    ):
        assert "\x00" not in words.encode().decode()
    assert not inbound.media or inbound.kind is Kind.IMAGE
    assert not inbound.edited or inbound.kind is Kind.TEXT
    assert inbound.sent_at is None or inbound.sent_at.tzinfo is not None


@pytest.mark.parametrize("channel", CHANNELS, ids=lambda channel: channel.name)
@given(payload=ODD)
def test_reading_never_fails_on_any_json(channel: Channel, payload: Any) -> None:
    _check_parsed(channel, payload)


@pytest.mark.parametrize("channel", CHANNELS, ids=lambda channel: channel.name)
@given(update=st.sampled_from(VALID), odd=ODD, chance=st.randoms(use_true_random=False))
def test_reading_never_fails_on_an_update_with_an_odd_part(
    channel: Channel, update: Any, odd: Any, chance: random.Random
) -> None:
    _check_parsed(channel, _replace_somewhere(update, odd, chance))
