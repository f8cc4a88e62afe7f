"""A backup of one database makes the same database again, of either kind, or nothing at all."""

import threading
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import delete, func, inspect, select, text
from sqlalchemy.exc import DBAPIError

from backend.administrative_units.models import AdministrativeUnit, Level
from backend.administrative_units.service import add_unit
from backend.audit import checking, record
from backend.audit.models import AuditEntry
from backend.backups import archive, making
from backend.backups.making import examine, in_folder, make
from backend.backups.restoring import note_restored, restore, verify
from backend.backups.sealing import seal
from backend.db import Database
from backend.endings import Damaged, NewSchema, NoRoom, NotEmpty, WrongKey
from backend.migrate import newest, require_newest
from backend.numbering import Counter, next_code
from backend.support_requests.models import SupportRequest
from tests.backend.backups.conftest import DETAILS, KEY, EmptyDatabase
from tests.backend.test_db import differences
from tests.databases import DATABASES


def sums_of(database: Database) -> archive.Sums:
    with database.reading() as session:
        return archive.sums_of(session.connection())


@pytest.mark.parametrize("into", DATABASES)
def test_what_comes_back_is_the_same_in_every_row_and_goes_on_from_there(
    full: Database, empty_database: EmptyDatabase, tmp_path: Path, into: str
) -> None:
    with full.transaction() as session:
        next_code(session, "XX", 2026)
    before = sums_of(full)
    made = make(full, tmp_path, KEY)
    restored = empty_database(into)
    restore(restored, made.path, KEY)
    assert sums_of(restored) == before == made.sums
    assert made.rows > 50
    require_newest(restored)
    assert differences(restored) == []
    assert note_restored(restored) == []
    with restored.transaction() as session:
        assert DETAILS in session.scalars(select(AuditEntry.details)).all()
        assert next_code(session, "XX", 2026) == "XX-2026-000002"
        last = session.scalar(select(func.max(AdministrativeUnit.id)))
        unit = add_unit(session, Level.COMMUNE, "xã", "Mới", valid_from=date(2030, 1, 1))
        assert unit.id == (last or 0) + 1
        record(session, "approve", session.scalars(select(SupportRequest)).one(), by=None)
    with restored.reading() as session:
        assert checking.check(session).is_whole
        with pytest.raises(DBAPIError, match="only added to"):
            session.execute(delete(AuditEntry))


def test_a_backup_is_one_state_while_others_write(full: Database, tmp_path: Path) -> None:
    """Each writer adds a pair in one transaction; a backup never has half of one."""
    stop = threading.Event()

    def write() -> None:
        number = 0
        while not stop.is_set():
            number += 1
            with full.transaction() as session:
                for half in "ab":
                    session.add(Counter(series=f"{half}{number}", value=1))
                    session.flush()

    writer = threading.Thread(target=write)
    writer.start()
    try:
        found = [make(full, tmp_path, KEY).path]
    finally:
        stop.set()
        writer.join()
    with making.opened(found[0], KEY) as reading:
        series = [
            row[0] for shape, rows in reading.tables() if shape.name == "counters" for row in rows
        ]
    assert len([name for name in series if name.startswith(("a", "b"))]) % 2 == 0


def test_the_trial_restore_finds_the_same_and_leaves_nothing(
    full: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(scratch))
    made = make(full, tmp_path, KEY)
    assert verify(made.path, KEY) == []
    assert list(scratch.iterdir()) == []
    assert in_folder(tmp_path) == [made.path]
    assert made.path.stat().st_mode & 0o077 == 0


