"""What the queue costs: an index for every question, and as many statements for many rows as for few."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import event, text
from sqlalchemy.orm import Session

from backend.db import Database
from backend.officers.models import Officer
from backend.support_requests.listing import listing, next_in, status_counts
from backend.support_requests.models import RequestId
from backend.support_requests.search import search
from tests.backend.support_requests.queue_cases import FILTERS, SEARCHED
from tests.factories import World


@contextmanager
def statements(session: Session) -> Iterator[list[tuple[str, Any]]]:
    """What the session says to its database meanwhile."""
    said: list[tuple[str, Any]] = []
    connection = session.connection()

    def note(_c: object, _cursor: object, statement: str, values: Any, *_rest: object) -> None:
        said.append((statement, values))

    event.listen(connection, "before_cursor_execute", note)
    yield said
    event.remove(connection, "before_cursor_execute", note)


@pytest.mark.usefixtures("many")
def test_no_question_of_the_queue_reads_a_whole_table(database: Database, world: World) -> None:
    """As the databases plan it: everything by an index, and no page by sorting."""
    with database.reading() as session:
        officer = session.get_one(Officer, world.province_officer)
        session.connection()
        if not database.is_sqlite:  # so few rows it would rather read whole
            session.execute(text("SET LOCAL enable_seqscan = off"))
            session.execute(text("SET LOCAL enable_bitmapscan = off"))
        key = RequestId(30)
        with statements(session) as said:
            for filters in FILTERS:
                listing(session, officer, filters, after=key)
                listing(session, officer, filters, before=key, limit=2)
                status_counts(session, officer, filters)
                next_in(session, officer, filters, key)
            for typed in SEARCHED:
                search(session, officer, typed, after=key)
        large = ("queue_entries", "request_texts", "request_words", "support_requests")
        mine = [one for one in said if any(name in one[0] for name in large)]
        assert len(mine) > 100
        explain = "EXPLAIN QUERY PLAN " if database.is_sqlite else "EXPLAIN "
        for statement, values in mine:
            connection = session.connection()
            plan = [str(row) for row in connection.exec_driver_sql(explain + statement, values)]
            for line in plan:
                scans = "SCAN" in line and "SCAN (subquery" not in line and "CO-ROUTINE" not in line
                whole = scans if database.is_sqlite else "Seq Scan" in line
                assert not (whole and any(name in line for name in large)), (statement, plan)
            if "queue_entries.request_id LIMIT" in " ".join(statement.split()):
                assert "TEMP B-TREE" not in str(plan), (statement, plan)


@pytest.mark.usefixtures("many")
def test_a_page_costs_the_same_however_many_rows_it_has(database: Database, world: World) -> None:
    with database.reading() as session:
        officer = session.get_one(Officer, world.province_officer)
        spent = []
        for limit in (2, 50):
            with statements(session) as said:
                for row in listing(session, officer, limit=limit).rows:
                    _shown = row.days_left
            spent.append(len(said))
        assert spent[0] == spent[1] <= 4
