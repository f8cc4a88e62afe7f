"""What the database promises: all or nothing, one state to a reader, moments in UTC."""

import threading
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import Column, Table, Text, delete, func, insert, select, text, update
from sqlalchemy.exc import IntegrityError, StatementError
from sqlalchemy.orm import Session

from backend.administrative_units.models import AdministrativeUnit, Level
from backend.administrative_units.service import add_unit
from backend.db import DATABASE_AWAY, Base, Database, locked, read_once
from backend.endings import NewSchema
from backend.errors import Invalid, Refused
from backend.migrate import migrate, rebuilding, require_newest
from backend.numbering import Counter
from backend.officers.models import SignInFailure
from backend.support_requests.models import Lacking, SupportRequest
from backend.tables import metadata
from tests.factories import SINCE, World, make_request, make_world

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


def put(database: Database, series: str, value: int = 1) -> None:
    with database.transaction() as session:
        session.add(Counter(series=series, value=value))


def values(database: Database) -> dict[str, int]:
    with database.reading() as session:
        return {counter.series: counter.value for counter in session.scalars(select(Counter))}


def test_what_was_done_in_a_transaction_is_kept_when_it_ends(database: Database) -> None:
    put(database, "a")
    assert values(database) == {"a": 1}


@pytest.mark.parametrize("fault", [Refused, ValueError, KeyboardInterrupt, GeneratorExit])
def test_nothing_is_kept_of_a_transaction_that_fails(
    database: Database, fault: type[BaseException]
) -> None:
    def fail() -> None:
        with database.transaction() as session:
            session.add(Counter(series="b", value=1))
            session.execute(update(Counter).values(value=9))
            session.flush()
            raise fault

    put(database, "a")
    with pytest.raises(fault):
        fail()
    assert values(database) == {"a": 1}


def test_a_refused_part_can_be_undone_alone(database: Database) -> None:
    def fail(session: Session) -> None:
        with session.begin_nested():
            session.add(Counter(series="b", value=1))
            session.flush()
            raise Refused

    with database.transaction() as session:
        session.add(Counter(series="a", value=1))
        with pytest.raises(Refused):
            fail(session)
    assert values(database) == {"a": 1}


def test_reading_keeps_nothing(database: Database) -> None:
    put(database, "a")
    with database.reading() as session:
        session.execute(delete(Counter))
    assert values(database) == {"a": 1}


