"""Fixtures of the core."""

import copy
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Table, insert, select, text

from backend.db import Database
from backend.tables import metadata
from tests.backend.counter import Counter
from tests.factories import World, make_world

Rows = Mapping[Table, Sequence[dict[str, Any]]]


@pytest.fixture(scope="session")
def first_world(sqlite_template: Path) -> tuple[World, Rows]:
    """A world that was made once, with all its rows: the officers' passwords alone take half a
    second to hash."""
    database = Database(f"sqlite:///{sqlite_template.with_name('world.db')}")
    sqlite_template.with_name("world.db").write_bytes(sqlite_template.read_bytes())
    with database.transaction() as session:
        world = make_world(session)
        session.flush()
        rows = {
            table: [dict(row) for row in session.execute(select(table)).mappings()]
            for table in metadata.sorted_tables
        }
    database.close()
    return world, rows


@pytest.fixture
def world(database: Database, first_world: tuple[World, Rows]) -> World:
    """That world again, in this test's database."""
    made, rows = first_world
    with database.transaction() as session:
        for table, of_table in rows.items():
            if of_table:
                session.execute(insert(table), of_table)
                if "id" in table.c and not database.is_sqlite:
                    _count_on(session, table)
    return copy.deepcopy(made)


def _count_on(session: Any, table: Table) -> None:
    """Rows that came with their numbers leave PostgreSQL's counter where it was."""
    session.execute(
        text(
            f"SELECT setval(pg_get_serial_sequence('{table.name}', 'id'), max(id)) "  # noqa: S608
            f"FROM {table.name}"
        )
    )


@pytest.fixture
def counter(database: Database, world: World) -> Counter:
    """The counter of xã A Lưới 1, whose list has the households of `tests.factories`."""
    return Counter(database, world)
