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
    for words in (inbound.event_id, inbound.chat_id, inbound.text, inbound.value, inbound.ref):
        assert "\x00" not in words.encode().decode()
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
