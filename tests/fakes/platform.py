"""What the fakes of both platforms share: people, what was sent to them, delivery of updates."""

import asyncio
import json
import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Self
from urllib.parse import unquote

import httpx

from tests.fakes.faults import Fault, Faults, Refused
from tests.fakes.loopback import LONG, Answer, Loopback, Request

Json = dict[str, Any]


@dataclass(frozen=True)
class Button:
    """A button under a message; `contact` asks for the phone number, `location` for the place."""

    label: str
    data: str = ""
    contact: bool = False
    location: bool = False


@dataclass(frozen=True)
class Sent:
    """A message that the bot sent. `raw` is every parameter of the call."""

    chat_id: str
    text: str
    message_id: str
    buttons: tuple[Button, ...]
    at: float
    raw: Json


@dataclass(frozen=True)
class Push:
    """One try to deliver to the webhook; the status is None when nobody answered."""

    update: Json
    status: int | None


class FakePlatform(ABC):
    """Use it as a context manager. Everything public may be called from the test's thread."""

    secret_header: str
    push_tries: int  # how often one update is pushed before it is given up

    def __init__(self, token: str) -> None:
        self.token = token
        self.sent: list[Sent] = []
        self.calls: list[tuple[str, Json]] = []
        self.unheard = 0  # sends that arrived, and whose answers nobody heard
        self.pushes: list[Push] = []
        self.updates: list[Json] = []  # not delivered yet
        self.webhook: Json | None = None
        self.files: dict[str, bytes] = {}  # what people sent, by its path on this server
        self.faults = Faults()
        self.by_hand = False  # whether somebody else takes the updates to the bot
        self._twice = 0
        self._news = asyncio.Event()
        self._server = Loopback(self._respond, self._push_for_ever)
        self.url = f"http://127.0.0.1:{self._server.port}"

    def __enter__(self) -> Self:
        self._server.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.stop()

    def fail(self, method: str, **fault: Any) -> None:
        """Lets the next call of `method` fail: see `Fault` for the ways."""
        self.faults.add(method, Fault(**fault))

    def deliver_twice(self, times: int = 1) -> None:
        """Delivers each of the next updates twice."""
        self._twice += times

    def called(self, method: str) -> int:
        """How often the bot called a function."""
        return sum(name == method for name, _params in self.calls)

    @contextmanager
    def down(self) -> Iterator[None]:
        """Refuses connections meanwhile."""
        self._server.go_down()
        try:
            yield
        finally:
            self._server.come_back()

    async def until(self, check: Callable[[], object], within: float = LONG) -> None:
        """Waits until `check()` holds; for async tests."""
        deadline = time.monotonic() + within
        while not check():
            assert time.monotonic() < deadline, f"not within {within} s"
            await asyncio.sleep(0.005)

    async def until_called(self, method: str, times: int) -> None:
        """Waits until the bot has called a function that often."""
        await self.until(lambda: self.called(method) >= times)

    def wait(self, check: Callable[[], object], within: float = LONG) -> None:
        """Waits until `check()` holds; for synchronous tests."""
        asyncio.run(self.until(check, within))

    def deliver(self, update: Json) -> Json:
        """Queues a raw update, for tests with shapes of their own."""
        if self.by_hand:
            return update
        copies = 2 if self._twice else 1
        self._twice -= copies - 1
        self.updates.extend([update] * copies)
        self._server.call(self._news.set)
        return update

    @abstractmethod
    async def answer(self, method: str, request: Request) -> Any:
        """The result of a call; raises `Refused`."""

    @abstractmethod
    def refusal(self, refused: Refused) -> tuple[int, Json]:
        """The status and body that say no."""

    def pushed(self, update: Json) -> Json:
        """The body of a webhook call."""
        return update

    async def news(self, seconds: float, alive: Callable[[], bool]) -> bool:
        """Waits at most that long for an update; False when there is none or nobody to tell."""
        deadline = time.monotonic() + seconds
        while alive() and not self.updates and (left := deadline - time.monotonic()) > 0:
            self._news.clear()
            try:
                # Short turns, to notice when the caller hung up.
                await asyncio.wait_for(self._news.wait(), min(left, 0.05))
            except TimeoutError:
                continue
        return bool(self.updates) and alive()

    def changed(self) -> None:
        """Wakes the delivery; for the server's thread."""
        self._news.set()

    def upload(self, path: str, content: bytes) -> str:
        """Puts what somebody sent onto this server; returns the address, for `download` faults."""
        self.files[path] = content
        return f"{self.url}{path}"

    async def _hand_out(self, request: Request) -> Answer | None:
        self.calls.append(("download", {"path": request.path, **request.headers}))

        async def handle() -> Answer:
            found = self.files.get(unquote(request.path))
            return Answer(404, b"") if found is None else Answer(200, found)

        try:
            return await self.faults.around("download", {}, handle)
        except Refused as refused:
            return Answer(refused.status, b"", {"Location": str(refused)})

    async def _respond(self, request: Request) -> Answer | None:
        if request.is_get and request.path.count("/") > 2:
            return await self._hand_out(request)
        bot, _, method = request.path.removeprefix("/").partition("/")
        self.calls.append((method, request.params))

        async def handle() -> Answer:
            if bot != f"bot{self.token}":
                raise Refused(401, "Unauthorized")
            answer = _json(200, {"ok": True, "result": await self.answer(method, request)})
            self.unheard += method == "sendMessage" and not request.alive()
            return answer

        try:
            return await self.faults.around(method, request.params, handle)
        except Refused as refused:
            return _json(*self.refusal(refused))

    async def _push_for_ever(self) -> None:
        tries = 0
        async with httpx.AsyncClient(trust_env=False, timeout=LONG) as client:
            while True:
                self._news.clear()
                if self.webhook is None or not self.updates:
                    await self._news.wait()
                    continue
                update, tries = self.updates[0], tries + 1
                status = await self.push(client, json.dumps(self.pushed(update)).encode())
                self.pushes.append(Push(update, status))
                if (status is not None and 200 <= status < 300) or tries == self.push_tries:
                    self.updates.pop(0)
                    tries = 0
                else:
                    await asyncio.sleep(0.02)

    async def push(self, client: httpx.AsyncClient, body: bytes) -> int | None:
        """Calls the webhook, with the secret."""
        if self.webhook is None:
            return None
        headers = {"Content-Type": "application/json"}
        if secret := self.webhook.get("secret_token"):
            headers[self.secret_header] = secret
        try:
            answer = await client.post(self.webhook["url"], content=body, headers=headers)
        except httpx.HTTPError:
            return None
        return answer.status_code


def _json(status: int, body: Json) -> Answer:
    return Answer(status, json.dumps(body).encode())
