"""A database that was away changes nothing about a message."""

import pytest
from sqlalchemy import event
from sqlalchemy.exc import OperationalError

from backend.db import Database
from bot.inbox import Inbox
from tests.bot.inbox.talks import Talks
from tests.processes.outage import away, cut


def test_a_database_that_is_away_raises_and_the_message_is_new_when_it_comes_again(
    talks: Talks, database_url: str
) -> None:
    talks.says("chào em")
    impatient = _impatient(database_url)
    inbox, message = Inbox(impatient, talks.inbox.operator), talks.message("menu")
    with away(database_url), pytest.raises(OperationalError):
        inbox.receive(message)
    assert inbox.receive(message)
    assert not inbox.receive(message)
    talks.database.close()  # its connections were cut
    assert len(talks.replies()) == 2
    impatient.close()


def test_the_first_message_after_a_restart_of_the_database_is_taken(
    talks: Talks, database_url: str
) -> None:
    """The connections in the pool are dead then, and not known to be."""
    talks.says("chào em")
    if not talks.database.is_sqlite:
        cut(database_url)
    assert talks.inbox.receive(talks.message("menu"))
    assert len(talks.replies()) == 2


def _impatient(url: str) -> Database:
    """The same database, of which SQLite waits only a moment for its lock."""
    database = Database(url)
    if database.is_sqlite:
        event.listen(
            database.engine, "connect", lambda c, _record: c.execute("PRAGMA busy_timeout=50")
        )
    return database
