"""Photos come from the platform's own servers, whatever address a message holds."""

from collections.abc import Iterator

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.base import Ambiguous, Rejected, SendError
from bot.channels.download import ZALO, download, is_from
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
