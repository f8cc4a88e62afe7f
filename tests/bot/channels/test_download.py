"""Photos come from the platform's own servers, whatever address a message holds."""

import socket
from collections.abc import Iterator

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.base import Ambiguous, Rejected, Retry, SendError
from bot.channels.download import ZALO, download, is_from, is_public
from bot.channels.zalo import ZaloChannel
from tests.fakes.loopback import Answer, Loopback, Request

OURS = [
    "https://photo-stal-29.zdn.vn/no/jpg/x.jpg",
    "https://f20-zpc.zdn.vn/jpg/1/2.jpg?token=a%20b",
    "https://PHOTO.ZDN.VN/x.jpg",
    "https://a.b.c.zadn.vn/x",
    "https://photo.zdn.vn:443/x.jpg",
]
FOREIGN = [
    "",
    "x.jpg",
    "photo.zdn.vn/x.jpg",
    "http://photo.zdn.vn/x.jpg",
    "ftp://photo.zdn.vn/x.jpg",
    "file:///etc/passwd",
    "https://zdn.vn/x.jpg",
    "https://evilzdn.vn/x.jpg",
    "https://photo.zdn.vn.evil.vn/x.jpg",
    "https://evil.vn/photo.zdn.vn",
    "https://evil.vn/?photo.zdn.vn",
    "https://evil.vn#.zdn.vn",
    "https://evil.vn\\.zdn.vn/x.jpg",
    "https://photo.zdn.vn@evil.vn/x.jpg",
    "https://user@photo.zdn.vn/x.jpg",
    "https://user:word@photo.zdn.vn/x.jpg",
    "https://photo.zdn.vn:8443/x.jpg",
    "https://photo.zdn.vn:80/x.jpg",
    "https://photo.zdn.vn./x.jpg",
    "https://127.0.0.1/x.jpg",
    "https://[::1]/x.jpg",
    "https://169.254.169.254/latest/meta-data/",
    "https://localhost/x.jpg",
    "https://2130706433/x.jpg",
    "https:photo.zdn.vn/x.jpg",
    "//photo.zdn.vn/x.jpg",
    "https:///photo.zdn.vn/x.jpg",
    "https://\u2025.zdn.vn\u2044x",
    "https://photo。zdn。vn。evil.vn/",
    "https://photo.zdn.vn\r\nHost: evil.vn/x",
    "https://photo.zdn.vn\x00.evil.vn/x",
    "https://[photo.zdn.vn/x",
    "https://" + "a" * 70_000 + ".zdn.vn/",
]


@pytest.mark.parametrize("url", OURS)
def test_the_platforms_own_addresses_are_taken(url: str) -> None:
    assert is_from(url, ZALO)


@pytest.mark.parametrize("url", FOREIGN, ids=range(len(FOREIGN)))
async def test_no_other_address_is_opened(url: str) -> None:
    with pytest.raises(Rejected, match="foreign_address"):
        await ZaloChannel("1:x").fetch(url)


INSIDE = [
    *("127.0.0.1", "10.0.0.5", "172.16.3.4", "192.168.1.1", "169.254.169.254", "100.64.0.1"),
    *("0.0.0.0", "255.255.255.255", "224.0.0.1", "::1", "fe80::1", "fd00::1", "::", "ff02::1"),  # noqa: S104
    *("::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b:1::1", "2001:db8::1"),
    *("64:ff9b::7f00:1", "2002:7f00:1::"),
]


@pytest.mark.parametrize("number", INSIDE)
async def test_a_name_that_stands_for_an_address_inside_is_not_opened(
    monkeypatch: pytest.MonkeyPatch, number: str
) -> None:
    """One public address beside it does not help."""
    answers = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (n, 443)) for n in ("1.1.1.1", number)]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_args, **_more: answers)
    with pytest.raises(Rejected, match="foreign_address"):
        await download("https://photo.zdn.vn/x.jpg", ZALO)
    assert not is_public(number)


@pytest.mark.parametrize("number", ["1.1.1.1", "113.161.1.1", "2402:800::1", "2606:4700::1111"])
def test_what_everybody_reaches_is_public(number: str) -> None:
    assert is_public(number)


async def test_a_name_that_nobody_knows_is_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_args: object, **_more: object) -> None:
        raise socket.gaierror

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    with pytest.raises(Retry, match="no_such_host"):
        await download("https://photo.zdn.vn/x.jpg", ZALO)


