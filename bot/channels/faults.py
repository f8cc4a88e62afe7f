"""Turns a fault of an SDK into the `SendError` that tells the outbox what to do.

Both SDKs have the same tree of errors (Zalo's is a copy), so one table serves both; `sdk` is the
module with the errors.
"""

from collections.abc import Awaitable, Callable, Sequence
from datetime import timedelta
from types import ModuleType
from typing import TypeVar

import httpx

from bot.channels.base import Ambiguous, Rejected, Retry, SendError, Unauthorized, Unreachable

T = TypeVar("T")

RATE_LIMIT_MARGIN = 0.5  # seconds; the platforms' clocks round down
NEVER_SENT = (
    httpx.ConnectError,
    httpx.ConnectTimeout,
    httpx.LocalProtocolError,
    httpx.PoolTimeout,
    httpx.ProxyError,
    httpx.UnsupportedProtocol,
)
GONE = ("chat not found", "user not found", "peer_id_invalid", "user is deactivated")
# What the SDKs let through when an answer is JSON but not the API's (a captive portal's, say).
STRANGE_ANSWER = (AttributeError, LookupError, TypeError, ValueError)


async def call(request: Awaitable[T], sdk: ModuleType, base: type[Exception]) -> T:
    """Awaits a call of the SDK; its faults come out as a `SendError`."""
    try:
        return await request
    except (base, *STRANGE_ANSWER) as fault:
        error = translate(fault, sdk)
    # Not inside the handler: the SDK's own exception may spell out the token, and a chained
    # traceback would print it.
    raise error


def translate(fault: Exception, sdk: ModuleType) -> SendError:
    """The table. `BadRequest` and `TimedOut` are kinds of `NetworkError`: the order matters."""
    if isinstance(fault, sdk.RetryAfter):
        return Retry("rate_limited", _seconds(fault.retry_after) + RATE_LIMIT_MARGIN)
    if isinstance(fault, sdk.InvalidToken):
        return Unauthorized("unauthorized")
    if isinstance(fault, sdk.Forbidden):
        return Unreachable("blocked")
    if isinstance(fault, sdk.ChatMigrated):
        return Unreachable("gone")
    if isinstance(fault, sdk.Conflict):
        return Retry("conflict")
    if isinstance(fault, sdk.BadRequest):
        gone = any(sign in str(fault).lower() for sign in GONE)
        return Unreachable("gone") if gone else Rejected("bad_request")
    if isinstance(fault.__cause__, httpx.HTTPError):
        return connection(fault.__cause__)
    if isinstance(fault, sdk.TimedOut):
        return Ambiguous("timeout")
    if isinstance(fault, sdk.NetworkError):
        return Retry("server_error")
    return Ambiguous("bad_answer")


async def in_pieces(pieces: Sequence[str], send: Callable[[str, bool], Awaitable[str]]) -> str:
    """Sends piece by piece, saying which is the last; returns the last one's id. A fault says how
    many went out, or perhaps did."""
    sent = ""
    for number, piece in enumerate(pieces, 1):
        try:
            sent = await send(piece, number == len(pieces))
        except SendError as fault:
            fault.pieces = number if isinstance(fault, Ambiguous) else number - 1
            if number == 1 or not isinstance(fault, Retry):
                raise
            # Another try repeats what was read already, so it must not be tried for an hour.
            raise Ambiguous(fault.reason, fault.pieces) from None
    return sent


def connection(cause: httpx.HTTPError) -> SendError:
    """Whether a call that ended without an answer had reached the platform."""
    if isinstance(cause, NEVER_SENT):
        return Retry("connection")
    lost = "timeout" if isinstance(cause, httpx.TimeoutException) else "connection_lost"
    return Ambiguous(lost)


def _seconds(pause: float | timedelta) -> float:
    return pause.total_seconds() if isinstance(pause, timedelta) else float(pause)