def test_a_table_that_comes_back_otherwise_is_named(
    full: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = make(full, tmp_path, KEY)
    genuine = archive.sums_of

    def changed(connection: object) -> archive.Sums:
        sums = genuine(connection)  # type: ignore[arg-type]
        sums["counters"].add(b"one more")
        return sums

    monkeypatch.setattr(archive, "sums_of", changed)
    assert verify(made.path, KEY) == ["counters"]


@pytest.fixture
def backup(full: Database, tmp_path: Path) -> Path:
    return make(full, tmp_path, KEY).path


def test_a_database_that_holds_anything_is_not_filled(full: Database, backup: Path) -> None:
    before = sums_of(full)
    with pytest.raises(NotEmpty, match="mới, trống"):
        restore(full, backup, KEY)
    assert sums_of(full) == before


@pytest.fixture
def empty(full: Database, empty_database: EmptyDatabase) -> Iterator[Database]:
    """Of the same kind; still empty afterwards."""
    database = empty_database("sqlite" if full.is_sqlite else "postgresql")
    yield database
    with database.engine.connect() as connection:
        assert inspect(connection).get_table_names() == []


def test_another_key_restores_nothing(empty: Database, backup: Path) -> None:
    with pytest.raises(WrongKey):
        restore(empty, backup, KEY + "!")


@pytest.mark.parametrize("at", [0.02, 0.5, 0.98])
def test_a_damaged_backup_restores_nothing(empty: Database, backup: Path, at: float) -> None:
    content = bytearray(backup.read_bytes())
    content[int(len(content) * at)] ^= 16
    backup.write_bytes(content)
    with pytest.raises((Damaged, WrongKey)):
        restore(empty, backup, KEY)


def test_no_file_at_all_is_said(empty: Database, tmp_path: Path) -> None:
    with pytest.raises(Damaged, match="Không đọc được"):
        restore(empty, tmp_path / "nothing.noisong", KEY)


def rewritten(backup: Path, change: dict[bytes, bytes]) -> None:
    """The backup with other lines, sealed as a genuine one: what an error of ours could make."""
    with making.opened(backup, KEY) as reading:
        lines = [*reading._lines]
        first = b'{"format":1,"revision":"%s","made_at":"2026-11-22T00:00:00Z"}'
    content = b"\n".join([first % reading.manifest.revision.encode(), *lines])
    for old, new in change.items():
        assert old in content
        content = content.replace(old, new)
    with backup.open("wb") as file:
        seal(archive.pack([content]), KEY, file)


def test_a_backup_of_a_newer_program_restores_nothing(empty: Database, backup: Path) -> None:
    rewritten(backup, {newest().encode(): b"0123456789ab"})
    with pytest.raises(NewSchema, match="mới hơn"):
        restore(empty, backup, KEY)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'\n{"sums"', b'\n{"some"'),
        (b'"rows":1,', b'"rows":2,'),
        (b'"format":1', b'"format":9'),
        (b'{"table":"counters"', b'{"tables":"counters"'),
    ],
)
def test_a_backup_whose_sums_do_not_fit_is_damaged(backup: Path, old: bytes, new: bytes) -> None:
    rewritten(backup, {old: new})
    with pytest.raises(Damaged):
        examine(backup, KEY)


def test_a_backup_with_columns_that_are_not_ours_restores_nothing(
    empty: Database, backup: Path
) -> None:
    rewritten(backup, {b'["series","text"]': b'["serial","text"]'})
    with pytest.raises(Damaged):
        restore(empty, backup, KEY)


def test_a_rewritten_backup_is_fine_when_nothing_was_changed(backup: Path) -> None:
    sums = examine(backup, KEY).sums
    rewritten(backup, {})
    assert examine(backup, KEY).sums == sums


def test_a_reference_to_nothing_restores_nothing(
    full: Database, empty: Database, tmp_path: Path
) -> None:
    """Somebody took a unit away behind the service's back."""
    with full.engine.connect() as connection:
        if full.is_sqlite:
            connection.connection.execute("PRAGMA foreign_keys=OFF")
        else:
            connection.execute(text("SET session_replication_role = replica"))
        connection.execute(text("DELETE FROM administrative_units"))
        connection.commit()
        connection.invalidate()
    made = make(full, tmp_path, KEY)
    with pytest.raises(Damaged, match="không khớp"):
        restore(empty, made.path, KEY)


def test_a_folder_that_does_not_take_it_is_said_and_nothing_is_left(
    full: Database, tmp_path: Path
) -> None:
    for folder in (tmp_path / "missing", Path("/proc")):
        with pytest.raises(NoRoom, match="Không ghi được"):
            make(full, folder, KEY)
    with full.reading() as session:
        assert session.scalar(select(AuditEntry).where(AuditEntry.action == "back_up")) is None


def test_what_was_made_stands_in_the_trail(full: Database, tmp_path: Path) -> None:
    made = make(full, tmp_path, KEY)
    with full.reading() as session:
        entry = session.scalars(select(AuditEntry).where(AuditEntry.subject == "backups")).one()
        assert entry.details == {"rows": made.rows, "bytes": made.path.stat().st_size}
        assert checking.check(session).is_whole
