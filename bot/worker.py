"""The worker: sends the outbox, polls channels that have no webhook, does jobs, and tidies up."""

import asyncio
import fcntl
import signal
from collections.abc import AsyncGenerator, Callable, Coroutine, Iterator, Mapping
from contextlib import aclosing, contextmanager, suppress
from typing import Any, TypeVar

import structlog
from sqlalchemy import update

from backend.data_packages.warnings import warn_of_endings
from backend.db import DATABASE_AWAY, Database
from backend.endings import OtherWorker
from backend.health import instruments, signs, statements
from backend.i18n import _
from backend.invitations.service import forget_arrivals
from backend.jobs import service as jobs
from backend.jobs.handlers import HANDLERS
from backend.jobs.loop import Loop
from backend.media.retention import purge_photos
from backend.messages.models import OutboxMessage, SendStatus
from backend.messages.trace import mark
from backend.officers import tries
from backend.papers.service import forget_expired
from backend.poverty_lists.listed_at_last import look_for_all
from backend.poverty_lists.retention import purge_files
from backend.quotas.opening import serve_all_waiting
from backend.retention.keeping import keep_terms
from backend.settings import ChannelMode
from bot.channels.base import Channel, SendError
from bot.media import PhotoFetcher
from bot.messages import Inbound
from bot.metrics import told_on_own_port
from bot.nightly_backup import back_up_nightly
from bot.outbox import Outbox
from bot.reminders import forget_idle_talks, remind_of_unfinished
from bot.service import Service, until_done

log = structlog.get_logger()

T = TypeVar("T")
Update = Mapping[str, Any]

TIDY_SECONDS = 3600.0
DATABASE_PAUSE_SECONDS = 1.0
FAULT_PAUSE_SECONDS = 5.0
UNAUTHORIZED_PAUSE_SECONDS = 60.0
LAST_SECONDS = 4.0  # for what is in flight at the end
LAST_JOB_SECONDS = 2.0  # for a job to come to its next step
ON_ITS_WAY_SECONDS = 1.0  # for an update that Zalo may just have handed out, and will not again


