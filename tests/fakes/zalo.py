"""A Zalo Bot API on loopback, with people who talk to the bot."""

import time
from itertools import count
from typing import Any

import httpx

from tests.fakes.faults import Refused
from tests.fakes.loopback import LONG, Request
from tests.fakes.platform import FakePlatform, Json, Sent
from tests.fakes.zalo_people import ZaloPerson, message_id

TOKEN = "987654:TEST-zalo-token"
BOT = {"id": "b0700000000000000001", "account_name": "bot.noisong", "account_type": "BASIC"}


class FakeZalo(FakePlatform):
    """Pushes while a webhook is set, else hands each update out once, to whoever polls.

    Switches: `enveloped` webhooks (as documented; real ones are flat), `errors_in_200` (`ok: false`
    under status 200, as one project measured; another saw real ones), `echo` (the bot's own
    messages come back), `lossy` (an update may be handed to a connection that is gone).
    """

    secret_header = "X-Bot-Api-Secret-Token"
    push_tries = 4

    def __init__(self, token: str = TOKEN) -> None:
        super().__init__(token)
        self.people: dict[str, ZaloPerson] = {}
        self.enveloped = False
        self.errors_in_200 = True
        self.echo = False
        self.lossy = False
        self.typing_in: list[str] = []  # chats
        self._numbers = count(1)

    def user(self, name: str, protected: bool = False) -> ZaloPerson:
        """A new person; of a `protected` one (a minor, say) bots learn nothing but the name."""
        person = ZaloPerson(self, name, f"a0c0{next(self._numbers):016x}", protected)
        self.people[person.id] = person
        return person

    def pushed(self, update: Json) -> Json:
        """Flat, as captured."""
        return {"ok": True, "result": update} if self.enveloped else update

    async def answer(self, method: str, request: Request) -> Any:
        """One function of the Bot API."""
        params = request.params
        if method == "getMe":
            return BOT
        if method == "getUpdates":
            return await self._get_updates(request)
        if method == "sendMessage":
            return self._send_message(params)
        if method == "setWebhook":
            return await self._set_webhook(params)
        if method == "deleteWebhook":
            self.webhook = None
            return {"url": "", "updated_at": _now()}
        if method == "getWebhookInfo":
            if self.webhook is None:
                raise Refused(404, "Not found")
            return {"url": self.webhook["url"], "updated_at": _now()}
        if method == "sendChatAction":
            self.typing_in.append(params["chat_id"])
            return None
        raise Refused(404, "Not found")

    def refusal(self, refused: Refused) -> tuple[int, Json]:
        """Zalo publishes no `retry_after`; a fault may bring one all the same."""
        body: Json = {"ok": False, "error_code": refused.status, "description": str(refused)}
        if refused.retry_after is not None:
            body["parameters"] = {"retry_after": refused.retry_after}
        return (200 if self.errors_in_200 else refused.status), body

    async def _get_updates(self, request: Request) -> Json:
        if self.webhook is not None:
            raise Refused(400, "Webhook is active")
        alive = (lambda: True) if self.lossy else request.alive
        if not await self.news(float(request.params.get("timeout", 30)), alive):
            raise Refused(408, "Request timeout")
        return self.updates.pop(0)

    async def _set_webhook(self, params: Json) -> Json:
        self.webhook = params
        async with httpx.AsyncClient(trust_env=False, timeout=LONG) as client:
            status = await self.push(client, b"")
        self.changed()
        verified = {"ok": status == 200, "status_code": status, "outcome": "", "hint": ""}
        return {"url": params["url"], "updated_at": _now(), "verification": verified}

    def _send_message(self, params: Json) -> Json:
        chat_id, text = params["chat_id"], params.get("text", "")
        person = self.people.get(chat_id)
        if person is not None and person.vanished:
            raise Refused(410, "The chat_id is invaild")
        if (person is None and not chat_id.startswith("zgr-")) or (person and person.blocked):
            raise Refused(422, "You are not permitted to send messages to this chat_id")
        if not 1 <= len(text.encode("utf-16-le")) // 2 <= 2000:
            raise Refused(400, "text must be 1 to 2000 characters")
        sent = Sent(chat_id, text, message_id(), (), time.time(), params)
        self.sent.append(sent)
        if self.echo:
            self.deliver(self._own(sent))
        return {"message_id": sent.message_id, "date": _now()}

    def _own(self, sent: Sent) -> Json:
        message = {
            "date": _now(),
            "chat": {"chat_type": "PRIVATE", "id": sent.chat_id},
            "message_id": sent.message_id,
            "from": {"id": BOT["id"], "is_bot": True, "display_name": "Nối Sóng"},
            "text": sent.text,
        }
        return {"event_name": "message.text.received", "message": message}


def _now() -> int:
    return int(time.time() * 1000)
