"""The worker's part in backups: sees every hour whether one is due, and has a process of its own make
it, so that no message waits for it."""

import asyncio
import sys
from contextlib import suppress

import structlog

from backend import clock
from backend.backups.nightly import standing, warn_of_late
from backend.db import DATABASE_AWAY, Database
from backend.settings import Settings

log = structlog.get_logger()

LOOK_SECONDS = 3600.0
COMMAND = (sys.executable, "-m", "bot", "backup", "--nightly")


async def back_up_nightly(database: Database, settings: Settings, stop: asyncio.Event) -> None:
    """Until `stop` is set, where BACKUP_FOLDER is."""
    while settings.backup_folder and not stop.is_set():
        try:
            if await asyncio.to_thread(_is_due, database):
                await _run(stop)
            await asyncio.to_thread(warn_of_late, database)
        except DATABASE_AWAY:
            log.warning("database_away", task="backup")
        with suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), LOOK_SECONDS)


def _is_due(database: Database) -> bool:
    with database.reading() as session:
        return standing(session).is_due(clock.now())


async def _run(stop: asyncio.Event) -> None:
    """One backup; what is not done when `stop` is set begins anew after the next start."""
    process = await asyncio.create_subprocess_exec(*COMMAND, stdout=asyncio.subprocess.DEVNULL)
    ending, stopped = asyncio.create_task(process.wait()), asyncio.create_task(stop.wait())
    try:
        await asyncio.wait({ending, stopped}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        stopped.cancel()
        if process.returncode is None:
            process.terminate()
        await ending
