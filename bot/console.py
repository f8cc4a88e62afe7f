"""`noisong chat`: a talk in the terminal with the production engine."""

import asyncio
import sys

from backend.db import Database
from backend.i18n import _
from backend.settings import Settings
from bot.channels.console import ConsoleChannel
from bot.outbox import Outbox
from bot.service import Service


async def converse(settings: Settings, database: Database) -> None:
    """Reads lines until the input ends; answers appear as they are sent."""
    channel = ConsoleChannel(sys.stdout, sys.stdin)
    service = Service(settings, database, {channel.name: channel})
    print(_("Gõ tin nhắn rồi Enter. Dừng bằng Ctrl-D."), end="\n\n")  # noqa: T201
    stop = asyncio.Event()
    outbox = Outbox(database, channel, service.committed[channel.name])
    sending = asyncio.create_task(outbox.run(stop))
    async for line in channel.poll():
        message = channel.parse(line)
        if message:
            await service.receive(channel, message)
    while await asyncio.to_thread(outbox.has_waiting):  # noqa: ASYNC110 - a table has no event
        await asyncio.sleep(0.05)
    stop.set()
    await sending
    service.close()
