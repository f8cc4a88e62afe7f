"""How the pages that officers open all day find their rows: by an index, however many there are.

Some thousand requests are enough for the databases to plan as they would with a million. Each statement
of each page is planned again, as it was asked; the number of statements is bounded too.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import Connection, event

from backend import clock
from backend.db import Database
from backend.support_requests.models import ProbingKind, ProbingSign, RequestId
from backend.tables import metadata
from benchmarks.province import OF_COMMUNE, OF_PROVINCE, make_province
from tests.site import Visitor, running

FIRST, COPIES, WHOLE = 600, 9, 9
# What may be read whole, since it does not grow with requests, people, lists or messages.
SMALL = {
    "programme_revisions": "a few each year",
    "public_machines": "those at public places, which the state provides",
    "unit_tree_stamps": "one row",
}
# An index of what is still to be sent only: SQLite may read it whole.
WAITING = "ix_outbox_messages_next"
MANY = 1000  # rows from which on PostgreSQL plans as it would for more
COMMUNE = OF_COMMUNE.format(2)
QUEUE, SEARCH, FIGURES = "/admin/requests", "/admin/requests/search", "/admin/figures"
Said = list[tuple[str, Any]]
# Who opens what, what is typed there, and how many statements it may take. Among so few requests,
# a name that most have would rightly be looked for in all.
PAGES = {
    "queue of a commune": (COMMUNE, f"{QUEUE}?status=waiting", "", 12),
    "queue of the province": (OF_PROVINCE, f"{QUEUE}?status=waiting", "", 12),
    "queue, filtered": (OF_PROVINCE, f"{QUEUE}?verdict=ask&due=overdue&unit=7", "", 12),
    "queue, far behind": (OF_PROVINCE, f"{QUEUE}?status=refused&after=1500", "", 12),
    "search by a rare word": (OF_PROVINCE, SEARCH, "000017", 13),
    "search by a name": (OF_PROVINCE, SEARCH, "ksor nga", 13),
    "search in a commune": (COMMUNE, SEARCH, "nguyen thi", 13),
    "case that waits": (COMMUNE, f"{QUEUE}/{{waiting}}", "", 42),
    "case that is over": (COMMUNE, f"{QUEUE}/{{received}}", "", 42),
    "case for the province": (OF_PROVINCE, f"{QUEUE}/{{received}}", "", 42),
    "figures": (COMMUNE, f"{FIGURES}?always=1", "", 16),
    "figures by month": (COMMUNE, f"{FIGURES}?by=month", "", 16),
    "figures of devices": (COMMUNE, f"{FIGURES}?about=devices", "", 16),
    "today": (COMMUNE, "/admin/", "", 30),
}


@pytest.fixture
def whole(database: Database) -> list[RequestId]:
    """A province, and requests of it that have everything."""
    made = make_province(database, FIRST, COPIES, WHOLE)
    with database.transaction() as session:  # of the month, in the commune whose pages are opened
        session.add_all(
            ProbingSign(request_id=made[0], kind=kind, noticed_at=clock.now())
            for kind in ProbingKind
        )
    if not database.is_sqlite:  # rows that other tests deleted leave pages, which a plan counts
        with database.engine.connect() as connection:
            connection.execution_options(isolation_level="AUTOCOMMIT").exec_driver_sql(
                f"VACUUM (FULL, ANALYZE) {', '.join(metadata.tables)}"
            )
    return made


def test_no_page_reads_a_table_that_grows(database: Database, whole: list[RequestId]) -> None:
    numbers = {"waiting": whole[0], "received": whole[8]}  # both of xa2
    faults = []
    with running(database) as address, Visitor(address) as visitor:
        for page, (username, path, typed, most) in PAGES.items():
            visitor.cookies.clear()
            visitor.sign_in(username)
            with _statements(database) as said:
                shown = path.format(**numbers)
                answer = visitor.submit(shown, q=typed) if typed else visitor.get(shown)
            assert answer.status_code == 200, page
            assert len(said) <= most, page
            faults += [f"{page}: {fault}" for fault in _read_whole(database, said)]
    assert not faults, "\n\n".join(faults)


@contextmanager
def _statements(database: Database) -> Iterator[Said]:
    """What is asked meanwhile."""
    said: Said = []

    def note(_c: object, _cursor: object, statement: str, values: Any, *_rest: object) -> None:
        said.append((statement, values))

    event.listen(database.engine, "before_cursor_execute", note)
    try:
        yield said
    finally:
        event.remove(database.engine, "before_cursor_execute", note)


def _read_whole(database: Database, said: Said) -> Iterator[str]:
    """The tables that statements read whole, with the statement."""
    scanned = _scanned_by_sqlite if database.is_sqlite else _scanned_by_postgresql
    with database.engine.connect() as connection:
        if not database.is_sqlite:  # as on any disk without moving parts
            connection.exec_driver_sql("SET random_page_cost = 1.1")
        for statement, values in said:
            if statement.lstrip("(").startswith(("SELECT", "WITH")):
                for name in scanned(connection, statement, values):
                    if name in metadata.tables and name not in SMALL:
                        yield f"{name} is read whole by {statement}"


def _scanned_by_sqlite(connection: Connection, statement: str, values: Any) -> Iterator[str]:
    for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values):
        words = row.detail.split()
        if words[0] == "SCAN" and words[-1] != WAITING:
            yield words[1].rstrip("0123456789").rstrip("_")


def _scanned_by_postgresql(connection: Connection, statement: str, values: Any) -> Iterator[str]:
    explain = f"EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) {statement}"
    waiting = [each["Plan"] for each in connection.exec_driver_sql(explain, values).scalar_one()]
    while waiting:
        node = waiting.pop()
        for part in node.get("Plans", ()):
            # which ends with the last key of its other side: after three rows, or after all
            merged = node["Node Type"] == "Merge Join" and part["Node Type"] == "Index Scan"
            if not (merged and part["Actual Rows"] * part["Actual Loops"] < MANY // 2):
                waiting.append(part)
        by_index = "Index" in node["Node Type"] and "Index Cond" in node
        by_index = by_index or node["Node Type"] == "Bitmap Heap Scan"
        if not by_index and node.get("Relation Name") in _large(connection):
            yield node["Relation Name"]


def _large(connection: Connection) -> set[str]:
    found = connection.exec_driver_sql(
        "SELECT relname FROM pg_class WHERE reltuples >= %s", (MANY,)
    )
    return set(found.scalars())
