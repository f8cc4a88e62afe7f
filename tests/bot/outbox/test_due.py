"""How the sender finds what comes next while a broadcast waits: without looking at all of it, because
it looks many times a second."""

from typing import Any

from sqlalchemy import event

from backend import clock
from backend.db import Database
from benchmarks.broadcast import fill
from bot.due import due

PEOPLE = 3000  # enough for the databases to plan as for a hundred thousand


def test_the_next_ones_are_found_in_the_order_of_an_index(database: Database) -> None:
    fill(database, PEOPLE)
    said: list[tuple[str, Any]] = []

    def note(_c: object, _cursor: object, statement: str, values: Any, *_rest: object) -> None:
        said.append((statement, values))

    with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("ANALYZE")
    event.listen(database.engine, "before_cursor_execute", note)
    with database.transaction() as session:
        found = due(session, "telegram", clock.now(), 4, lock=True)
    event.remove(database.engine, "before_cursor_execute", note)
    assert [each.id for each in found] == [1, 2, 3, 4]
    ((statement, values),) = (each for each in said if each[0].startswith("SELECT"))
    explain = "EXPLAIN QUERY PLAN" if database.is_sqlite else "EXPLAIN"
    with database.engine.connect() as connection:
        plan = str(connection.exec_driver_sql(f"{explain} {statement}", values).all())
    assert "ix_outbox_messages_next" in plan, plan
    assert "B-TREE" not in plan, plan
    assert "Sort" not in plan, plan
