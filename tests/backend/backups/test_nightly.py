"""One backup a night, so many kept, and a warning when the last good one is old."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from backend import clock
from backend.audit.models import AuditEntry
from backend.backups.making import ENDING, UNFINISHED, forget_oldest, in_folder
from backend.backups.nightly import Standing, back_up_nightly, late_count, standing
from backend.db import Database
from backend.endings import NoRoom
from tests.backend.backups.conftest import KEY

NIGHT = datetime(2026, 11, 21, 18, 0, tzinfo=UTC)  # one o'clock in Việt Nam, on the 22nd
HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("good_at", "now", "is_due"),
    [
        (None, NIGHT, True),
        (None, NIGHT - HOUR, True),  # the first one is not waited for
        (NIGHT - HOUR, NIGHT - HOUR / 60, False),
        (NIGHT - HOUR, NIGHT, True),
        (NIGHT - HOUR / 60, NIGHT + HOUR / 60, True),
        (NIGHT, NIGHT, False),
        (NIGHT + HOUR, NIGHT + 22 * HOUR, False),
        (NIGHT + HOUR, NIGHT + 24 * HOUR, True),
        (NIGHT - 20 * HOUR, NIGHT + 5 * HOUR, True),  # nobody ran that night: in the morning
        (NIGHT - 10 * 24 * HOUR, NIGHT - HOUR, True),
    ],
)
def test_one_is_due_from_one_oclock_at_night(
    good_at: datetime | None, now: datetime, is_due: bool
) -> None:
    assert Standing(good_at, good_at).is_due(now) is is_due


@pytest.mark.parametrize(
    ("good", "tried", "is_late"),
    [
        (None, None, False),  # nobody asked for nightly ones
        (30 * HOUR, None, False),
        (None, HOUR, True),  # tried, and never good
        (26 * HOUR, 26 * HOUR, False),
        (27 * HOUR, 27 * HOUR, True),
        (27 * HOUR, HOUR, True),
        (HOUR, 50 * HOUR, False),  # by hand is good too
    ],
)
def test_the_last_good_one_is_late_after_26_hours(
    good: timedelta | None, tried: timedelta | None, is_late: bool
) -> None:
    good_at, tried_at = (NIGHT - ago if ago is not None else None for ago in (good, tried))
    assert Standing(good_at, tried_at).is_late(NIGHT) is is_late


def late(database: Database, moment: datetime) -> int:
    with clock.at(moment), database.reading() as session:
        return late_count(session)


def test_nights_go_by(database: Database, tmp_path: Path) -> None:
    for night in range(4):
        with clock.at(NIGHT + night * 24 * HOUR):
            back_up_nightly(database, tmp_path, KEY, keep=2)
    days = [path.name[9:17] for path in in_folder(tmp_path)]
    assert days == ["20261123", "20261124"]
    last = NIGHT + 3 * 24 * HOUR
    assert late(database, last + 26 * HOUR) == 0
    assert late(database, last + 27 * HOUR) == 1


def test_a_failure_is_noted_once_and_told_until_one_is_good(
    database: Database, tmp_path: Path
) -> None:
    missing = tmp_path / "missing"
    for hour in range(3):
        with clock.at(NIGHT + hour * HOUR), pytest.raises(NoRoom):
            back_up_nightly(database, missing, KEY, keep=2)
    assert late(database, NIGHT + 3 * HOUR) == 1
    with database.reading() as session:
        assert session.scalars(select(AuditEntry.action)).all() == ["backup_failed"]
        assert standing(session).failed
    missing.mkdir()
    with clock.at(NIGHT + 4 * HOUR):
        back_up_nightly(database, missing, KEY, keep=2)
    assert late(database, NIGHT + 5 * HOUR) == 0


def test_only_our_own_old_files_are_deleted(tmp_path: Path) -> None:
    ours = [f"noi-song-202611{day:02d}-180000{ENDING}" for day in range(1, 6)]
    theirs = ["letter.docx", f"other{ENDING}", "noi-song-20261101-180000.txt"]
    for name in [*ours, *theirs, ours[0] + UNFINISHED]:
        (tmp_path / name).touch()
    assert forget_oldest(tmp_path, 3) == 2
    left = {path.name for path in tmp_path.iterdir()}
    assert left == {*ours[2:], *theirs, ours[0] + UNFINISHED}  # the last may still be written
    assert forget_oldest(tmp_path, 30) == 0
