"""A Zalo Official Account (OA), over Zalo's OpenAPI v3 and OAuth v4: for more people than the 50 whom
a free Zalo bot may serve. Facts as public integrations quote Zalo's documentation in 2026:

- A consultation message may follow up to seven days after the person's last act (it is free for 48
  hours, without a limit since 2026-01-01; then each is paid). After that Zalo refuses it, and only a
  template that Zalo has approved goes: here one that says that there is news, sent to the same
  account (no phone number leaves the service). Without one the person cannot be reached until they
  write, which is what the outbox then keeps.
- Options are numbered text. The API knows buttons, but whether they may stand below a text without
  an image, and under which `template_type`, is told in three ways; a wrong guess is refused whole
  (-201), and a tapped button arrives as a typed text anyway.
- The webhook's address is set on the app's page of Zalo's console; there is no call for it, and none
  that polls. Unsure: whether "2.000 ký tự" counts letters or UTF-16 units; the latter is safe.
"""

import asyncio
import logging
from collections.abc import AsyncGenerator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from typing import Any

import httpx

from backend.i18n import _
from bot.channels.base import Capabilities, Rejected, Retry, SendError, Unauthorized, Unreachable
from bot.channels.download import ZALO, download
from bot.channels.faults import in_pieces
from bot.channels.raw import dig, identifier, words
from bot.channels.rendering import numbered, split
from bot.channels.trust import trust
from bot.channels.zalo_oa_reading import NAME, read
from bot.channels.zalo_oa_request import TokenRefused, WindowClosed, post, refusal
from bot.channels.zalo_oa_signature import is_signed
from bot.channels.zalo_oa_tokens import Fresh, Store, Tokens
from bot.messages import Inbound, Outgoing

logger = logging.getLogger(__name__)

MESSAGE, TEMPLATE = "/v3.0/oa/message/cs", "/v3.0/oa/message/template"
TRADE = "/v4/oa/access_token"
RATE_LIMITED = -32
SHORT_LIFE = 3600.0  # seconds; of an access token whose end Zalo did not say
VIETNAM = timezone(timedelta(hours=7))


@dataclass(frozen=True)
class Account:
    """What Zalo's console says of the account and its app. `template_data` are the values of the
    approved template's parameters; `{today}` in one becomes the day it is sent."""

    app_id: str
    app_secret: str
    webhook_secret: str  # "OA Secret Key" on the webhook page
    refresh_token: str  # the first; the later ones are in the store
    template_id: str = ""
    template_data: Mapping[str, str] = field(default_factory=dict)


