"""Counts what goes out, and knows when a channel's month is used up."""

from dataclasses import dataclass
from datetime import date, datetime, time

from sqlalchemy import select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from backend import clock
from backend.db import table
from backend.message_quotas.models import ChannelMonth
from backend.message_quotas.rules import level

_months = table(ChannelMonth)
# Built once: every send is counted.
_ADDING = insert(_months)
_ADD = _ADDING.on_conflict_do_update(
    index_elements=["channel", "month"],
    set_={
        "pieces": _months.c.pieces + _ADDING.excluded.pieces,
        "quota": _ADDING.excluded.quota,
    },
).returning(_months.c.pieces, _months.c.warned_at)


@dataclass(frozen=True)
class Warned:
    """A level of a month's messages that was reached just now."""

    channel: str
    percent: int
    pieces: int
    quota: int


def this_month() -> date:
    """Its first day, in Việt Nam."""
    return clock.today().replace(day=1)


def month_began() -> datetime:
    """Its first moment."""
    return datetime.combine(this_month(), time(), clock.VIETNAM)


def count(session: Session, channel: str, quota: int | None, pieces: int) -> Warned | None:
    """Adds messages of a channel to the month. What it returns is to be told to somebody, and comes
    once for each level and month, whichever process counts."""
    month = this_month()
    added = {"channel": channel, "month": month, "pieces": pieces, "quota": quota, "warned_at": 0}
    row = session.connection().execute(_ADD, added).one()
    reached = level(row.pieces, quota) if quota else 0
    if quota is None or reached <= row.warned_at:
        return None
    session.execute(
        update(_months)
        .where(_months.c.channel == channel, _months.c.month == month)
        .values(warned_at=reached)
    )
    return Warned(channel, reached, row.pieces, quota)


def is_used_up(session: Session, channel: str, quota: int | None) -> bool:
    """Whether the channel has sent all that it may send this month."""
    if quota is None:
        return False
    sent = select(_months.c.pieces).where(
        _months.c.channel == channel, _months.c.month == this_month()
    )
    return (session.scalar(sent) or 0) >= quota
