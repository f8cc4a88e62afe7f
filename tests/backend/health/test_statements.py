"""A statement's fingerprint knows its shape and nothing of what it was asked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text
from structlog.testing import capture_logs

from backend.db import Database
from backend.health import statements
from backend.health.statements import fingerprint, without_values

SAME = [
    ("SELECT 1 FROM a WHERE b IN (?, ?)", "SELECT 22 FROM a WHERE b IN (?, ?, ?,?)"),
    ("SELECT a FROM b\n  WHERE c = 'Hồ Văn Nam'", "SELECT a FROM b WHERE c = '0912345678'"),
    ("WHERE c = 'O''Brien'", "WHERE c = ''"),
    ("IN (%(x_1)s, %(x_2)s)", "IN (%(x_1)s)"),
    ("VALUES (%(a)s::VARCHAR, %(b)s::INTEGER)", "VALUES (%(a)s::VARCHAR)"),
    ("INSERT INTO a VALUES (?, ?), (?, ?), (?, ?)", "INSERT INTO a VALUES (?, ?)"),
    ("LIMIT 10 OFFSET 2.5", "LIMIT 1 OFFSET 3"),
]
DIFFERENT = [
    ("SELECT a FROM b", "SELECT a FROM c"),
    ("SELECT a FROM b WHERE c = ?", "SELECT a FROM b WHERE d = ?"),
    ("SELECT column_1 FROM b", "SELECT column_2 FROM b"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_values_do_not_change_it(one: str, other: str) -> None:
    assert fingerprint(one) == fingerprint(other)


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_another_shape_does(one: str, other: str) -> None:
    assert fingerprint(one) != fingerprint(other)


@given(st.text(alphabet=st.characters(blacklist_categories=["Cs"]), min_size=4))
def test_no_quoted_value_is_left(value: str) -> None:
    quoted = value.replace("'", "''")
    assert without_values(f"SELECT a WHERE b = '{quoted}' AND c") == "SELECT a WHERE b = ? AND c"


def test_a_slow_statement_is_logged_without_its_values(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(statements, "SLOW_SECONDS", 0.0)
    statements.watch(database.engine)
    statements.watch(database.engine)
    with capture_logs() as logs, database.reading() as session:
        session.execute(
            text("SELECT id FROM officers WHERE username IN (:a, :b) OR full_name = 'Mai'"),
            {"a": "0912345678", "b": "x"},
        )
    slow = [line for line in logs if line["event"] == "slow_statement"]
    assert [line["statement"] for line in slow].count(slow[-1]["statement"]) == 1
    assert slow[-1]["shape"] == ("SELECT id FROM officers WHERE username IN (...) OR full_name = ?")
    assert "0912345678" not in str(logs)
    assert "Mai" not in str(logs)