class ZaloOaChannel:
    """One Official Account. `timeout` is of a call, `trade_timeout` of a trade of tokens, of which
    no answer may be lost."""

    name = NAME
    capabilities = Capabilities(phone=True, photos=True, max_text=2000)
    webhook_secret = webhook_secret_header = ""  # it signs instead

    def __init__(
        self,
        account: Account,
        store: Store,
        api_url: str = "https://openapi.zalo.me",
        oauth_url: str = "https://oauth.zaloapp.com",
        *,
        photo_origins: Sequence[str] = ZALO,
        timeout: float = 8.0,
        trade_timeout: float = 30.0,
        connections: int = 4,
    ) -> None:
        self._account = account
        self._photo_origins = photo_origins
        self._api_url, self._oauth_url = api_url, oauth_url
        self._timeout, self._trade_timeout = timeout, trade_timeout
        self._limits = httpx.Limits(max_connections=connections)
        self._client: httpx.AsyncClient | None = None
        self._keeping: asyncio.Task[None] | None = None
        self._tokens = Tokens(NAME, account.refresh_token, store, self._trade)

    async def start(self) -> None:
        """Opens connections and makes sure that there is an access token."""
        if self._client is None:
            self._client = httpx.AsyncClient(
                verify=trust(), timeout=self._timeout, limits=self._limits
            )
        await self._tokens.current()
        if self._keeping is None:
            self._keeping = asyncio.create_task(self._tokens.keep())

    async def stop(self) -> None:
        """Closes the connections, after a trade that is under way."""
        if self._keeping is not None:
            self._keeping.cancel()
            self._keeping = None
        await self._tokens.finish()
        if self._client is not None:
            await self._client.aclose()
            self._client = None

    def parse(self, payload: Mapping[str, Any]) -> Inbound | None:
        """One event of the webhook."""
        return read(payload)

    def has_signed(self, body: bytes, headers: Mapping[str, str]) -> bool:
        """Whether Zalo signed a delivery."""
        return is_signed(body, headers, self._account.app_id, self._account.webhook_secret)

    async def send(self, chat_id: str, message: Outgoing) -> str:
        """Sends the text with its options numbered, and the form for the phone number below it; or
        the template, when it is too late for anything else."""

        async def piece(text: str, _last: bool) -> str:
            return await self._say(chat_id, {"text": text})

        with suppress(WindowClosed):
            pieces = split(numbered(message), self.capabilities.max_text)
            sent = await in_pieces(pieces, piece)
            if message.ask_phone:
                with suppress(SendError):  # the question is there, and the number can be typed
                    await self._say(chat_id, _phone_form())
            return sent
        return await self._say_that_there_is_news(chat_id)

    def pieces(self, message: Outgoing) -> int:
        """How many messages it takes, the form for the phone number among them."""
        return len(split(numbered(message), self.capabilities.max_text)) + message.ask_phone

    async def fetch(self, handle: str) -> bytes:
        """The handle is an address, open to everybody for a while."""
        return await download(handle, self._photo_origins)

    async def typing(self, chat_id: str) -> None:
        """The OpenAPI has no such sign."""

    async def acknowledge(self, inbound: Inbound) -> None:
        """There is nothing to tap."""

    async def poll(self) -> AsyncGenerator[Mapping[str, Any], None]:
        """Nothing ever comes this way."""
        await asyncio.Event().wait()
        yield {}

    async def set_webhook(self, url: str) -> None:
        """Somebody has to write the address into Zalo's console."""

    async def delete_webhook(self) -> None:
        """Somebody has to take the address out of Zalo's console."""

    async def _say(self, chat_id: str, message: Mapping[str, Any]) -> str:
        return await self._send(MESSAGE, {"recipient": {"user_id": chat_id}, "message": message})

    async def _say_that_there_is_news(self, chat_id: str) -> str:
        """The template's id stands before the message's, to tell them apart in the outbox. Where
        none is allowed or taken the person cannot be reached until they write."""
        account = self._account
        today = f"{datetime.now(VIETNAM):%d/%m/%Y}"
        data = {
            name: text.replace("{today}", today) for name, text in account.template_data.items()
        }
        message = {"user_id": chat_id, "template_id": account.template_id, "template_data": data}
        if account.template_id:
            with suppress(WindowClosed, Rejected):
                return f"template:{await self._send(TEMPLATE, message)}"
            logger.error("Zalo refused the template")
        raise Unreachable("window_closed")

    async def _send(self, path: str, message: Mapping[str, Any]) -> str:
        """The platform's id of a message. A token that is refused is replaced once."""
        refused = ""
        for _again in (False, True):
            tokens = self._tokens
            token = await (tokens.instead_of(refused) if refused else tokens.current())
            with suppress(TokenRefused):
                answer = await post(
                    self._open_client,
                    self._api_url + path,
                    json=message,
                    headers={"access_token": token},
                )
                if fault := refusal(answer):
                    raise fault
                return identifier(dig(answer, "data", "message_id"))
            refused = token
        raise Unauthorized("unauthorized")

    async def _trade(self, refresh_token: str) -> Fresh:
        """The next pair. Zalo publishes no code for a refresh token that was used or is too old, so
        whatever it refuses counts as that, except that it is busy."""
        answer = await post(
            self._open_client,
            self._oauth_url + TRADE,
            data={
                "refresh_token": refresh_token,
                "app_id": self._account.app_id,
                "grant_type": "refresh_token",
            },
            headers={"secret_key": self._account.app_secret},
            timeout=self._trade_timeout,
        )
        access, refresh = words(answer.get("access_token")), words(answer.get("refresh_token"))
        if access and refresh:
            return Fresh(access, refresh, _seconds(answer.get("expires_in")))
        if answer.get("error") in (None, 0, RATE_LIMITED):
            raise Retry("rate_limited" if answer.get("error") else "bad_answer")
        raise Unauthorized("refresh_refused")

    @property
    def _open_client(self) -> httpx.AsyncClient:
        if self._client is None:
            raise Retry("not_started")
        return self._client


def _phone_form() -> dict[str, Any]:
    """The form in which people hand over the number of their Zalo account."""
    element = {
        "title": _("Gửi số điện thoại"),
        "subtitle": _("Bấm vào đây để gửi số Zalo của anh/chị. Hoặc gõ số khác vào khung chat."),
    }
    payload = {"template_type": "request_user_info", "elements": [element]}
    return {"attachment": {"type": "template", "payload": payload}}


def _seconds(value: object) -> float:
    """A life in seconds, which Zalo writes as a string."""
    text = identifier(value)
    return (float(text) if text.isdecimal() and len(text) < 9 else 0) or SHORT_LIFE
