"""Zalo's OpenAPI and OAuth server on loopback, with people who talk to an Official Account.

It is stricter than Zalo has to be: a refresh token works once, and the moment it is traded the old
access token is refused too.
"""

import hashlib
import json
import time
from itertools import count
from typing import Any
from uuid import uuid4

import httpx

from tests.fakes.faults import Refused
from tests.fakes.loopback import Answer, Request
from tests.fakes.platform import FakePlatform, Json, Sent
from tests.fakes.zalo_oa_people import ZaloOaPerson

APP_ID, OA_ID = "3608465248940903967", "388613280879808645"
APP_SECRET, WEBHOOK_SECRET = "TEST-oa-app-secret", "TEST-oa-webhook-secret"
TEMPLATE_ID = "340406"
METHODS = {
    "/v3.0/oa/message/cs": "sendMessage",
    "/v3.0/oa/message/template": "sendTemplate",
    "/v4/oa/access_token": "trade",
}
# Statuses of the other fakes' faults, as Zalo says the same.
CODES = {400: -201, 401: -216, 429: -32}


class FakeZaloOa(FakePlatform):
    """Pushes while a webhook is set, signed. `life` is of the access tokens to come, in seconds."""

    push_tries = 6

    def __init__(self) -> None:
        super().__init__("TEST-oa-access-0")
        self.refresh_token = self.first_refresh_token = "TEST-oa-refresh-0"
        self.life = "90000"
        self.trades: list[str] = []  # the refresh tokens that came
        self.people: dict[str, ZaloOaPerson] = {}
        self.templates: list[Json] = []
        self.header_time = False  # sign with the header's time instead of the body's
        self._numbers = count(1)

    def user(self, name: str) -> ZaloOaPerson:
        """A new person, who has just written."""
        person = ZaloOaPerson(self, name, f"24684588352{next(self._numbers):07d}")
        self.people[person.id] = person
        return person

    def end_access_token(self) -> None:
        """The access token in force is refused from here on."""
        self.token = f"TEST-oa-access-{uuid4().hex}"

    async def answer(self, method: str, request: Request) -> Any:
        """One call, past the check of its token."""
        if method == "sendMessage":
            return self._send_message(request.params)
        if method == "sendTemplate":
            return self._send_template(request.params)
        raise Refused(-209, "Not supported this api")

    def refusal(self, refused: Refused) -> tuple[int, Json]:
        """Under status 200, but for faults of the server."""
        if refused.status >= 500:
            return refused.status, {}
        return 200, {"error": CODES.get(refused.status, refused.status), "message": str(refused)}

    async def _respond(self, request: Request) -> Answer | None:
        if request.is_get:
            return await self._hand_out(request)
        method = METHODS.get(request.path, request.path)
        to = request.params.get("user_id") or request.params.get("recipient", {}).get("user_id")
        self.calls.append((method, {**request.params, "chat_id": to}))

        async def handle() -> Answer:
            if method == "trade":
                return _json(self._trade(request))
            if request.headers.get("access_token") != self.token:
                raise Refused(-216, "Access token is invalid")
            data = await self.answer(method, request)
            return _json({"error": 0, "message": "Success", "data": data})

        try:
            return await self.faults.around(method, {"chat_id": to}, handle)
        except Refused as refused:
            status, body = self.refusal(refused)
            return Answer(status, json.dumps(body).encode())

    async def push(self, client: httpx.AsyncClient, body: bytes) -> int | None:
        """Calls the webhook, signed."""
        if self.webhook is None:
            return None
        headers = {"Content-Type": "application/json", **self.signature(body)}
        try:
            answer = await client.post(self.webhook["url"], content=body, headers=headers)
        except httpx.HTTPError:
            return None
        return answer.status_code

    def signature(self, body: bytes) -> dict[str, str]:
        """The headers with which Zalo delivers a body."""
        now = str(int(time.time() * 1000))
        at = now if self.header_time else json.loads(body)["timestamp"]
        signed = APP_ID.encode() + body + at.encode() + WEBHOOK_SECRET.encode()
        mac = hashlib.sha256(signed).hexdigest()
        return {"X-ZEvent-Signature": f"mac={mac}", "X-ZEvent-Timestamp": now}

    def _trade(self, request: Request) -> Json:
        given = request.params
        self.trades.append(given.get("refresh_token", ""))
        if request.headers.get("secret_key") != APP_SECRET or given.get("app_id") != APP_ID:
            return {"error": -14002, "error_name": "Invalid appId"}
        if given != {**given, "grant_type": "refresh_token", "refresh_token": self.refresh_token}:
            return {"error": -14020, "error_name": "Invalid refresh token"}
        number = next(self._numbers)
        self.token, self.refresh_token = f"TEST-oa-access-{number}", f"TEST-oa-refresh-{number}"
        pair = {"access_token": self.token, "refresh_token": self.refresh_token}
        return {**pair, "expires_in": self.life}

    def _send_message(self, params: Json) -> Json:
        person = self._reach(params["recipient"]["user_id"])
        if not person.has_written_lately:
            raise Refused(-230, "User has not interacted with the OA in the past 7 days")
        message = params["message"]
        text, attachment = message.get("text", ""), message.get("attachment")
        if attachment is None and not text.strip():
            raise Refused(-201, "text is invalid!")
        if len(text.encode("utf-16-le")) // 2 > 2000:
            raise Refused(-210, "Parameter exceeds allowable limit")
        if attachment is not None:
            _check_form(attachment)
        return self._sent(person.id, text, params)

    def _send_template(self, params: Json) -> Json:
        person = self._reach(params["user_id"])
        if params["template_id"] != TEMPLATE_ID:
            raise Refused(-109, "Template ID invalid")
        self.templates.append(params)
        return self._sent(person.id, "", params)

    def _reach(self, user_id: str) -> ZaloOaPerson:
        person = self.people.get(user_id)
        if person is None:
            raise Refused(-201, "user_id is invalid!")
        if person.blocked:
            raise Refused(-213, "User has not followed OA")
        return person

    def _sent(self, user_id: str, text: str, raw: Json) -> Json:
        sent = Sent(user_id, text, uuid4().hex[:20], (), time.time(), raw)
        self.sent.append(sent)
        at = str(int(sent.at * 1000))
        return {"message_id": sent.message_id, "user_id": user_id, "sent_time": at}


def _check_form(attachment: Json) -> None:
    payload = attachment["payload"]
    [element] = payload["elements"]
    form = attachment["type"] == "template" and payload["template_type"] == "request_user_info"
    if not form or len(element["title"]) > 100 or len(element["subtitle"]) > 500:
        raise Refused(-201, "attachment is invalid!")


def _json(body: Json) -> Answer:
    return Answer(200, json.dumps(body).encode())
