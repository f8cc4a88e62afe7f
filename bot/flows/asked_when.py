"""For when somebody asks, over several messages."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from backend.access_points.rules import Asked, Occasion, Part
from bot.reading.moments import Moment, read_moment
from bot.reading.numbered_places import without_its_number


def asked_when(said: Sequence[str], now: datetime, place: str = "") -> Asked:
    """For when `said` asks, newest words first; the number of the `place` they name is no hour."""
    moment = _moment([without_its_number(text, place) for text in said], now)
    if moment is None:
        return Asked(any_time=True)
    part = Part(moment.part) if moment.part and moment.minute is None else None
    occasion = Occasion(moment.occasion) if moment.occasion else None
    return Asked(moment.days, moment.minute, part, occasion)


def _moment(said: Sequence[str], now: datetime) -> Moment | None:
    """ "Rứa chiều thì răng" speaks of the day that was asked about before."""
    told = [(text, moment) for text in said if (moment := read_moment(text, now).value)]
    if not told:
        return None
    newest, moment = told[0]
    days = [older for text, older in told if _names_day(text, now)]
    if moment.now or _names_day(newest, now) or not days:
        return moment
    return replace(moment, days=days[0].days, occasion=days[0].occasion)


def _names_day(text: str, now: datetime) -> bool:
    """Whether the day does not depend on the hour of asking."""
    first, last = now.replace(hour=0, minute=0), now.replace(hour=23, minute=59)
    early, late = (read_moment(text, moment).value for moment in (first, last))
    if early is None or late is None:
        return False
    return bool(early.occasion) or (bool(early.days) and early.days == late.days)
