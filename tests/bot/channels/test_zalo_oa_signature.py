"""Only what Zalo signed comes in: over real HTTP, in the bytes that came."""

import asyncio
import json
from collections.abc import Mapping

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.applications import Starlette

from backend.channel_tokens.service import ChannelTokens
from bot.channels.base import Channel
from bot.channels.zalo_oa_signature import is_signed, mac
from bot.messages import Inbound
from bot.webhooks import webhook_route
from tests.bot.channels.conftest import zalo_oa_channel
from tests.bot.channels.test_contract_reading import ODD
from tests.fakes.zalo_oa import APP_ID, WEBHOOK_SECRET, FakeZaloOa

# Not as a serialiser would write it: an integration that reads and writes it again is deaf.
BODY = (
    '{ "app_id":"3608465248940903967","timestamp":"1717061839659" ,"event_name":"user_send_text",'
    '"sender":{"id":"246845883529197922"},"message":{"msg_id":"m1","text":"ch\\u00e0o \\/ Bé ơi"}}'
).encode()
TIME = "1717061839659"


def signed(body: bytes = BODY, time: str = TIME, **changes: str) -> dict[str, str]:
    given = {"app_id": APP_ID, "secret": WEBHOOK_SECRET, **changes}
    return {"X-ZEvent-Signature": f"mac={mac(given['app_id'], body, time, given['secret'])}"}


def holds(body: bytes, headers: Mapping[str, str]) -> bool:
    return is_signed(body, httpx.Headers(dict(headers)), APP_ID, WEBHOOK_SECRET)


def test_the_signature_is_the_documented_hash() -> None:
    """Worked out apart: printf '%s' '1{}2s' | sha256sum."""
    expected = "b4f82c4532052c7f37ed3c6bdaf0e2c83adb46816e9649f84022fe165b65a81b"
    assert mac("1", b"{}", "2", "s") == expected


def test_what_zalo_signed_holds_in_every_spelling_of_the_header() -> None:
    [value] = signed().values()
    for spelling in (value, value.upper().replace("MAC=", "mac="), value.removeprefix("mac=")):
        assert holds(BODY, {"x-zevent-signature": spelling})


def test_the_time_of_the_header_counts_too() -> None:
    headers = signed(time="1717061839999")
    assert not holds(BODY, headers)
    assert holds(BODY, {**headers, "X-ZEvent-Timestamp": "1717061839999"})


def test_a_time_that_is_a_number_is_read() -> None:
    body = b'{"timestamp": 1717061839659}'
    assert holds(body, signed(body))


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"X-ZEvent-Signature": ""},
        {"X-ZEvent-Signature": "mac="},
        {"X-ZEvent-Signature": "mac=None"},
        {"X-ZEvent-Signature": "mác=" + "á" * 64},
        signed(secret="another-secret"),
        signed(app_id="1"),
        signed(time="1717061839658"),
        signed(body=BODY + b" "),
        {"X-Bot-Api-Secret-Token": WEBHOOK_SECRET},
    ],
)
def test_what_zalo_did_not_sign_does_not_hold(headers: dict[str, str]) -> None:
    plain = {name: value.encode("utf-8").decode("latin-1") for name, value in headers.items()}
    assert not is_signed(BODY, plain, APP_ID, WEBHOOK_SECRET)


def test_nothing_is_signed_with_an_empty_secret() -> None:
    headers = {"X-ZEvent-Signature": f"mac={mac(APP_ID, BODY, TIME, '')}"}
    assert not is_signed(BODY, headers, APP_ID, "")


def test_a_part_of_the_body_cannot_pass_for_the_time() -> None:
    """The parts stand one behind the other, so a signature fits every way to cut them."""
    whole = signed()["X-ZEvent-Signature"]
    for cut in range(1, len(BODY)):
        rest = (BODY[cut:] + TIME.encode()).decode("utf-8", "replace")
        headers = {"X-ZEvent-Signature": whole, "X-ZEvent-Timestamp": rest}
        assert not is_signed(BODY[:cut], headers, APP_ID, WEBHOOK_SECRET)


@given(body=st.binary(max_size=60), header=st.text(max_size=80), time=st.text(max_size=30))
def test_whatever_comes_is_refused_and_raises_nothing(body: bytes, header: str, time: str) -> None:
    headers = {"X-ZEvent-Signature": header, "X-ZEvent-Timestamp": time}
    assert not is_signed(body, headers, APP_ID, WEBHOOK_SECRET)


@pytest.fixture
def door(fake_zalo_oa: FakeZaloOa, token_store: ChannelTokens) -> "Door":
    return Door(zalo_oa_channel(fake_zalo_oa, token_store))


class Door:
    """The webhook route of an Official Account, and what came through it."""

    def __init__(self, channel: Channel) -> None:
        self.taken: list[Inbound] = []
        self.app = Starlette(routes=[webhook_route({"zalo_oa": channel}, self._receive)])

    def post(self, body: bytes, headers: Mapping[str, str]) -> int:
        """Delivers a body; hands back the status."""

        async def deliver() -> int:
            transport = httpx.ASGITransport(self.app)
            async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
                answer = await client.post("/webhooks/zalo_oa", content=body, headers=headers)
                return answer.status_code

        return asyncio.run(deliver())

    async def _receive(self, channel: Channel, message: Inbound) -> None:
        self.taken.append(message)


@pytest.mark.parametrize("header_time", [False, True])
def test_what_people_do_comes_in(door: Door, fake_zalo_oa: FakeZaloOa, header_time: bool) -> None:
    fake_zalo_oa.header_time = header_time
    body = json.dumps(fake_zalo_oa.user("An").says("chào"), ensure_ascii=False).encode()
    assert door.post(body, fake_zalo_oa.signature(body)) == 200
    assert [inbound.text for inbound in door.taken] == ["chào"]


def test_what_is_not_signed_gets_401(door: Door, fake_zalo_oa: FakeZaloOa) -> None:
    event = fake_zalo_oa.user("An").says("chào")
    body = json.dumps(event).encode()
    headers = fake_zalo_oa.signature(body)
    other = json.dumps({**event, "sender": {"id": "1"}}).encode()
    assert door.post(other, headers) == 401
    assert door.post(body, {}) == 401
    assert door.post(b"nonsense", {}) == 401
    assert door.taken == []


@pytest.mark.parametrize("body", [b"", b"{}", b" {} \n"])
def test_the_console_can_try_the_address_without_a_signature(door: Door, body: bytes) -> None:
    assert door.post(body, {}) == 200
    assert door.taken == []


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(value=ODD)
def test_signed_json_of_any_shape_gets_200(door: Door, value: object) -> None:
    body = json.dumps(value).encode()
    headers = {**signed(body), "X-ZEvent-Timestamp": TIME}
    assert door.post(body, headers) == 200
    assert door.taken == []
