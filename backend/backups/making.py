"""Making a backup in a folder, while the service goes on."""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import BinaryIO

from sqlalchemy.orm import Session

from backend import clock
from backend.audit.linking import remember
from backend.audit.models import AuditEntry
from backend.backups import archive
from backend.backups.archive import Reading, Sums
from backend.backups.sealing import DAMAGED, seal, unseal
from backend.db import Database
from backend.endings import BadSetting, Damaged, NoRoom
from backend.i18n import _
from backend.migrate import revision_of
from backend.settings import Settings

SUBJECT = "backups"  # what the trail calls them; no table has their rows
BY_HAND, NIGHTLY = 0, 1  # and which ones, instead of a row's number
ENDING, UNFINISHED = ".noisong", ".part"
NAME = "noi-song-%Y%m%d-%H%M%S" + ENDING  # in UTC, so that names sort by time


@dataclass(frozen=True)
class Backup:
    """A file, and what it holds."""

    path: Path
    made_at: datetime
    revision: str
    sums: Sums

    @property
    def rows(self) -> int:
        """Of all tables."""
        return sum(each.rows for each in self.sums.values())


def passphrase(settings: Settings) -> str:
    """What opens backups. Raises `BadSetting` where there is none."""
    if settings.backup_key is None:
        raise BadSetting(_("Chưa có thiết lập BACKUP_KEY. Ghi một khóa từ 20 ký tự rồi chạy lại."))
    return settings.backup_key.get_secret_value()


def make(database: Database, folder: Path, key: str, kind: int = BY_HAND, **told: int) -> Backup:
    """Writes one backup, reads it back, and notes it in the audit trail, with what is `told` beside.
    Raises `NoRoom` when the folder does not take it; what had been written of it is gone then."""
    made_at, sums = clock.now(), Sums()
    path = folder / made_at.strftime(NAME)
    with _new_file(path) as file, database.reading() as session:
        connection = session.connection()
        revision = revision_of(connection) or ""
        lines = archive.write(connection, revision, made_at, sums)
        seal(archive.pack(lines), key, file)
    if examine(path, key).sums != sums:  # the disk did not keep what it was given
        raise Damaged(_(DAMAGED))
    backup = Backup(path, made_at, revision, sums)
    with database.transaction() as session:
        note(session, "back_up", kind, rows=backup.rows, bytes=path.stat().st_size, **told)
    return backup


def examine(path: Path, key: str) -> Reading:
    """Reads a whole backup, row by row. Raises `WrongKey` and `Damaged`."""
    with opened(path, key) as reading:
        for _table in reading.tables():
            pass
    return reading


@contextmanager
def opened(path: Path, key: str) -> Iterator[Reading]:
    """A backup for reading. Raises `Damaged` for what cannot be read."""
    try:
        with path.open("rb") as file:
            yield archive.read(unseal(file, key))
    except OSError:
        raise Damaged(_("Không đọc được tệp sao lưu. Xem lại tên tệp.")) from None


def note(session: Session, action: str, kind: int, **details: int) -> None:
    """Adds to the audit trail what was done; a copy of everything is everybody's affair."""
    entry = AuditEntry(
        at=clock.now(), action=action, subject=SUBJECT, subject_id=kind, details=details
    )
    session.add(entry)
    remember(session, entry)


def in_folder(folder: Path) -> Sequence[Path]:
    """The finished backups, the oldest first."""
    return sorted(folder.glob(f"noi-song-*{ENDING}"))


def forget_oldest(folder: Path, keep: int) -> int:
    """Deletes all but the newest `keep`; says how many went."""
    gone = in_folder(folder)[: -keep or None]
    for path in gone:
        path.unlink(missing_ok=True)
    for path in folder.glob(f"noi-song-*{ENDING}{UNFINISHED}"):
        if clock.now().timestamp() - path.stat().st_mtime > timedelta(days=1).total_seconds():
            path.unlink(missing_ok=True)  # of a process that died
    return len(gone)


@contextmanager
def _new_file(path: Path) -> Iterator[BinaryIO]:
    """A file that has its name only when all of it is on the disk; nobody else may read it."""
    unfinished = path.with_name(path.name + UNFINISHED)
    try:
        number = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(number, "wb") as file:
            yield file
            file.flush()
            os.fsync(number)
        unfinished.replace(path)
    except OSError:
        raise NoRoom(
            _(
                "Không ghi được vào {folder}: chưa có thư mục, không có quyền, hoặc đĩa đã đầy."
            ).format(folder=path.parent)
        ) from None
    finally:
        unfinished.unlink(missing_ok=True)
