"""Several HTTP clients behind one bot: one that is shared gets slower, not faster, with several
calls under way."""

from typing import Any

from telegram.request import BaseRequest, HTTPXRequest


class Clients(BaseRequest):
    """Each call goes to the client with the fewest under way."""

    def __init__(self, *clients: HTTPXRequest) -> None:
        self._under_way = dict.fromkeys(clients, 0)

    @property
    def read_timeout(self) -> float | None:
        """That of each."""
        return next(iter(self._under_way)).read_timeout

    async def initialize(self) -> None:
        """Opens all."""
        for client in self._under_way:
            await client.initialize()

    async def shutdown(self) -> None:
        """Closes all."""
        for client in self._under_way:
            await client.shutdown()

    async def do_request(self, *request: Any, **options: Any) -> tuple[int, bytes]:
        """One call."""
        client = min(self._under_way, key=self._under_way.__getitem__)
        self._under_way[client] += 1
        try:
            return await client.do_request(*request, **options)
        finally:
            self._under_way[client] -= 1
