"""A fault of ours loses no message, and tells nobody what was written."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from backend.db import Database
from backend.support_requests.models import SupportRequest
from tests.bot.inbox.talks import APOLOGY, TALK, Talks

PERSONAL = ("Hồ Văn Tí", "Hồ Thị A Lơ", "0912345678", "Hồng Thủy")


def test_a_fault_keeps_the_message_and_the_answers_and_tells_nobody_what_was_written(
    talks: Talks, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    talks.says(*TALK[:-1])
    answers = talks.answers()
    capsys.readouterr()
    with _no_request_can_be_stored(talks.database):
        (reply,) = talks.says(TALK[-1])
        assert reply.startswith(APOLOGY)
        assert talks.answers() == answers
        assert talks.count(SupportRequest) == 0
        assert talks.taken()[-1].failure in ("IntegrityError", "InternalError", "ProgrammingError")
        (reply,) = talks.says("menu")
        assert not reply.startswith(APOLOGY)
        (reply,) = talks.says("xin máy")  # takes the parked talk up again
        assert not reply.startswith(APOLOGY)
    output = capsys.readouterr()
    logged = output.out + output.err + caplog.text
    assert "message_failed" in logged
    assert [word for word in PERSONAL if word in logged] == [], logged
    talks.says("1")
    assert talks.count(SupportRequest) == 1


def test_a_message_that_met_a_fault_is_not_answered_again(talks: Talks) -> None:
    talks.says(*TALK[:-1])
    last = talks.message(TALK[-1])
    with _no_request_can_be_stored(talks.database):
        assert talks.inbox.receive(last)
    replies = talks.replies()
    assert not talks.inbox.receive(last)
    assert talks.replies() == replies
    assert talks.count(SupportRequest) == 0


@contextmanager
def _no_request_can_be_stored(database: Database) -> Iterator[None]:
    """A fault of the database's own, whose text repeats what should have been stored."""
    begin, end = _TRIGGERS[database.is_sqlite]
    with database.engine.connect() as connection:
        for statement in begin:
            connection.exec_driver_sql(statement)
        connection.commit()
    try:
        yield
    finally:
        with database.engine.connect() as connection:
            connection.exec_driver_sql(end)
            connection.commit()


_TRIGGERS = {
    True: (
        (
            "CREATE TRIGGER planted BEFORE INSERT ON support_requests "
            "BEGIN SELECT RAISE(ABORT, 'planted'); END",
        ),
        "DROP TRIGGER planted",
    ),
    False: (
        (
            "CREATE FUNCTION planted() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION 'planted: %%', NEW; END $$",
            "CREATE TRIGGER planted BEFORE INSERT ON support_requests "
            "FOR EACH ROW EXECUTE FUNCTION planted()",
        ),
        "DROP FUNCTION planted CASCADE",
    ),
}
