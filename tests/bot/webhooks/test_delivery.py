"""An authentic update is on disk before 200, once."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest
from sqlalchemy import event, text

from backend.db import Database
from tests.bot.webhooks.door import CHANNELS, LONG, Door, update_of
from tests.processes.outage import away


@pytest.mark.parametrize("channel", CHANNELS)
def test_an_update_is_on_disk_with_its_answer_when_200_is_answered(
    door: Door, channel: str
) -> None:
    for number in range(1, 6):
        assert door.deliver(channel, update_of(channel, number)) == 200
        assert door.kept() == (number, number)


@pytest.mark.parametrize("channel", CHANNELS)
def test_an_update_that_is_delivered_again_gets_200_and_no_second_answer(
    door: Door, channel: str
) -> None:
    with ThreadPoolExecutor(4) as pool:
        statuses = list(pool.map(lambda _n: door.deliver(channel, update_of(channel, 1)), range(4)))
    assert statuses == [200] * 4
    assert door.kept() == (1, 1)


def test_no_200_before_the_commit(door: Door) -> None:
    """An answer in the background, or before the transaction ends, would come at once."""
    with ThreadPoolExecutor(1) as pool:
        with _nothing_can_be_kept(door.database):
            answering = pool.submit(door.deliver, "telegram", update_of("telegram", 1))
            with pytest.raises(TimeoutError):
                answering.result(0.7)
        assert answering.result(LONG) == 200
    assert door.kept() == (1, 1)


def test_503_while_the_database_is_away_so_that_the_platform_delivers_again(
    door: Door, database_url: str
) -> None:
    if door.database.is_sqlite:
        event.listen(
            door.database.engine, "connect", lambda c, _record: c.execute("PRAGMA busy_timeout=50")
        )
    with away(database_url):
        assert door.deliver("telegram", update_of("telegram", 1)) == 503
        assert door.deliver("zalo", update_of("zalo", 1)) == 503
    assert door.deliver("telegram", update_of("telegram", 1)) == 200
    assert door.deliver("zalo", update_of("zalo", 1)) == 200
    door.database.close()  # its other connections were cut
    assert door.kept() == (2, 2)


@contextmanager
def _nothing_can_be_kept(database: Database) -> Iterator[None]:
    """Somebody holds what the inbox needs to write."""
    with database.engine.connect() as connection:
        if database.is_sqlite:
            connection.exec_driver_sql("ROLLBACK")
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        else:
            connection.execute(text("LOCK TABLE inbox_messages IN ACCESS EXCLUSIVE MODE"))
        yield