def run_worker(service: Service) -> None:
    """Works until the process is told to stop. Raises `OtherWorker` when one runs on the same
    SQLite file."""

    async def until_signal() -> None:
        stop = asyncio.Event()
        for number in (signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(number, stop.set)
        await work(service, stop)
        service.close()

    with only_worker(service.database), told_on_own_port(service):
        asyncio.run(until_signal())


async def work(service: Service, stop: asyncio.Event) -> None:
    """Runs until `stop` is set; then what is in flight is finished, within seconds."""
    statements.watch(service.database.engine)
    instruments.switch_on()
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(_lasting(stop, "signs", _give_signs, service.database, stop))
        tasks.create_task(_lasting(stop, "tidy", _tidy_regularly, service.database, stop))
        tasks.create_task(_lasting(stop, "jobs", _do_jobs, service.database, stop))
        nightly = (back_up_nightly, service.database, service.settings, stop)
        tasks.create_task(_lasting(stop, "backup", *nightly))
        for channel in service.channels.values():
            tasks.create_task(_serve(service, channel, stop))


async def _serve(service: Service, channel: Channel, stop: asyncio.Event) -> None:
    outbox = Outbox(service.database, channel, service.committed[channel.name])
    try:
        await _lasting(stop, f"{channel.name} start", _start, channel, stop)
        async with asyncio.TaskGroup() as tasks:
            listening = _lasting(stop, f"{channel.name} in", _listen, service, channel, stop)
            tasks.create_task(listening)
            tasks.create_task(_lasting(stop, f"{channel.name} out", outbox.run, stop))
            if channel.capabilities.photos:
                photos = PhotoFetcher(service.database, channel)
                tasks.create_task(_lasting(stop, f"{channel.name} photos", photos.run, stop))
    finally:
        await channel.stop()


async def _lasting(
    stop: asyncio.Event, name: str, part: Callable[..., Coroutine[Any, Any, None]], *given: object
) -> None:
    """Runs a part of the work, and again after a fault of ours: the other parts go on meanwhile.
    Once `stop` is set it has some seconds to end by itself."""
    while not stop.is_set():
        try:
            await _unless_stopped(part(*given), stop, LAST_SECONDS)
        except Exception as fault:  # noqa: BLE001 - a channel must not be deaf until a restart
            log.error("worker_fault", part=name, fault=type(fault).__name__)
            await _pause(stop, FAULT_PAUSE_SECONDS)
        else:
            return


async def _start(channel: Channel, stop: asyncio.Event) -> None:
    await _unless_stopped(until_done(channel.start, channel.name), stop)


async def _listen(service: Service, channel: Channel, stop: asyncio.Event) -> None:
    """Has the platform's messages come in, the way that the settings say."""
    if not channel.capabilities.remote:
        return
    if service.settings.mode is ChannelMode.POLLING:
        await _poll(service, channel, stop)
        return
    url = f"{(service.settings.public_url or '').rstrip('/')}/webhooks/{channel.name}"
    await _unless_stopped(until_done(lambda: channel.set_webhook(url), channel.name), stop)


async def _poll(service: Service, channel: Channel, stop: asyncio.Event) -> None:
    """Takes updates one by one. The next is asked for only when this one is on disk."""
    while not stop.is_set():
        try:
            async with aclosing(channel.poll()) as updates:
                # Asking for the next one confirms this one, so nothing is asked after `stop`.
                while not stop.is_set():
                    update_ = await _unless_stopped(_next(updates), stop, ON_ITS_WAY_SECONDS)
                    if update_ and (message := channel.parse(update_)):
                        await _keep(service, channel, message, stop)
        except SendError as error:
            log.error("polling_stopped", channel=channel.name, reason=error.reason)
            await _pause(stop, UNAUTHORIZED_PAUSE_SECONDS)


async def _next(updates: AsyncGenerator[Update, None]) -> Update:
    return await anext(updates)


async def _keep(service: Service, channel: Channel, message: Inbound, stop: asyncio.Event) -> None:
    """Tries until it is on disk: what Zalo has handed out it does not hand out again."""
    while True:
        try:
            return await service.receive(channel, message)
        except Exception as fault:  # noqa: BLE001 - whatever it is, the message is not let go
            log.warning(
                "message_not_kept",
                channel=channel.name,
                update=mark(channel.name, message.event_id),
                fault=type(fault).__name__,
            )
        if stop.is_set():
            return
        await _pause(stop, DATABASE_PAUSE_SECONDS)


async def _unless_stopped(
    step: Coroutine[Any, Any, T], stop: asyncio.Event, grace: float = 0
) -> T | None:
    """What a step comes to; None when `stop` is set first and `grace` seconds were not enough."""
    task, stopped = asyncio.create_task(step), asyncio.create_task(stop.wait())
    try:
        await asyncio.wait({task, stopped}, return_when=asyncio.FIRST_COMPLETED)
        await asyncio.wait({task}, timeout=grace)
    finally:
        stopped.cancel()
        task.cancel()
    await asyncio.wait({task})
    return None if task.cancelled() else task.result()


async def _pause(stop: asyncio.Event, seconds: float) -> None:
    """Waits, but not longer than the work goes on."""
    with suppress(TimeoutError):
        await asyncio.wait_for(stop.wait(), seconds)


async def _tidy_regularly(database: Database, stop: asyncio.Event) -> None:
    while not stop.is_set():
        try:
            await asyncio.to_thread(remind_of_unfinished, database)
            await asyncio.to_thread(warn_of_endings, database)
            await asyncio.to_thread(serve_all_waiting, database)
            await asyncio.to_thread(look_for_all, database)
            await asyncio.to_thread(forget_idle_talks, database)
            await asyncio.to_thread(forget_old_files, database)
            await asyncio.to_thread(keep_terms, database)
        except DATABASE_AWAY:
            log.warning("database_away", task="tidy")
        await _pause(stop, TIDY_SECONDS)


async def _give_signs(database: Database, stop: asyncio.Event) -> None:
    """Says regularly that a worker lives: whoever is asked whether the service is ready looks here."""
    while not stop.is_set():
        try:
            await asyncio.to_thread(_give_sign, database)
        except DATABASE_AWAY:
            log.warning("database_away", task="signs")
        await _pause(stop, signs.SIGN_SECONDS)


def _give_sign(database: Database) -> None:
    with database.transaction() as session:
        signs.give_sign(session)


async def _do_jobs(database: Database, stop: asyncio.Event) -> None:
    """Long work, one job at a time, in a thread: what is not done when `stop` is set is given back."""
    loop = Loop(database, HANDLERS)
    loop.start()
    try:
        await stop.wait()
    finally:
        await asyncio.to_thread(loop.end, LAST_JOB_SECONDS)


def forget_old_files(database: Database) -> None:
    """Purges the files of lists that nobody will look into again, old photos, who came by which
    poster, exports that were not fetched, and tries to sign in that count no more."""
    with database.transaction() as session:
        purge_files(session)
        purge_photos(session)
        forget_arrivals(session)
        forget_expired(session)
        tries.forget_old(session)


@contextmanager
def only_worker(database: Database) -> Iterator[None]:
    """SQLite is for one machine and one worker: raises `OtherWorker` when there is one. The lock
    goes with the process, however it ends, so what a dead worker had claimed can be taken up."""
    if not database.is_sqlite:
        yield
        return
    with open(f"{database.engine.url.database}.worker", "w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise OtherWorker(_("Một worker khác đang chạy trên cơ sở dữ liệu này.")) from None
        with database.transaction() as session:
            session.execute(
                update(OutboxMessage)
                .where(OutboxMessage.status == SendStatus.WAITING)
                .values(claimed_until=None)
            )
            jobs.give_all_back(session)
        yield
