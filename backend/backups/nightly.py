"""One backup every night, and whether it lacks. What was made stands in the audit trail."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path

import structlog
from sqlalchemy import select
from sqlalchemy.orm import Session

from backend import clock
from backend.audit.models import AuditEntry
from backend.backups.making import NIGHTLY, SUBJECT, Backup, forget_oldest, make, note
from backend.db import Database, table
from backend.errors import Refused
from backend.settings import Settings

log = structlog.get_logger()

NIGHT_BEGINS = time(1, tzinfo=clock.VIETNAM)  # when hardly anybody writes
LATE = timedelta(hours=26)  # a night, and two hours for one that takes long
_entries = table(AuditEntry)


@dataclass(frozen=True)
class Standing:
    """When the last good backup was made, of any kind, and when a nightly one was last tried: None
    for never."""

    good_at: datetime | None
    tried_at: datetime | None
    failed: bool = False  # the last try

    def is_due(self, now: datetime) -> bool:
        """Whether there is none since the night began that `now` is in or after."""
        local = now.astimezone(clock.VIETNAM)
        begun = datetime.combine(local.date(), NIGHT_BEGINS)
        if begun > local:
            begun -= timedelta(days=1)
        return self.good_at is None or self.good_at < begun

    def is_late(self, now: datetime) -> bool:
        """Whether somebody has to look after it; never where no nightly one was ever tried."""
        if self.tried_at is None:
            return False
        return self.good_at is None or now - self.good_at > LATE


def standing(session: Session) -> Standing:
    """What the trail says."""
    good = _last(session, _entries.c.action == "back_up")
    tried = _last(session, _entries.c.subject_id == NIGHTLY)
    return Standing(
        good.at if good else None,
        tried.at if tried else None,
        failed=tried is not None and tried.action != "back_up",
    )


def erased_until(session: Session) -> date | None:
    """The day until which the nightly backups still hold what is erased today; None where none is
    made every night. A night later than how many are kept: tonight's is the first without it."""
    last = _last(session, _entries.c.subject_id == NIGHTLY)
    if last is None:
        return None
    kept = last.details.get("keep") or Settings.model_fields["backup_keep"].default
    return clock.today() + timedelta(days=int(kept) + 1)


def late_count(session: Session) -> int:
    """1 when the last good backup is too old."""
    return int(standing(session).is_late(clock.now()))


def back_up_nightly(database: Database, folder: Path, key: str, keep: int) -> Backup:
    """Makes tonight's and deletes all but the newest `keep`. A failure is noted once in the trail,
    so that the first page tells it, and raised again."""
    try:
        backup = make(database, folder, key, NIGHTLY, keep=keep)
    except Refused as refused:
        log.error("backup_failed", reason=type(refused).__name__)
        _note_failure(database)
        raise
    forget_oldest(folder, keep)
    return backup


def warn_of_late(database: Database) -> None:
    """Says so in the log."""
    with database.reading() as session:
        found = standing(session)
    if found.is_late(clock.now()):
        log.error("backup_late", last_good=found.good_at and found.good_at.isoformat())


def _note_failure(database: Database) -> None:
    with database.transaction() as session:
        if not standing(session).failed:
            note(session, "backup_failed", NIGHTLY)


def _last(session: Session, which: object) -> AuditEntry | None:
    query = select(AuditEntry).where(_entries.c.subject == SUBJECT, which)  # type: ignore[arg-type]
    return session.scalars(query.order_by(_entries.c.id.desc()).limit(1)).first()
