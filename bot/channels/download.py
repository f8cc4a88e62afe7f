"""Downloads a photo from the platform's own servers, and from nowhere else.

The address came in a message. Who can have us open any address can have us open those that only this
machine reaches, so it has to be one of the platform's, and nothing that answers may send us on. The
name is looked up once, what it stands for has to be a public address, and just that one is opened:
a name that stands for another one a moment later (DNS rebinding) changes nothing.
"""

import asyncio
import re
import socket
from collections.abc import Sequence
from http import HTTPStatus
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from urllib.request import getproxies

import httpx

from bot.channels.base import Ambiguous, Rejected, Retry, SendError
from bot.channels.faults import connection
from bot.channels.trust import trust

HOST = re.compile(r"[a-z0-9.-]+")
LIMIT = 10 * 1024 * 1024  # bytes
SECONDS = 30.0  # for the whole of it; a slow platform is tried again
# Where Zalo keeps what people send, as captured: photo-stal-29.zdn.vn, f20-zpc.zdn.vn, …
ZALO = ("https://*.zdn.vn", "https://*.zadn.vn")
# An IPv4 address, perhaps a private one, in the clothes of an IPv6 one (RFC 6052, 8215, 3056).
TRANSLATED = tuple(map(IPv6Network, ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16")))
GONE = (HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND, HTTPStatus.GONE)
BUSY = (HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.TOO_EARLY, HTTPStatus.TOO_MANY_REQUESTS)


def is_from(url: str, origins: Sequence[str]) -> bool:
    """Whether an address is of one of these origins, "https://host" or "https://*.host"."""
    try:
        asked = httpx.URL(url)
    except (httpx.InvalidURL, ValueError):
        return False
    if asked.userinfo or not HOST.fullmatch(asked.host):
        return False
    return any(_fits(asked, httpx.URL(origin)) for origin in origins)


def _fits(asked: httpx.URL, origin: httpx.URL) -> bool:
    any_below, host = origin.host.startswith("*."), origin.host.removeprefix("*")
    same_host = asked.host.endswith(host) if any_below else asked.host == host
    # httpx leaves a scheme's own port out, so that None means it.
    return same_host and (asked.scheme, asked.port) == (origin.scheme, origin.port)


async def download(
    url: str, origins: Sequence[str], *, limit: int = LIMIT, seconds: float = SECONDS
) -> bytes:
    """What is there, at most `limit` bytes. Raises a `SendError`."""
    if not is_from(url, origins):
        raise Rejected("foreign_address")
    try:
        async with asyncio.timeout(seconds):
            return await _read(url, limit)
    except TimeoutError:
        fault: SendError = Ambiguous("timeout")
    except httpx.HTTPError as error:
        fault = connection(error)
    raise fault from None  # what httpx says of the call holds the address


async def _read(url: str, limit: int) -> bytes:
    asked = httpx.URL(url)
    opened, host = await _pinned(asked), asked.netloc.decode()
    async with (
        httpx.AsyncClient(verify=trust(), follow_redirects=False) as client,
        client.stream(
            "GET",
            opened,
            # Not packed: a small file could unpack to any size.
            headers={"Host": host, "Accept-Encoding": "identity"},
            extensions={"sni_hostname": asked.host},  # whose certificate it has to be
        ) as answer,
    ):
        if fault := _refusal(answer.status_code):
            raise fault
        content = bytearray()
        async for chunk in answer.aiter_raw():
            content += chunk
            if len(content) > limit:
                raise Rejected("too_large")
        return bytes(content)


async def _pinned(asked: httpx.URL) -> httpx.URL:
    """The address with the number in place of the name. Only the operator's own settings, never a
    message, can name a number; where a proxy goes out for us, it looks names up. Raises `Rejected`
    where any number that the name stands for is not public, `Retry` where it stands for none."""
    if _number(asked.host) or asked.scheme in getproxies():
        return asked
    loop = asyncio.get_running_loop()
    try:
        found = await loop.getaddrinfo(asked.host, asked.port or 443, type=socket.SOCK_STREAM)
    except OSError:
        raise Retry("no_such_host") from None
    numbers = [str(entry[4][0]) for entry in found]
    if not all(map(is_public, numbers)):
        raise Rejected("foreign_address")
    return asked.copy_with(host=numbers[0])


def is_public(number: str) -> bool:
    """Whether everybody reaches it: no private, loopback, link-local or reserved one."""
    known = _number(number)
    known = getattr(known, "ipv4_mapped", None) or known
    if known is None or not known.is_global or known.is_multicast:
        return False
    return not any(known in network for network in TRANSLATED)


def _number(host: str) -> IPv4Address | IPv6Address | None:
    try:
        return ip_address(host)
    except ValueError:
        return None


def _refusal(status: int) -> SendError | None:
    if status == HTTPStatus.OK:
        return None
    if status in GONE:
        return Rejected("gone")
    if status in BUSY or status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return Retry("server_error")
    return Rejected("bad_request")  # also where it sends us elsewhere
