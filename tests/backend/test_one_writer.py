"""The queue in front of a SQLite file: one at a time, also between processes, and nobody waits for ever.

Another `Database` on the same file has a turn of its own, as another process has.
"""

from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as NotYet
from pathlib import Path

import pytest
from sqlalchemy import select

from backend import one_writer
from backend.db import DATABASE_AWAY, Database
from backend.migrate import migrate
from backend.numbering import Counter
from backend.one_writer import OneWriter


@pytest.fixture
def path(tmp_path: Path) -> Path:
    migrate(Database(f"sqlite:///{tmp_path / 'noisong.db'}"))
    return tmp_path / "noisong.db"


def _write(path: Path, series: str) -> list[str]:
    """Writes as another process, and tells all that was written so far."""
    database = Database(f"sqlite:///{path}")
    with database.transaction() as session:
        session.add(Counter(series=series, value=1))
        session.flush()
        written = list(session.scalars(select(Counter.series).order_by(Counter.series)))
    database.close()
    return written


def test_who_comes_second_waits_until_the_first_is_done(path: Path) -> None:
    with ThreadPoolExecutor(1) as other:
        with Database(f"sqlite:///{path}").transaction() as session:
            session.add(Counter(series="a", value=1))
            second = other.submit(_write, path, "b")
            with pytest.raises(NotYet):
                second.result(timeout=0.2)
        assert second.result(timeout=60) == ["a", "b"]


def test_nobody_waits_for_ever_for_who_hangs_with_the_turn_in_hand(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(one_writer, "PATIENCE_SECONDS", 0.1)
    with OneWriter(str(path)):
        assert _write(path, "a") == ["a"]
    assert _write(path, "b") == ["a", "b"]


def test_a_fault_gives_the_turn_back(path: Path) -> None:
    with pytest.raises(KeyError), OneWriter(str(path)):
        raise KeyError
    assert _write(path, "a") == ["a"]


def test_a_folder_that_is_not_there_is_told_by_the_database(tmp_path: Path) -> None:
    with pytest.raises(DATABASE_AWAY):
        _write(tmp_path / "nowhere" / "noisong.db", "a")
