"""What was kept readable is encrypted by the upgrade, on a database of before with rows in it."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import (
    JSON,
    Column,
    LargeBinary,
    MetaData,
    Table,
    Text,
    delete,
    insert,
    inspect,
    make_url,
    select,
)

from backend.db import Database
from backend.devices.queries import by_serial
from backend.encryption.keys import NO_KEYS
from backend.encryption.ring import use_keys
from backend.encryption.types import Encrypted, EncryptedBytes, EncryptedJson, Hashed
from backend.endings import BadSetting
from backend.households.decisions import recall
from backend.households.search import bearers_of
from backend.migrate import migrate, rebuilding, require_newest, upgrade
from backend.officers.models import Officer
from backend.support_requests.models import RequestId, SupportRequest
from backend.support_requests.search import search
from backend.tables import metadata
from tests.backend.counter import Counter
from tests.backend.encryption.words import CLAIM, IMEI
from tests.backend.encryption.world_of_numbers import HEAD_ID, KNOWN, PHONE, fill, opened, readable
from tests.keys import KEYS
from tests.processes.outage import administration

BEFORE = "d1a0f9b3c109"
_PLAIN: dict[type, Callable[[], Any]] = {
    Encrypted: Text,
    Hashed: Text,
    EncryptedJson: lambda: JSON(none_as_null=True),
    EncryptedBytes: LargeBinary,
}


@pytest.fixture
def old(request: pytest.FixtureRequest, database: Database, tmp_path: Path) -> Iterator[Database]:
    """An empty database of the revision before, of the same kind as `database`."""
    url = f"sqlite:///{tmp_path / 'old.db'}"
    if not database.is_sqlite:
        server = request.getfixturevalue("postgresql_url")
        with administration(server) as connection:
            connection.execute("DROP DATABASE IF EXISTS of_before")
            connection.execute("CREATE DATABASE of_before TEMPLATE template0")
        url = make_url(server).set(database="of_before").render_as_string(hide_password=False)
    made = Database(url)
    with rebuilding(made) as connection:
        upgrade(connection, BEFORE)
    yield made
    made.close()


def url_of(database: Database) -> str:
    name = "sqlite" if database.is_sqlite else "postgresql"
    return database.engine.url.set(drivername=name).render_as_string(hide_password=False)


def copy_readably(database: Database, old: Database) -> None:
    """Every row of today's database, as the code of before would have stored it."""
    with database.reading() as session, rebuilding(old) as connection:
        if not old.is_sqlite:
            connection.exec_driver_sql("SET LOCAL session_replication_role = replica")
        there = set(inspect(connection).get_table_names())
        phones = {one.id: one.phone for one in session.scalars(select(SupportRequest))}
        for table in metadata.sorted_tables:
            if table.name not in there:
                continue
            known = {column["name"] for column in inspect(connection).get_columns(table.name)}
            columns = [column for column in table.c if column.name in known]
            plain = Table(
                table.name,
                MetaData(),
                *(
                    Column(column.name, _PLAIN.get(type(column.type), lambda t=column.type: t)())
                    for column in columns
                ),
            )
            connection.execute(delete(plain))
            rows = [dict(row._mapping) for row in session.execute(table.select())]
            if table.name in ("request_texts", "request_words"):
                rows = _with_numbers(table.name, rows, phones)
            if table.name == "match_decisions":
                rows = [row | {"claim_key": CLAIM} for row in rows]
            if rows:
                named = [{column.name: row[column.name] for column in columns} for row in rows]
                connection.execute(insert(plain), named)


def _with_numbers(
    table: str, rows: list[dict[str, Any]], phones: Mapping[RequestId, str]
) -> list[dict[str, Any]]:
    """The words of the search as they were: the number itself, and backwards."""
    if table == "request_words":
        units = {row["request_id"]: row["unit_id"] for row in rows}
        return [row for row in rows if not row["word"].startswith("#")] + [
            {"unit_id": unit, "request_id": request, "word": word}
            for request, unit in units.items()
            for word in (phones[request], f"~{phones[request][::-1]}")
        ]
    for row in rows:
        phone = phones[row["request_id"]]
        rest = {word for word in row["words"].split() if not word.startswith("#")}
        row["words"] = "".join(f" {word}" for word in sorted(rest | {phone, f"~{phone[::-1]}"}))
    return rows


def test_rows_of_before_are_encrypted_and_found(
    counter: Counter, database: Database, old: Database
) -> None:
    fill(counter)
    copy_readably(database, old)
    assert PHONE in readable(old)
    of_before = set(inspect(old.engine).get_table_names())
    before = {name: rows for name, rows in opened(database).items() if name in of_before}
    migrate(old)
    require_newest(old)
    assert {name: rows for name, rows in opened(old).items() if name in of_before} == before
    shown = readable(old)
    assert [value for value in KNOWN if value in shown or value[::-1] in shown] == []
    with old.reading() as session:
        officer = session.get_one(Officer, counter.world.officer)
        assert len(bearers_of(session, HEAD_ID)) == 1
        assert list(recall(session, CLAIM).values()) == [False]
        assert len(by_serial(session, officer, IMEI)) == 1
        assert len(search(session, officer, PHONE).rows) == 1
        assert len(search(session, officer, PHONE[-4:]).rows) == 1
    if old.is_sqlite:
        file = Path(str(old.engine.url.database))
        old.close()  # what is written ahead goes into the file
        content = b"".join(path.read_bytes() for path in file.parent.glob("old.db*"))
        assert [value for value in KNOWN if value.encode() in content] == []


def test_without_a_key_nothing_is_changed(old: Database) -> None:
    use_keys(NO_KEYS)
    try:
        without = Database(url_of(old))
    finally:
        use_keys(KEYS)
    with pytest.raises(BadSetting, match="noisong keys new"):
        migrate(without)
    without.close()
    with old.engine.connect() as connection:
        assert "search_keys" not in inspect(connection).get_table_names()
