"""The time: stored in UTC, shown and counted in days of Việt Nam."""

from datetime import UTC, date, datetime, timedelta, timezone

# Việt Nam has kept UTC+7 without summer time since 1975; a fixed offset needs no zone database.
VIETNAM = timezone(timedelta(hours=7), "ICT")


def now() -> datetime:
    """This moment, in UTC."""
    return datetime.now(UTC)


def today() -> date:
    """Today's date in Việt Nam."""
    return now().astimezone(VIETNAM).date()


def local(moment: datetime) -> datetime:
    """A stored moment as the clock on a wall in Việt Nam shows it."""
    return moment.astimezone(VIETNAM)
