"""Giving places to those who wait without anybody's click: a round opens on its day."""

from datetime import time

from backend import clock
from backend.db import Database
from backend.quotas.waiting_lines import lines_that_wait
from backend.support_requests.service import serve_waiting

DAY_BEGINS, DAY_ENDS = time(8), time(20)  # in Việt Nam; families are told, so not at night


def serve_all_waiting(database: Database) -> None:
    """Looks through everybody who waits once more, each line in a transaction of its own. Who has a
    place already is left alone, so it may be called as often as one likes."""
    if not DAY_BEGINS <= clock.local(clock.now()).time() < DAY_ENDS:
        return
    with database.reading() as session:
        lines = lines_that_wait(session)
    for line in lines:
        with database.transaction() as session:
            serve_waiting(session, line)
