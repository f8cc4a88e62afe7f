"""Platforms that fail at random, and the hands that bring people's messages to the service."""

import asyncio
import json
import random
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

import httpx

from tests.fakes.faults import Fault, Faults
from tests.fakes.loopback import Answer
from tests.fakes.platform import FakePlatform, Json
from tests.processes.harness import SECRETS

HANDS = 12  # deliveries at a time
LIMIT = 20.0  # seconds until a platform hangs up by itself
FIRST_PAUSE, LONGEST_PAUSE = (
    0.3,
    4.0,
)  # seconds between two tries to deliver the same, doubled each time
SEND_FAULTS = {
    "429": Fault(status=429, retry_after=1),
    "500": Fault(status=500),
    "502 in HTML": Fault(status=502, body=b"<html>Bad Gateway</html>"),
    "hung up before": Fault(drop=True),
    "answer lost": Fault(lost_answer=True),
    "slow": Fault(delay=0.4),
}
UNSURE = ("502 in HTML", "hung up before", "answer lost")  # after three of them nobody tries again
SEND_FAULT_RATE, DELIVERY_FAULT_RATE = 0.05, 0.10


@dataclass
class RandomFaults(Faults):
    """Lets one send of twenty fail. A message has at most one answer that leaves open whether it
    came: more may end it, which is so on purpose and not looked at here."""

    dice: random.Random = field(default_factory=random.Random)
    counts: Counter[str] = field(default_factory=Counter)
    unsure: set[tuple[str, str]] = field(default_factory=set)  # chat and text
    lost: set[tuple[str, str]] = field(default_factory=set)  # those of them that did come
    on: bool = True

    async def around(
        self, method: str, params: dict[str, Any], handle: Callable[[], Awaitable[Answer]]
    ) -> Answer | None:
        """Rolls the dice before each send."""
        if method == "sendMessage" and self.on and self.dice.random() < SEND_FAULT_RATE:
            self._choose(str(params["chat_id"]), params["text"])
        return await super().around(method, params, handle)

    def _choose(self, chat_id: str, text: str) -> None:
        kind = self.dice.choice(list(SEND_FAULTS))
        if kind in UNSURE:
            if (chat_id, text) in self.unsure:
                return
            self.unsure.add((chat_id, text))
            if kind == "answer lost":
                self.lost.add((chat_id, text))
        self.counts[kind] += 1
        self.add("sendMessage", SEND_FAULTS[kind])


@dataclass
class Post:
    """Brings messages to whichever web server answers, each again until it was taken: sometimes by
    two hands at once, sometimes hanging up too early, sometimes once more much later."""

    ports: list[int]
    dice: random.Random
    counts: Counter[str] = field(default_factory=Counter)
    taken: int = 0  # messages, each counted as often as it was delivered
    _later: set["asyncio.Task[None]"] = field(default_factory=set)
    _hands: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(HANDS))
    _client: httpx.AsyncClient = field(
        default_factory=lambda: httpx.AsyncClient(verify=False, trust_env=False, timeout=LIMIT)  # noqa: S501
    )

    async def brings(self, fake: FakePlatform, update: Json) -> None:
        """Returns once the service has confirmed it."""
        odd = self.dice.random() < DELIVERY_FAULT_RATE
        kind = self.dice.choice(("by two hands", "hung up on us", "again later")) if odd else ""
        self.counts[kind] += bool(kind)
        if kind == "hung up on us":
            await self._push(fake, update, self.dice.uniform(0.002, 0.05))
        if kind == "by two hands":
            await asyncio.gather(self._until_taken(fake, update), self._until_taken(fake, update))
        else:
            await self._until_taken(fake, update)
        if kind == "again later":
            later = asyncio.create_task(self._again(fake, update, self.dice.uniform(0.5, 5)))
            self._later.add(later)

    async def close(self) -> None:
        """Waits for what comes later."""
        await asyncio.gather(*self._later)
        await self._client.aclose()

    async def _again(self, fake: FakePlatform, update: Json, seconds: float) -> None:
        await asyncio.sleep(seconds)
        await self._until_taken(fake, update)

    async def _until_taken(self, fake: FakePlatform, update: Json) -> None:
        pause = FIRST_PAUSE
        while (status := await self._push(fake, update, LIMIT)) != 200:
            self.counts[f"delivery {status or 'unheard'}"] += 1
            await asyncio.sleep(self.dice.uniform(pause, 2 * pause))
            pause = min(2 * pause, LONGEST_PAUSE)
        self.taken += 1

    async def _push(self, fake: FakePlatform, update: Json, limit: float) -> int | None:
        name, secret = ("telegram", SECRETS[0]), ("zalo", SECRETS[1])
        channel, key = name if "Telegram" in fake.secret_header else secret
        url = f"http://127.0.0.1:{self.dice.choice(self.ports)}/webhooks/{channel}"
        headers = {fake.secret_header: key, "Content-Type": "application/json"}
        body = json.dumps(fake.pushed(update)).encode()
        # Never cancelled, which would leave a connection open that was just being made.
        patience = httpx.Timeout(LIMIT, read=limit)
        async with self._hands:
            try:
                answer = await self._client.post(
                    url, content=body, headers=headers, timeout=patience
                )
            except httpx.HTTPError:
                return None
        return answer.status_code