def test_writers_queue_and_none_is_lost(database: Database) -> None:
    put(database, "a", 0)

    def add_ten() -> None:
        for _number in range(10):
            with database.transaction() as session:
                query = locked(select(Counter).where(Counter.series == "a"))
                session.scalars(query).one().value += 1

    threads = [threading.Thread(target=add_ten) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert values(database) == {"a": 60}


def test_a_reader_sees_one_state_while_others_write(database: Database) -> None:
    put(database, "a")
    with database.reading() as session:
        count = select(func.count()).select_from(Counter)
        before = session.scalar(count)
        put(database, "b")
        with database.transaction() as other:
            other.execute(update(Counter).where(Counter.series == "a").values(value=2))
        assert session.scalar(count) == before
        assert session.scalar(select(Counter.value).where(Counter.series == "a")) == 1
    assert values(database) == {"a": 2, "b": 1}


def test_who_only_reads_looks_once_and_who_writes_each_time(database: Database) -> None:
    asked: list[str] = []

    @read_once
    def value(session: Session, series: str, *, halved: bool = False) -> int:
        asked.append(series)
        found = session.get_one(Counter, series).value
        return found // 2 if halved else found

    put(database, "a", 4)
    put(database, "b", 6)
    for _page in range(2):
        with database.reading() as session:
            for _part in range(2):
                assert (value(session, "a"), value(session, "b")) == (4, 6)
                assert value(session, "a", halved=True) == 2
        assert asked == ["a", "b", "a"]
        asked.clear()
    with database.transaction() as session:
        for more in (5, 6):
            session.get_one(Counter, "a").value = more
            session.flush()
            assert value(session, "a") == more


def test_a_reader_does_not_wait_for_a_writer(database: Database) -> None:
    put(database, "a")
    with database.transaction() as session:
        session.execute(update(Counter).values(value=2))
        session.flush()
        assert values(database) == {"a": 1}


@pytest.mark.parametrize(
    "moment", [NOON, NOON.astimezone(timezone(timedelta(hours=7))), NOON.replace(microsecond=1)]
)
def test_a_moment_comes_back_as_the_same_moment_in_utc(
    database: Database, moment: datetime
) -> None:
    with database.transaction() as session:
        session.add(SignInFailure(username="a", address="b", at=moment))
    with database.reading() as session:
        stored = session.scalars(select(SignInFailure.at)).one()
        later = select(func.count()).where(SignInFailure.at > moment - timedelta(seconds=1))
        assert session.scalar(later) == 1
    assert (stored, stored.utcoffset()) == (moment, timedelta())


def test_a_moment_without_a_zone_is_refused(database: Database) -> None:
    naive = NOON.replace(tzinfo=None)
    with database.transaction() as session:
        statement = insert(SignInFailure).values(username="a", address="b", at=naive)
        with pytest.raises(StatementError, match="needs a time zone"), session.begin_nested():
            session.execute(statement)


def test_an_enum_comes_back_as_itself_and_is_stored_by_its_value(
    database: Database, world: World
) -> None:
    with database.transaction() as session:
        make_request(session, world.commune, lacking=Lacking.TV_ONLY)
    with database.reading() as session:
        assert session.scalars(select(SupportRequest.lacking)).one() is Lacking.TV_ONLY
        assert session.scalar(text("SELECT lacking FROM support_requests")) == "tv_only"
        level = select(AdministrativeUnit.level).where(AdministrativeUnit.id == world.province)
        assert session.scalar(level) is Level.PROVINCE


def test_a_reference_to_nothing_is_refused(database: Database) -> None:
    def orphan() -> None:
        with database.transaction() as session:
            unit = add_unit(session, Level.COMMUNE, "xã", "Không", valid_from=SINCE)
            unit.parent_id = 999  # type: ignore[assignment]

    with pytest.raises(IntegrityError):
        orphan()


def differences(database: Database) -> list[object]:
    with database.engine.connect() as connection:
        options = {"compare_type": True, "compare_server_default": True}
        context = MigrationContext.configure(connection, opts=options)
        return list(compare_metadata(context, metadata))


def test_the_migrations_make_exactly_the_tables_of_the_code(database: Database) -> None:
    assert differences(database) == []


def test_a_table_that_no_migration_makes_is_noticed(database: Database) -> None:
    with database.engine.begin() as connection:
        connection.execute(text("CREATE TABLE forgotten (id INTEGER PRIMARY KEY)"))
    try:
        assert [change[0] for change in differences(database)] == ["remove_table"]  # type: ignore[index]
    finally:
        with database.engine.begin() as connection:
            connection.execute(text("DROP TABLE forgotten"))


def stamp(database: Database, revision: str) -> str:
    """Sets the revision that a database says it has; gives the one that it had."""
    with database.engine.begin() as connection:
        before = connection.scalar(text("SELECT version_num FROM alembic_version"))
        statement = text("UPDATE alembic_version SET version_num = :revision")
        connection.execute(statement, {"revision": revision})
    return str(before)


def test_a_database_of_another_version_is_refused(database: Database) -> None:
    require_newest(database)
    newest = stamp(database, "0123456789ab")
    try:
        for refused in (require_newest, migrate):
            with pytest.raises(NewSchema, match="mới hơn chương trình này"):
                refused(database)
    finally:
        stamp(database, newest)
    migrate(database)
    require_newest(database)


def test_an_empty_database_is_refused_and_then_migrated(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'new.db'}")
    with pytest.raises(Invalid, match="Chạy `noisong migrate`"):
        require_newest(database)
    migrate(database)
    require_newest(database)
    database.close()


def rebuild_contacts(database: Database, sql: str = "SELECT 1") -> None:
    with rebuilding(database) as connection:
        operations = Operations(MigrationContext.configure(connection))
        with operations.batch_alter_table("contacts", recreate="always") as contacts:
            contacts.add_column(Column("nickname", Text))
        connection.execute(text(sql))


def test_a_table_with_rows_that_others_point_to_can_be_rebuilt(tmp_path: Path) -> None:
    """PostgreSQL alters in place; there a rebuilt table would take its references along."""
    database = Database(f"sqlite:///{tmp_path / 'noisong.db'}")
    migrate(database)
    with database.transaction() as session:
        make_request(session, make_world(session).commune)
    with pytest.raises(LookupError, match="points to nothing in contacts"):
        rebuild_contacts(database, "DELETE FROM contacts")
    rebuild_contacts(database)
    with database.reading() as session:
        assert session.execute(text("SELECT id, nickname FROM contacts")).all() == [(1, None)]
        assert session.scalar(text("PRAGMA foreign_keys")) == 1
    database.close()


@pytest.mark.parametrize(
    "url",
    ["sqlite:////does/not/exist/noisong.db", "postgresql://user:hunter2@127.0.0.1:1/noisong"],
)
def test_a_database_that_is_away_says_so_in_one_of_the_known_ways(url: str) -> None:
    database = Database(url)
    with pytest.raises(DATABASE_AWAY), database.transaction():
        pass  # the connection is already refused
    database.close()


def test_every_table_is_known_to_the_migrations() -> None:
    mapped = (mapper.local_table for mapper in Base.registry.mappers)
    # What is mapped to a query (who was asked: requests and answers) has no table of its own.
    assert {table.name for table in mapped if isinstance(table, Table)} == set(metadata.tables)
