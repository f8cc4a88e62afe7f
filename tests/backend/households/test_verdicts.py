"""The benchmark of verdicts, small: nobody is taken for somebody else, and hardly anybody lost."""

import random
from pathlib import Path

import pytest

from backend.db import Database
from benchmarks.verdicts import make_lists, measure


@pytest.fixture
def database(tmp_path: Path, sqlite_template: Path) -> Database:
    path = tmp_path / "lists.db"
    path.write_bytes(sqlite_template.read_bytes())
    return Database(f"sqlite:///{path}")


@pytest.mark.parametrize("seed", [1, 2])
def test_no_stranger_is_taken_for_a_household_and_few_families_are_lost(
    database: Database, seed: int
) -> None:
    chance = random.Random(seed)
    with database.transaction() as session:
        listed = make_lists(session, chance, 1500)
    table, _times = measure(database, chance, listed, queries=250, foreign=250)
    assert {kind: counts["wrong"] for kind, counts in table.items() if counts["wrong"]} == {}
    strangers = table.pop("on no list")
    assert strangers["ask"] > 50  # they were like enough to be asked about
    good = sum(counts["same"] + counts["right question"] for counts in table.values())
    assert good >= 0.98 * sum(counts.total() for counts in table.values())
    assert sum(counts["same"] for counts in table.values()) > 0.3 * good
    database.close()
