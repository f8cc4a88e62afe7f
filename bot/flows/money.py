"""Somebody tells that money is asked for: what to do about it comes before any question."""

from functools import cache

from backend.i18n import _
from backend.office import Office
from bot.reading.patterns import Groups
from bot.reading.phrases import spell_out, split, unglue
from bot.reading.word_lists import load


def tells_of_money(text: str) -> bool:
    """Whether a message tells of fraud, or of somebody who takes money for the help; not whether it
    asks if the help costs anything."""
    spoken_of = _groups().spoken_of(spell_out(split(unglue(text))))
    return "taken" in spoken_of and "asks" not in spoken_of


def about_money(office: Office) -> str:
    """What to do then."""
    words = _(
        "Xin máy không mất tiền, không ai được thu tiền. Ai đòi tiền, anh/chị đừng đưa và báo {who}."
    )
    return words.format(who=office.operator.phone or office.operator.name)


@cache
def _groups() -> Groups:
    listed = load("money")
    return Groups(listed["groups"], listed["fixed"], load("intents")["particles"])
