"""Several HTTP clients behind one bot."""

import asyncio
from typing import Any

from telegram.request import HTTPXRequest

from bot.channels.telegram_clients import Clients


class Slow(HTTPXRequest):
    """Answers when it is told to, or fails; counts its calls."""

    def __init__(self) -> None:
        super().__init__()
        self.calls, self.go = 0, asyncio.Event()

    async def do_request(self, *_request: Any, **_options: Any) -> tuple[int, bytes]:
        self.calls += 1
        await self.go.wait()
        if self.calls > 1:
            raise ConnectionError
        return 200, b"{}"


async def test_calls_are_spread_and_a_failed_one_frees_its_client() -> None:
    first, second = Slow(), Slow()
    clients = Clients(first, second)
    calls = [asyncio.create_task(clients.do_request("url", "POST")) for _number in range(4)]
    await asyncio.sleep(0)
    assert (first.calls, second.calls) == (2, 2)
    first.go.set()
    await asyncio.wait(calls, return_when=asyncio.FIRST_COMPLETED)
    await asyncio.sleep(0)
    calls += [asyncio.create_task(clients.do_request("url", "POST")) for _number in range(2)]
    await asyncio.sleep(0)
    assert first.calls > 2, "the one that has nothing under way"
    assert second.calls == 2
    second.go.set()
    await asyncio.gather(*calls, return_exceptions=True)
    await clients.shutdown()
