"""Giving places to those who wait without anybody's click: a round opens on its day."""

from backend import clock
from backend.db import Database
from backend.quotas.waiting_lines import lines_that_wait
from backend.support_requests.service import serve_waiting


def serve_all_waiting(database: Database) -> None:
    """Looks through everybody who waits once more, each line in a transaction of its own. Who has a
    place already is left alone, so it may be called as often as one likes."""
    if not clock.by_day(clock.now()):
        return  # families are told
    with database.reading() as session:
        lines = lines_that_wait(session)
    for line in lines:
        with database.transaction() as session:
            serve_waiting(session, line)
