"""A Telegram Bot API on loopback, with people who talk to the bot."""

import json
import time
from itertools import count
from typing import Any

from tests.fakes.faults import Refused
from tests.fakes.loopback import Request
from tests.fakes.platform import Button, FakePlatform, Json, Sent
from tests.fakes.telegram_people import TelegramPerson

TOKEN = "123456:TEST-telegram-token"
BOT = {"id": 123456, "is_bot": True, "first_name": "Nối Sóng", "username": "noisong_test_bot"}
POLLED_BESIDE_WEBHOOK = "Conflict: can't use getUpdates method while webhook is active"


class FakeTelegram(FakePlatform):
    """Pushes while a webhook is set, else waits for getUpdates."""

    secret_header = "X-Telegram-Bot-Api-Secret-Token"
    push_tries = 1000  # the real one tries for a day

    def __init__(self, token: str = TOKEN) -> None:
        super().__init__(token)
        self.people: dict[str, TelegramPerson] = {}
        self.acknowledged: list[str] = []  # ids of taps
        self.edited: dict[str, tuple[str, tuple[Button, ...]]] = {}  # messages as they are now
        self.commands: list[Json] = []
        self.typing_in: list[str] = []  # chats
        self._numbers = count(1)

    def user(self, name: str, phone: str = "84912345678") -> TelegramPerson:
        """A new person, with a private chat."""
        person = TelegramPerson(self, name, 1000 + self.next_number(), phone)
        self.people[str(person.id)] = person
        return person

    def next_number(self) -> int:
        """For ids of updates, messages and people."""
        return next(self._numbers)

    def update(self, **content: Any) -> Json:
        """Delivers an update with this content."""
        return self.deliver({"update_id": 70_000_000 + self.next_number(), **content})

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
            self.webhook = params
            self.changed()
            return True
        if method == "deleteWebhook":
            self.webhook = None
            return True
        if method == "getWebhookInfo":
            url = self.webhook["url"] if self.webhook else ""
            waiting = len(self.updates)
            return {"url": url, "has_custom_certificate": False, "pending_update_count": waiting}
        if method == "answerCallbackQuery":
            self.acknowledged.append(params["callback_query_id"])
            return True
        if method == "sendChatAction":
            self.typing_in.append(params["chat_id"])
            return True
        if method == "setMyCommands":
            self.commands = json.loads(params["commands"])
            return True
        if method in ("editMessageText", "editMessageReplyMarkup"):
            return self._edit(params)
        if method == "getFile":
            return self._get_file(params["file_id"])
        raise Refused(404, "Not Found")

    def refusal(self, refused: Refused) -> tuple[int, Json]:
        """Telegram's status is a real one."""
        body: Json = {"ok": False, "error_code": refused.status, "description": str(refused)}
        if refused.retry_after is not None:
            body["parameters"] = {"retry_after": refused.retry_after}
        return refused.status, body

    async def _get_updates(self, request: Request) -> list[Json]:
        if self.webhook is not None:
            raise Refused(409, POLLED_BESIDE_WEBHOOK)
        offset, limit = (int(request.params.get(key, 0)) for key in ("offset", "limit"))
        self.updates[:] = [update for update in self.updates if update["update_id"] >= offset]
        await self.news(float(request.params.get("timeout", 0)), request.alive)
        return self.updates[: limit or 100]

    def _edit(self, params: Json) -> Json:
        mine = [sent for sent in self.sent if sent.message_id == params["message_id"]]
        if not mine or mine[0].chat_id != params["chat_id"]:
            raise Refused(400, "Bad Request: message to edit not found")
        text = params.get("text", mine[0].text)
        buttons = _buttons(json.loads(params.get("reply_markup", "{}")))
        if self.edited.get(mine[0].message_id, (mine[0].text, mine[0].buttons)) == (text, buttons):
            raise Refused(400, "Bad Request: message is not modified")
        if len(text.encode("utf-16-le")) > 2 * 4096:
            raise Refused(400, "Bad Request: message is too long")
        self.edited[mine[0].message_id] = (text, buttons)
        chat = {"id": int(params["chat_id"]), "type": "private"}
        number = int(mine[0].message_id)
        return {"message_id": number, "date": int(mine[0].at), "chat": chat, "text": text}

    def _get_file(self, file_id: str) -> Json:
        path = self._path(file_id)
        if path not in self.files:
            raise Refused(400, "Bad Request: invalid file_id")
        size = len(self.files[path])
        if size > 20 * 1024 * 1024:
            raise Refused(400, "Bad Request: file is too big")
        known = {"file_id": file_id, "file_unique_id": "AQAD"}
        return {**known, "file_size": size, "file_path": f"photos/{file_id}"}

    def _path(self, file_id: str) -> str:
        return f"/file/bot{self.token}/photos/{file_id}"

    def holds(self, file_id: str, content: bytes) -> None:
        """Somebody sent this."""
        self.upload(self._path(file_id), content)

    def _send_message(self, params: Json) -> Json:
        chat_id, text = params["chat_id"], params.get("text", "")
        person = self.people.get(chat_id)
        buttons = _buttons(json.loads(params.get("reply_markup", "{}")))
        if person is None and not chat_id.startswith("-"):
            raise Refused(400, "Bad Request: chat not found")
        if person is not None and person.blocked:
            raise Refused(403, "Forbidden: bot was blocked by the user")
        if not text.strip():
            raise Refused(400, "Bad Request: message text is empty")
        if len(text.encode("utf-16-le")) > 2 * 4096:
            raise Refused(400, "Bad Request: message is too long")
        if any(len(button.data.encode()) > 64 for button in buttons):
            raise Refused(400, "Bad Request: BUTTON_DATA_INVALID")
        number = self.next_number()
        self.sent.append(Sent(chat_id, text, str(number), buttons, time.time(), params))
        chat = {"id": int(chat_id), "type": "private" if person else "group"}
        return {"message_id": number, "date": int(time.time()), "chat": chat, "text": text}


def _buttons(markup: Json) -> tuple[Button, ...]:
    rows = markup.get("inline_keyboard") or markup.get("keyboard") or ()
    return tuple(
        Button(
            key["text"],
            key.get("callback_data", ""),
            key.get("request_contact", False),
            key.get("request_location", False),
        )
        for row in rows
        for key in row
    )
