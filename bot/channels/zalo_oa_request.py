"""Calls the OpenAPI of a Zalo Official Account, and reads what its answers mean.

Zalo answers 200 with `{"error": code, "message": ..., "data": ...}`; 0 is success. The codes are
those of the documentation's table, as public integrations quote it. It has no codes for faults of the
servers, which come as HTTP statuses. A code that is not in the table refuses the one message.
"""

import logging
from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any

import httpx

from bot.channels.base import (
    Ambiguous,
    Rejected,
    Retry,
    SendError,
    Unauthorized,
    Unreachable,
)
from bot.channels.faults import connection
from bot.channels.raw import dig, words

logger = logging.getLogger(__name__)

MINUTE, HOUR = 60.0, 3600.0  # seconds


class TokenRefused(Unauthorized):
    """The access token is not good any more; another one may be."""


class WindowClosed(Unreachable):
    """The person has not written for seven days: only an approved template may be sent."""


MEANINGS: dict[int, Callable[[], SendError]] = {
    -32: lambda: Retry("rate_limited", MINUTE),  # it counts by the minute
    -124: lambda: TokenRefused("unauthorized"),  # of templates
    -133: lambda: Retry("night", HOUR),  # some templates are not sent from 22:00 to 6:00
    -137: lambda: Unreachable("unpaid"),
    -144: lambda: Retry("quota", HOUR),
    -147: lambda: Retry("quota", HOUR),
    -200: lambda: Retry("server_error"),
    -201: lambda: Rejected("bad_request"),
    -204: lambda: Unauthorized("account_disabled"),
    -205: lambda: Unauthorized("account_disabled"),
    -209: lambda: Unauthorized("not_allowed"),  # the app is not activated
    -210: lambda: Rejected("bad_request"),
    -211: lambda: Retry("quota", HOUR),
    -212: lambda: Unauthorized("not_allowed"),
    -213: lambda: Unreachable("blocked"),  # does not follow the account
    -216: lambda: TokenRefused("unauthorized"),
    -217: lambda: Unreachable("blocked"),
    -218: lambda: Retry("quota", HOUR),  # of this person
    -219: lambda: Unauthorized("not_allowed"),
    -220: lambda: TokenRefused("unauthorized"),
    -221: lambda: Unauthorized("not_allowed"),  # the account is not verified
    -223: lambda: Unauthorized("not_allowed"),
    -224: lambda: Unauthorized("not_allowed"),  # the account's package does not include it
    -227: lambda: Unreachable("gone"),  # banned, or not on Zalo for 45 days
    -230: lambda: WindowClosed("window_closed"),
    -232: lambda: WindowClosed("window_closed"),
    -234: lambda: Retry("night", HOUR),
    -244: lambda: Unreachable("blocked"),
    -320: lambda: Unreachable("unpaid"),  # free again as soon as the person writes
    -321: lambda: Unreachable("unpaid"),
}
STATUSES: dict[int, Callable[[], SendError]] = {
    HTTPStatus.UNAUTHORIZED: lambda: TokenRefused("unauthorized"),
    HTTPStatus.TOO_MANY_REQUESTS: lambda: Retry("rate_limited", MINUTE),
    HTTPStatus.BAD_REQUEST: lambda: Rejected("bad_request"),
}


async def post(client: httpx.AsyncClient, url: str, **given: Any) -> Mapping[str, Any]:
    """The whole answer of a call, whatever its `error`. Raises a `SendError` where there is none."""
    fault: SendError | None = None
    try:
        answer = await client.post(url, **given)
    except httpx.HTTPError as error:
        fault = connection(error)
    if fault is not None:
        raise fault  # not inside the handler: what httpx knows of the call holds the token
    if answer.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR:
        raise Retry("server_error")
    body = _json_object(answer)
    if body is None or "error" not in body:
        if answer.status_code in STATUSES:
            raise STATUSES[answer.status_code]()
        if body is None or answer.is_error:
            raise Ambiguous("bad_answer")
    return body


def refusal(answer: Mapping[str, Any]) -> SendError | None:
    """What the `error` of an answer means; None for success."""
    code = answer.get("error")
    if code == 0:
        return None
    if not isinstance(code, int):
        return Ambiguous("bad_answer")
    if code == -201 and "user_id" in words(dig(answer, "message")):
        return Unreachable("gone")
    if code not in MEANINGS:
        logger.warning("Zalo refused with a code that is not in the table: %d", code)
        return Rejected("refused")
    return MEANINGS[code]()


def _json_object(answer: httpx.Response) -> dict[str, Any] | None:
    try:
        body = answer.json()
    except (ValueError, RecursionError):
        return None
    return body if isinstance(body, dict) else None
