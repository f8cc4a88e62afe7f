"""What a browser says was sent by another site's page does nothing, whatever else is right about it."""

import httpx
import pytest

from backend.guards.own_forms import host_of
from tests.security.whole import HEADERS, SECRETS, Whole
from tests.site import words

REFUSED = [
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},  # another name below the same one is somebody else
    {"Sec-Fetch-Site": "Cross-Site", "Origin": "{own}"},
    {"Sec-Fetch-Site": "lạ".encode()},
    {"Origin": "https://xau.example"},
    {"Origin": "https://noisong.example.vn.xau.example"},
    {"Origin": "http://127.0.0.1.xau.example"},
    {"Origin": "null"},
    {"Origin": ""},
    {"Origin": "https://[xau"},
]
LET_THROUGH = [
    {},  # an old browser: its token decides
    {"Sec-Fetch-Site": "same-origin"},
    {"Sec-Fetch-Site": "same-origin", "Origin": "https://xau.example"},  # the surer one counts
    {"Sec-Fetch-Site": "none"},
    {"Origin": "{own}"},
    {"Origin": "https://noisong.example.vn"},  # the public address, through a proxy
]


def said(headers: dict[str, str | bytes], whole: Whole) -> dict[bytes, bytes]:
    return {
        name.encode(): value.format(own=whole.address).encode() if isinstance(value, str) else value
        for name, value in headers.items()
    }


@pytest.mark.parametrize("headers", REFUSED, ids=str)
@pytest.mark.parametrize(
    "path", ["/admin/requests/search", "/admin/sign-in", "/ho-so", "/simulator"]
)
def test_what_another_site_sends_is_refused(
    whole: Whole, headers: dict[str, str | bytes], path: str
) -> None:
    answer = httpx.post(whole.address + path, headers=said(headers, whole), data={"find": "x"})
    assert answer.status_code == 403
    assert "trang web khác" in words(answer)


@pytest.mark.parametrize("headers", LET_THROUGH, ids=str)
def test_our_own_pages_are_listened_to(whole: Whole, headers: dict[str, str | bytes]) -> None:
    with whole.visitor(username="canbo") as officer:
        data = {"csrf_token": officer.token, "find": "Hồ"}
        answer = officer.post("/admin/requests/search", data=data, headers=said(headers, whole))
        assert answer.status_code in (200, 303)


def test_the_right_token_does_not_help_a_page_elsewhere(whole: Whole) -> None:
    with whole.visitor(username="canbo") as officer:
        data = {"csrf_token": officer.token}
        elsewhere = {"Sec-Fetch-Site": "cross-site"}
        assert officer.post("/admin/sign-out", data=data, headers=elsewhere).status_code == 403
        assert officer.get("/admin/").status_code == 200, "and is still signed in"


def test_links_from_elsewhere_lead_here(whole: Whole) -> None:
    headers = {"Sec-Fetch-Site": "cross-site", "Origin": "https://zalo.me"}
    assert httpx.get(f"{whole.address}/chuong-trinh", headers=headers).status_code == 200


@pytest.mark.parametrize("channel", SECRETS)
def test_webhooks_are_no_forms(whole: Whole, channel: str) -> None:
    headers = {HEADERS[channel]: SECRETS[channel], "Origin": "https://api.telegram.org"}
    address = f"{whole.address}/webhooks/{channel}"
    assert httpx.post(address, json={}, headers=headers).status_code != 403


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("https://A.vn:8443", "a.vn"),
        ("//127.0.0.1:8000", "127.0.0.1"),
        ("//[::1]:8000", "::1"),
        ("null", None),
        ("", None),
        ("//", None),
        ("https://[x", None),
    ],
)
def test_the_host_of_an_address(address: str, host: str | None) -> None:
    assert host_of(address) == host
