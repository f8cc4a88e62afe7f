"""Repairs the request layer of python-zalo-bot, which never reads `ok` and misreads the codes."""

import json
from http import HTTPStatus
from typing import Any

from zalo_bot.error import TimedOut, ZaloError
from zalo_bot.request import HTTPXRequest

DEFAULT_RETRY_AFTER = 20  # seconds; Zalo sends none with its 429
NOTHING = (HTTPStatus.OK, b'{"ok":true,"result":null}')
# Zalo's code -> the code that the SDK turns into the right exception.
MEANINGS: dict[int, int] = {
    HTTPStatus.FORBIDDEN: HTTPStatus.INTERNAL_SERVER_ERROR,  # documented as an internal error
    HTTPStatus.NOT_FOUND: HTTPStatus.BAD_REQUEST,  # the SDK would say: invalid token
    HTTPStatus.GONE: HTTPStatus.FORBIDDEN,  # "The chat_id is invaild"
    HTTPStatus.UNPROCESSABLE_ENTITY: HTTPStatus.FORBIDDEN,  # "You are not permitted ..."
}
EMPTY_WHEN_NOT_FOUND = ("getWebhookInfo", "deleteWebhook")


class RepairedRequest(HTTPXRequest):  # type: ignore[misc]  # the SDK is not typed
    """`do_request` is the only seam: `post`, which judges its result, is final."""

    async def do_request(self, url: str, method: str, **options: Any) -> tuple[int, bytes]:
        """The answer, with the status that the SDK should have seen."""
        status, payload = await super().do_request(url, method, **options)
        return judge(url.rpartition("/")[2], status, payload)


def judge(endpoint: str, status: int, payload: bytes) -> tuple[int, bytes]:
    """The status and body that make the SDK raise the right exception, or none."""
    answer = _json_object(payload)
    if answer is None:
        if status < HTTPStatus.BAD_REQUEST:
            raise ZaloError("Invalid server response")
        answer = {"ok": False}
    code = status
    if answer.get("ok") is False and status < HTTPStatus.BAD_REQUEST:
        code = _code(answer.get("error_code"))
    if code < HTTPStatus.BAD_REQUEST:
        return code, payload
    if code == HTTPStatus.REQUEST_TIMEOUT:
        if endpoint == "getUpdates":
            return NOTHING
        raise TimedOut
    if code == HTTPStatus.NOT_FOUND and endpoint in EMPTY_WHEN_NOT_FOUND:
        return NOTHING
    if code == HTTPStatus.TOO_MANY_REQUESTS and not _has_retry_after(answer):
        answer = {**answer, "parameters": {"retry_after": DEFAULT_RETRY_AFTER}}
    return MEANINGS.get(code, code), json.dumps(answer).encode()


def _json_object(payload: bytes) -> dict[str, Any] | None:
    try:
        answer = json.loads(payload)
    except ValueError:
        return None
    return answer if isinstance(answer, dict) else None


def _code(value: object) -> int:
    return value if isinstance(value, int) and value >= HTTPStatus.BAD_REQUEST else 500


def _has_retry_after(answer: dict[str, Any]) -> bool:
    parameters = answer.get("parameters")
    return isinstance(parameters, dict) and isinstance(parameters.get("retry_after"), int)
