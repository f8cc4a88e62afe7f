"""The worker: sends the outbox, polls channels that have no webhook, and tidies up."""

import asyncio
import fcntl
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from typing import Any

import structlog
from sqlalchemy import update

from backend import clock
from backend.contacts.models import Conversation
from backend.db import DATABASE_AWAY, Database
from backend.errors import Conflict
from backend.i18n import _
from backend.messages.models import OutboxMessage, SendStatus
from backend.settings import ChannelMode
from bot.channels.base import Channel, SendError
from bot.outbox import Outbox
from bot.service import Service, until_done

log = structlog.get_logger()

IDLE_TALKS_END_AFTER = timedelta(days=7)
TIDY_SECONDS = 3600.0
DATABASE_PAUSE_SECONDS = 1.0


async def work(service: Service, stop: asyncio.Event) -> None:
    """Runs until `stop` is set; then what is in flight is finished. Raises `Conflict` when another
    worker runs on the same SQLite file."""
    with _only_worker(service.database):
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(_tidy_regularly(service.database, stop))
            for channel in service.channels.values():
                tasks.create_task(_serve(service, channel, stop))


async def _serve(service: Service, channel: Channel, stop: asyncio.Event) -> None:
    if not await _unless_stopped(until_done(channel.start, channel.name), stop):
        return
    listening = asyncio.create_task(_listen(service, channel))
    try:
        outbox = Outbox(service.database, channel, service.committed[channel.name])
        await outbox.run(stop)
    finally:
        listening.cancel()
        with suppress(asyncio.CancelledError):
            await listening
        await channel.stop()


async def _listen(service: Service, channel: Channel) -> None:
    """Has the platform's messages come in, the way that the settings say."""
    if not channel.capabilities.remote:
        return
    if service.settings.mode is ChannelMode.POLLING:
        await _poll(service, channel)
    url = f"{(service.settings.public_url or '').rstrip('/')}/webhooks/{channel.name}"
    await until_done(lambda: channel.set_webhook(url), channel.name)


async def _poll(service: Service, channel: Channel) -> None:
    """Takes updates one by one. The next is asked for only when this one is on disk."""
    while True:
        try:
            async for update_ in channel.poll():
                message = channel.parse(update_)
                while message is not None:
                    try:
                        await service.receive(channel, message)
                        break
                    except DATABASE_AWAY:
                        log.warning("database_away", channel=channel.name)
                        await asyncio.sleep(DATABASE_PAUSE_SECONDS)
        except SendError as error:
            log.error("polling_stopped", channel=channel.name, reason=error.reason)
            await asyncio.sleep(60)


async def _unless_stopped(step: Coroutine[Any, Any, None], stop: asyncio.Event) -> bool:
    """Awaits a step; False when the worker was stopped first."""
    tasks: set[asyncio.Task[Any]] = {asyncio.create_task(step), asyncio.create_task(stop.wait())}
    await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    for task in tasks:
        task.cancel()
    return not stop.is_set()


async def _tidy_regularly(database: Database, stop: asyncio.Event) -> None:
    while not stop.is_set():
        try:
            await asyncio.to_thread(forget_idle_talks, database)
        except DATABASE_AWAY:
            log.warning("database_away", task="tidy")
        with suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), TIDY_SECONDS)


def forget_idle_talks(database: Database) -> None:
    """Purges half-done talks: they hold personal data that nobody sent off."""
    with database.transaction() as session:
        session.execute(
            update(Conversation)
            .where(Conversation.updated_at < clock.now() - IDLE_TALKS_END_AFTER)
            .values(talk=None, parked=None, question=None)
        )


@contextmanager
def _only_worker(database: Database) -> Iterator[None]:
    """SQLite is for one machine and one worker. The lock goes with the process, however it ends, so
    whatever a dead worker had claimed can be taken up at once."""
    if not database.is_sqlite:
        yield
        return
    with open(f"{database.engine.url.database}.worker", "w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Conflict(_("Một worker khác đang chạy trên cơ sở dữ liệu này.")) from None
        with database.transaction() as session:
            session.execute(
                update(OutboxMessage)
                .where(OutboxMessage.status == SendStatus.WAITING)
                .values(claimed_until=None)
            )
        yield
