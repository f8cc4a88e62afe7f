"""What should go wrong with the next calls of a method, on demand."""

import asyncio
import threading
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from typing import Any

from tests.fakes.loopback import Answer


@dataclass(frozen=True)
class Fault:
    """One way to fail, for the next `times` calls (to `chat_id`, when given).

    `delay` seconds pass before anything else, then the time `until` an event is set, even when the
    caller gave up meanwhile; `drop` hangs up instead of doing it; `lost_answer` hangs up after doing
    it; `status` refuses, with `description` and `retry_after`; `body` is sent as it is (with
    `status`, else 200).
    """

    status: int | None = None
    description: str = "fault on demand"
    retry_after: int | None = None
    body: bytes | None = None
    delay: float = 0
    until: threading.Event | None = None
    drop: bool = False
    lost_answer: bool = False
    times: int = 1
    chat_id: str | None = None


class Refused(Exception):
    """The platform says no; the fake puts it into the platform's words."""

    def __init__(self, status: int, description: str, retry_after: int | None = None) -> None:
        super().__init__(description)
        self.status = status
        self.description = description
        self.retry_after = retry_after


@dataclass
class Faults:
    """The queue of faults of each method."""

    waiting: dict[str, list[Fault]] = field(default_factory=dict)

    def add(self, method: str, fault: Fault) -> None:
        """Puts a fault behind those that wait already."""
        self.waiting.setdefault(method, []).append(fault)

    async def around(
        self, method: str, params: dict[str, Any], handle: Callable[[], Awaitable[Answer]]
    ) -> Answer | None:
        """Handles a call the way its fault, if it has one, wants it."""
        fault = self._take(method, params)
        await asyncio.sleep(fault.delay)
        while fault.until and not fault.until.is_set():  # noqa: ASYNC110 - another thread sets it
            await asyncio.sleep(0.005)
        if fault.drop:
            return None
        if fault.body is not None:
            return Answer(fault.status or 200, fault.body)
        if fault.status is not None:
            raise Refused(fault.status, fault.description, fault.retry_after)
        answer = await handle()
        return None if fault.lost_answer else answer

    def _take(self, method: str, params: dict[str, Any]) -> Fault:
        queue = self.waiting.get(method, [])
        for index, fault in enumerate(queue):
            if fault.chat_id in (None, params.get("chat_id")):
                left = [replace(fault, times=fault.times - 1)] if fault.times > 1 else []
                queue[index : index + 1] = left
                return fault
        return Fault()
