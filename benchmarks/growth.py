"""How the cost of a list and of a look-up grows with the number of households.

Import: seconds a row from the uploaded file to the published list (as `benchmarks.import_list`), each
size in databases of its own, sizes turn by turn. "Flat" is the dearest size's cost a row over the
cheapest's. Look-up: one mistyped name whose commune is known, and one anywhere in the country, among
all sizes (as `benchmarks.lookup`), on SQLite, turn by turn, the file read once before; growth over the
logarithm is the time's ratio over the ratio of the sizes' logarithms.

    python -m benchmarks.growth [--quick]
"""

import math
import statistics
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from backend.db import Database
from backend.migrate import migrate
from benchmarks import import_list, lookup
from benchmarks.outcome import Outcome, show

ROUNDS = 5
ASKED = 5  # rounds of all questions
SIZES, SMALL = (10_000, 100_000), (500, 2_000)
FILLED, FEW = (10_000, 100_000, 1_000_000), (2_000, 20_000)
QUERIES = 200
FLAT, LOGARITHMIC = 1.2, 1.0


def measure(quick: bool) -> Iterator[Outcome]:
    """Imports, then look-ups."""
    with tempfile.TemporaryDirectory(prefix="noisong-growth-") as folder:
        yield from _imports(Path(folder), SMALL if quick else SIZES, 1 if quick else ROUNDS)
        yield from _lookups(Path(folder), FEW if quick else FILLED, quick=quick)


def _imports(folder: Path, sizes: Sequence[int], rounds: int) -> Iterator[Outcome]:
    files = {size: folder / f"{size}.xlsx" for size in sizes}
    for size, file in files.items():
        import_list.write_list(file, size)
    costs: dict[int, list[float]] = defaultdict(list)
    for number in range(rounds):
        for size, file in files.items():
            url = import_list.fresh("sqlite", folder, f"import{size}-{number}")
            taken = import_list.in_a_process("ours", url, file)
            costs[size].append(taken["seconds"] / size * 1e6)
    for size, rounds_of in costs.items():
        yield Outcome.of(f"import of {size:,} households, a row", rounds_of, "µs")
    medians = [statistics.median(each) for each in costs.values()]
    yield Outcome(
        "import: dearest size over cheapest", max(medians) / min(medians), "x", FLAT, at_most=True
    )


def _lookups(folder: Path, sizes: Sequence[int], *, quick: bool) -> Iterator[Outcome]:
    filled = {size: _filled(folder, size) for size in sizes}
    for everywhere, where in ((False, "commune known"), (True, "anywhere")):
        rounds: dict[int, list[float]] = defaultdict(list)
        for number in range(1 + (1 if quick else ASKED)):
            for size, (database, asked) in filled.items():
                taken = statistics.median(
                    _seconds(database, one, everywhere=everywhere) for one in asked
                )
                if number:  # the first brings the file's pages into memory
                    rounds[size].append(taken * 1000)
        for size, medians in rounds.items():
            yield Outcome.of(f"look-up among {size:,}, {where}", medians, "ms")
        least, most = (statistics.median(rounds[size]) for size in (sizes[0], sizes[-1]))
        logarithm = math.log(sizes[-1]) / math.log(sizes[0])
        goal = None if quick else LOGARITHMIC
        yield Outcome(
            f"look-up, {where}: growth over the logarithm's", most / least / logarithm, "x", goal,
            at_most=True,
        )  # fmt: skip
    for database, _asked in filled.values():
        database.close()


def _filled(folder: Path, size: int) -> tuple[Database, list[lookup.Asked]]:
    """A database of so many rows. Communes have three hundred households each."""
    database = Database(f"sqlite:///{folder / f'filled{size}.db'}")
    migrate(database)
    with database.transaction() as session:
        asked = lookup.fill(session, size, max(1, size // 300), QUERIES)
    with database.engine.begin() as connection:
        connection.exec_driver_sql("ANALYZE")
    return database, asked


def _seconds(database: Database, asked: lookup.Asked, *, everywhere: bool) -> float:
    with database.reading() as session:
        session.connection()
        started = time.perf_counter()
        lookup.ours(session, asked, everywhere=everywhere)
        return time.perf_counter() - started


if __name__ == "__main__":
    show(measure)
