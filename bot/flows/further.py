"""A further question about opening hours: «rứa chiều thì răng», «còn thứ bảy?»."""

from dataclasses import asdict, replace
from datetime import datetime
from typing import Any

from bot.conversation import MOST_TOLD, Talk
from bot.flows.whereabouts import WHEREABOUTS
from bot.flows.wishes import wish_of
from bot.reading.going_on import asks_hours, goes_on_asking, is_about_here, is_short, says_day
from bot.reading.intents import Intent
from bot.reading.landmarks import kinds_in

NEAR = "find_access_point"


def remembered(talk: Talk, today: str) -> dict[str, Any]:
    """What is kept of an answered talk until tomorrow, as JSON; where on the map somebody was, is
    not."""
    place = talk.answers.get(WHEREABOUTS)
    answers = {WHEREABOUTS: place} if isinstance(place, int) else {}
    return asdict(Talk(talk.flow, talk.opening, answers, told=talk.told, day=today))


def is_further(text: str, now: datetime) -> bool:
    """Whether words, by themselves, go on asking about places."""
    return goes_on_asking(text, now) and wish_of(text) in (None, Intent.ACCESS_POINT)


def may_be_further(text: str, now: datetime) -> bool:
    """Whether words that answer nothing else may go on asking: "thứ bảy", "chiều"."""
    return is_short(text) and says_day(text, now)


def talk_near(heard: dict[str, Any] | None, text: str, now: datetime) -> Talk:
    """A talk that answers `text`: one that goes on where the last one ended, or another one that
    knows the same place."""
    if heard is None:
        return Talk(NEAR, text, told=[text])
    last = Talk(**heard)
    same_kind = is_short(text) and asks_hours(text, now) and not kinds_in(text)
    if is_further(text, now) or same_kind:
        return replace(last, told=[*last.told, text][-MOST_TOLD:])
    answers = {} if is_about_here(text) else last.answers
    return Talk(NEAR, text, answers, told=[text])
