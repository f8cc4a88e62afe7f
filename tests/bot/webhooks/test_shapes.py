"""An authentic update gets 200 whatever its shape: else it would be delivered for ever."""

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.bot.webhooks.door import CHANNELS, Door, update_of


@pytest.mark.parametrize("channel", CHANNELS)
@pytest.mark.parametrize("body", [b"", b" \r\n"])
def test_a_probe_without_a_body_gets_200(lasting_door: Door, channel: str, body: bytes) -> None:
    assert lasting_door.post(channel, body).status_code == 200


@pytest.mark.parametrize(
    "body", [b"{", b"nonsense", b'{"update_id": 1,}', b"\x00", b"a=1&b=2", b'"unended']
)
def test_what_is_no_json_gets_400(lasting_door: Door, body: bytes) -> None:
    assert lasting_door.post("telegram", body).status_code == 400


KEYS = (
    *("update_id", "message", "callback_query", "my_chat_member", "edited_message", "chat", "from"),
    *(
        "id",
        "type",
        "is_bot",
        "text",
        "date",
        "data",
        "contact",
        "phone_number",
        "user_id",
        "status",
    ),
    *("new_chat_member", "photo", "ok", "result", "event_name", "message_id", "chat_type"),
)
WORDS = (
    "private",
    "group",
    "GROUP",
    "kicked",
    "member",
    "message.text.received",
    "/start",
    "\ud800",
)
LEAVES = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.integers(min_value=10**18, max_value=10**40)
    | st.floats()
    | st.text(max_size=20)
    | st.sampled_from(WORDS)
)
VALUES = st.recursive(
    LEAVES,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(KEYS) | st.text(max_size=5), inner, max_size=6)
    ),
    max_leaves=25,
)


@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(channel=st.sampled_from(CHANNELS), value=VALUES)
def test_authentic_json_of_any_shape_gets_200(
    lasting_door: Door, channel: str, value: object
) -> None:
    body = json.dumps(value).encode()
    assert lasting_door.post(channel, body).status_code == 200


@settings(
    max_examples=100,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    channel=st.sampled_from(CHANNELS),
    path=st.lists(st.sampled_from(KEYS), min_size=1, max_size=3),
    value=VALUES,
)
def test_an_update_with_one_odd_part_gets_200(
    lasting_door: Door, channel: str, path: list[str], value: object
) -> None:
    update: Any = update_of(channel, 1)
    part = update
    for key in path[:-1]:
        part = part[key] if isinstance(part.get(key), dict) else part
    part[path[-1]] = value
    assert lasting_door.deliver(channel, update) == 200


def _nested(channel: str, depth: int) -> bytes:
    """An update with an odd part that is so deep, and without the id by which it is known again."""
    update = update_of(channel, 3)
    del update["message"]["message_id"]
    deep = b'{"a":' * depth + b"1" + b"}" * depth
    return json.dumps(update).encode().replace(b'"chat"', b'"odd": ' + deep + b', "chat"', 1)


ODD_BODIES = {
    "an array": b"[1, 2]",
    "a string": b'"chao"',
    "a number": b"7",
    "null": b"null",
    "arrays in arrays": b"[" * 50_000 + b"]" * 50_000,
    "objects in objects": b'{"message":' * 20_000 + b"1" + b"}" * 20_000,
    "a huge update_id": b'{"update_id": ' + b"9" * 5_000 + b', "message": {}}',
    "a huge float": b'{"update_id": 1e999, "message": {}}',
    "not a number": b'{"update_id": NaN}',
    "the same key twice": b'{"update_id": 1, "update_id": [2]}',
}


@pytest.mark.parametrize("channel", CHANNELS)
@pytest.mark.parametrize("name", ODD_BODIES)
def test_authentic_oddities_get_200(lasting_door: Door, channel: str, name: str) -> None:
    assert lasting_door.post(channel, ODD_BODIES[name]).status_code == 200


@pytest.mark.parametrize("channel", CHANNELS)
def test_json_as_deep_as_it_can_be_read_or_a_little_deeper_gets_200(
    lasting_door: Door, channel: str
) -> None:
    """Readers and writers of JSON do not give up at the same depth."""
    for depth in (*range(850, 1000, 3), 2000, 20_000):
        assert lasting_door.post(channel, _nested(channel, depth)).status_code == 200, depth
