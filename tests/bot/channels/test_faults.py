"""The table of faults, where the fakes cannot bring one about."""

from datetime import timedelta
from types import ModuleType
from typing import Any

import httpx
import pytest
import telegram.error
import zalo_bot.error

from bot.channels.base import Ambiguous, Rejected, Retry, SendError, Unreachable
from bot.channels.faults import translate

SDKS = [telegram.error, zalo_bot.error]


@pytest.mark.parametrize("sdk", SDKS, ids=["telegram", "zalo"])
@pytest.mark.parametrize(
    ("cause", "kind", "reason"),
    [
        (httpx.PoolTimeout, Retry, "connection"),
        (httpx.ConnectTimeout, Retry, "connection"),
        (httpx.ConnectError, Retry, "connection"),
        (httpx.ProxyError, Retry, "connection"),
        (httpx.WriteTimeout, Ambiguous, "timeout"),
        (httpx.ReadTimeout, Ambiguous, "timeout"),
        (httpx.WriteError, Ambiguous, "connection_lost"),
        (httpx.ReadError, Ambiguous, "connection_lost"),
        (httpx.RemoteProtocolError, Ambiguous, "connection_lost"),
    ],
)
def test_only_what_was_certainly_not_sent_is_tried_again_freely(
    sdk: ModuleType, cause: type[httpx.HTTPError], kind: type[SendError], reason: str
) -> None:
    slow = issubclass(cause, httpx.TimeoutException)
    fault = sdk.TimedOut() if slow else sdk.NetworkError("httpx")
    fault.__cause__ = cause("")
    error = translate(fault, sdk)
    assert (type(error), error.reason) == (kind, reason)


@pytest.mark.parametrize("pause", [3, 3.0, timedelta(seconds=3)])
def test_a_pause_may_be_seconds_or_a_timedelta(pause: Any) -> None:
    class OldRetryAfter(telegram.error.RetryAfter):
        retry_after = pause

    error = translate(OldRetryAfter(3), telegram.error)
    assert isinstance(error, Retry)
    assert error.after == 3.5


@pytest.mark.parametrize("sdk", SDKS, ids=["telegram", "zalo"])
def test_a_chat_that_is_gone_is_told_from_a_bad_message(sdk: ModuleType) -> None:
    for gone in (sdk.BadRequest("Chat not found"), sdk.ChatMigrated(-7)):
        assert isinstance(translate(gone, sdk), Unreachable)
    assert isinstance(translate(sdk.BadRequest("Message is too long"), sdk), Rejected)