async def test_a_name_is_looked_up_once_and_just_that_address_opened(
    inside: "Inside", monkeypatch: pytest.MonkeyPatch
) -> None:
    """A second answer, after the look, could be another machine."""
    looked_up = []

    def answer(host: str, port: int, *_args: object, **_more: object) -> list[object]:
        looked_up.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))]

    url = inside.url.replace("127.0.0.1", "photo.example.vn")
    monkeypatch.setattr(socket, "getaddrinfo", answer)
    monkeypatch.setattr("bot.channels.download.is_public", lambda _number: True)
    inside.answers = [Answer(200, b"anh")]
    assert await download(f"{url}/x", (url,)) == b"anh"
    assert looked_up.count("photo.example.vn") == 1
    assert inside.asked[0].headers["host"] == url.removeprefix("http://")


@given(st.text(alphabet=st.sampled_from("az.:/@#?\\%-[] 0vn\u3002"), max_size=30))
def test_whatever_passes_really_leads_to_the_platform(middle: str) -> None:
    """What decides is the host that the HTTP client itself would call."""
    for url in (f"https://{middle}.zdn.vn/x", f"https://{middle}", f"https://a.zdn.vn{middle}"):
        if is_from(url, ZALO):
            called = httpx.Request("GET", url).url
            assert called.scheme == "https"
            assert called.host.endswith((".zdn.vn", ".zadn.vn"))
            assert called.port is None
            assert not called.userinfo


class Inside:
    """A server that only this machine reaches."""

    def __init__(self) -> None:
        self.answers: list[Answer | None] = []
        self.asked: list[Request] = []
        self.server = Loopback(self.respond)
        self.url = f"http://127.0.0.1:{self.server.port}"

    async def respond(self, request: Request) -> Answer | None:
        self.asked.append(request)
        return self.answers.pop(0)


@pytest.fixture
def inside() -> Iterator[Inside]:
    server = Inside()
    server.server.start()
    yield server
    server.server.stop()


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
async def test_nothing_sends_us_on(inside: Inside, status: int) -> None:
    inside.answers = [Answer(status, b"", {"Location": f"{inside.url}/secret"})] * 2
    with pytest.raises(Rejected, match="bad_request"):
        await download(f"{inside.url}/x", (inside.url,))
    assert [request.path for request in inside.asked] == ["/x"]


@pytest.mark.parametrize(
    ("status", "reason"),
    [(404, "gone"), (410, "gone"), (403, "gone"), (400, "bad_request"), (204, "bad_request")],
)
async def test_what_is_not_there_is_given_up(inside: Inside, status: int, reason: str) -> None:
    inside.answers = [Answer(status, b"")]
    with pytest.raises(Rejected, match=reason):
        await download(f"{inside.url}/x", (inside.url,))


async def test_a_packed_answer_is_not_unpacked(inside: Inside) -> None:
    """Some kilobytes could become gigabytes."""
    inside.answers = [Answer(200, b"\x1f\x8b packed", {"Content-Encoding": "gzip"})]
    assert await download(f"{inside.url}/x", (inside.url,)) == b"\x1f\x8b packed"
    assert inside.asked[0].headers["accept-encoding"] == "identity"


async def test_reading_ends_at_the_limit(inside: Inside) -> None:
    inside.answers = [Answer(200, b"12345"), Answer(200, b"123456")]
    assert await download(f"{inside.url}/x", (inside.url,), limit=5) == b"12345"
    with pytest.raises(Rejected, match="too_large"):
        await download(f"{inside.url}/x", (inside.url,), limit=5)


async def test_a_slow_server_is_not_waited_for(inside: Inside) -> None:
    async def never(_request: Request) -> Answer | None:
        import asyncio

        await asyncio.sleep(60)
        return None

    inside.server._respond = never
    with pytest.raises(Ambiguous, match="timeout"):
        await download(f"{inside.url}/x", (inside.url,), seconds=0.1)


async def test_a_server_that_hangs_up_may_be_asked_again(inside: Inside) -> None:
    inside.answers = [None]
    with pytest.raises(SendError) as raised:
        await download(f"{inside.url}/x", (inside.url,))
    assert isinstance(raised.value, Ambiguous)
    assert raised.value.__cause__ is None
