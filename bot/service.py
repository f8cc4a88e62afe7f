"""The parts of one process: database, channels, inbox, and what is running between them."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field

import structlog

from backend.db import Database
from backend.health import instruments
from backend.office import Operator
from backend.settings import Settings
from bot.channels.base import Channel, SendError
from bot.channels.typing_sign import shown_as_typing
from bot.floods import Floods, Verdict, ask_to_wait
from bot.inbox import Inbox
from bot.lanes import Lanes
from bot.messages import Inbound

log = structlog.get_logger()

FIRST_PAUSE_SECONDS, LONGEST_PAUSE_SECONDS = 1.0, 30.0
LONGEST_ID = 200  # characters; those of the platforms have about 60


@dataclass
class Service:
    """What the web server and the worker share when they run in one process, and each has of its
    own when they do not. `committed` wakes the senders of this process."""

    settings: Settings
    database: Database
    channels: Mapping[str, Channel]
    lanes: Lanes = field(init=False)
    committed: dict[str, asyncio.Event] = field(init=False)
    floods: Floods = field(default_factory=Floods)
    _acknowledging: set[asyncio.Task[None]] = field(default_factory=set)

    def __post_init__(self) -> None:
        operator = Operator(self.settings.operator_name, self.settings.operator_phone)
        self.lanes = Lanes(Inbox(self.database, operator))
        self.committed = {name: asyncio.Event() for name in self.channels}

    async def receive(self, channel: Channel, message: Inbound) -> None:
        """Answers a message durably, then stops the spinner of a tapped button. Raises when the
        database is away. An update with an id that no platform makes, and no index takes, is let
        go: it would be delivered again for ever; so is what comes faster than a person can type."""
        if max(len(message.event_id), len(message.chat_id)) > LONGEST_ID:
            log.warning("update_not_usable", channel=channel.name)
            return
        verdict = self.floods.weigh(message)
        if verdict is Verdict.LET_GO:
            return
        if verdict is Verdict.TELL:
            await asyncio.to_thread(ask_to_wait, self.database, message)
        else:
            async with shown_as_typing(channel, message):
                with instruments.taking(channel.name):
                    await self.lanes.receive(message)
        if channel.name in self.committed:
            self.committed[channel.name].set()
        if message.ref:
            task = asyncio.create_task(channel.acknowledge(message))
            self._acknowledging.add(task)
            task.add_done_callback(self._acknowledging.discard)

    def close(self) -> None:
        """Finishes what was taken in, then closes the database."""
        self.lanes.close()
        self.database.close()


async def until_done(step: Callable[[], Awaitable[None]], channel: str) -> None:
    """Repeats a step with a channel, with pauses, until the platform lets it succeed: a platform
    that is away must not keep the rest of the service from starting."""
    pause = FIRST_PAUSE_SECONDS
    while True:
        try:
            await step()
        except SendError as error:
            log.warning("channel_away", channel=channel, reason=error.reason)
            await asyncio.sleep(pause)
            pause = min(pause * 2, LONGEST_PAUSE_SECONDS)
        else:
            return
