"""Rows that are inserted in bulk are the rows that the ORM would have stored."""

from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, insert, inspect, select, text

from backend.db import Database, bulk_insert, reserve_ids, table
from backend.encryption.rotating import sealed_columns
from backend.poverty_lists.draft import BirthPrecision, Sex, Standing
from backend.poverty_lists.models import Change, PovertyListEntry
from tests.factories import World

# Nothing that neither database takes: PostgreSQL no zero byte, and no half of a surrogate pair.
_text = st.text(
    st.characters(codec="utf-8", exclude_characters="\0"), max_size=12
) | st.sampled_from(["\\N", "\\.", "a\tb", "a\nb\r", "Hồ Thị A Lơ", '"', "'", "\\", "", " "])
_number = st.none() | st.integers(-(2**62), 2**62)
_rows = st.lists(
    st.fixed_dictionaries(
        {
            "change": st.none() | st.sampled_from(Change),
            "sheet": _text,
            "row": st.integers(0, 2**40),
            "head_name": _text,
            "head_key": _text,
            "given_key": _text,
            "birth_raw": _text,
            "birth_date": st.none() | st.dates(date(1, 1, 1), date(9999, 12, 31)),
            "birth_year": _number,
            "birth_precision": st.none() | st.sampled_from(BirthPrecision),
            "sex": st.none() | st.sampled_from(Sex),
            "citizen_id": st.none() | _text,
            "citizen_id_raw": _text,
            "ethnicity": _text,
            "phone": _text,
            "commune": _text,
            "hamlet": _text,
            "member_count": _number,
            "standing": st.none() | st.sampled_from(Standing),
            "income_points": _number,
            "deprivation_points": _number,
            "deprivations": st.lists(_text, max_size=3),
            "note": _text,
            "raw": st.dictionaries(st.integers(1, 40), _text, max_size=4),
        }
    ),
    max_size=5,
)
COLUMNS = [column.key for column in inspect(PovertyListEntry).columns]
SEALED = sealed_columns(table(PovertyListEntry))  # no two encryptions of a value are alike


def stored(database: Database, *, raw: bool) -> list[tuple[Any, ...]]:
    """The rows that came last, as the ORM or as the database has them."""
    entry = PovertyListEntry
    with database.reading() as session:
        if raw:
            names = ", ".join(f'"{name}"' for name in COLUMNS if name not in ("id", *SEALED))
            query = text(f"SELECT {names} FROM poverty_list_entries WHERE id > 4 ORDER BY id")  # noqa: S608
            return [tuple(map(str, row)) for row in session.execute(query)]
        found = session.scalars(select(entry).where(entry.id > 4).order_by(entry.id))
        return [tuple(getattr(row, name) for name in COLUMNS if name != "id") for row in found]


@settings(
    max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(rows=_rows)
def test_both_ways_store_the_same(
    database: Database, world: World, rows: list[dict[str, Any]]
) -> None:
    rows = [row | {"list_id": world.poverty_list, "unit_id": world.commune} for row in rows]
    kept = []
    for bulk in (True, False):
        with database.transaction() as session:
            session.execute(delete(PovertyListEntry).where(PovertyListEntry.id > 4))
            if bulk:
                ids = reserve_ids(session, table(PovertyListEntry), len(rows))
                # the ORM hashes by itself
                hashed = [row | {"citizen_hash": row["citizen_id"]} for row in rows]
                columns = sorted(hashed[0] if hashed else ())
                values = [[row[name] for name in columns] for row in hashed]
                numbered = ((id_, *row) for id_, row in zip(ids, values, strict=True))
                bulk_insert(session, table(PovertyListEntry), ["id", *columns], numbered)
            elif rows:
                session.execute(insert(PovertyListEntry), rows)
        kept.append((stored(database, raw=False), stored(database, raw=True)))
    assert len(kept[0][0]) == len(rows)
    assert kept[0] == kept[1]


def test_numbers_are_given_once(database: Database, world: World) -> None:
    """Also to the row that is inserted in the ordinary way afterwards."""
    entries = table(PovertyListEntry)
    with database.transaction() as session:
        first = session.scalars(select(PovertyListEntry)).first()
        assert first is not None
        names = [name for name in COLUMNS if name != "id"]
        values = [getattr(first, name) for name in names]
        for count in (3, 1, 0):
            ids = reserve_ids(session, entries, count)
            assert len(set(ids)) == count
            bulk_insert(session, entries, ["id", *names], ((id_, *values) for id_ in ids))
        session.execute(insert(PovertyListEntry), [dict(zip(names, values, strict=True))])
        assert len(set(session.scalars(select(PovertyListEntry.id)))) == 4 + 3 + 1 + 1


def test_a_row_that_breaks_a_rule_breaks_the_whole_insert(database: Database, world: World) -> None:
    entries = table(PovertyListEntry)
    with database.reading() as session:
        before = session.scalars(select(PovertyListEntry.id)).all()

    def insert_two() -> None:
        with database.transaction() as session:
            ids = reserve_ids(session, entries, 2)
            bulk_insert(session, entries, ["id", "list_id"], [(id_, 1) for id_ in ids])

    with pytest.raises(Exception, match=r"(?i)not.null"):
        insert_two()
    with database.reading() as session:
        assert session.scalars(select(PovertyListEntry.id)).all() == before
