"""Whether somebody says that a household needs nothing: "có điện thoại rồi, không xin nữa"."""

from functools import cache

from bot.reading.patterns import Groups
from bot.reading.phrases import spell_out, split, unglue
from bot.reading.word_lists import load

LONGEST = 20  # words; who says more tells a story


def says_no_need(text: str) -> bool:
    """Whether a message says so, whatever the thing; a question never does."""
    words = spell_out(split(unglue(text)))
    if "?" in text or not 0 < len(words) <= LONGEST:
        return False
    spoken_of = _groups().spoken_of(words)
    return "no_need" in spoken_of and "but" not in spoken_of


@cache
def _groups() -> Groups:
    listed, known = load("no_need"), load("intents")
    groups = {"no_need": listed["no_need"], "but": listed["but"]}
    return Groups(groups, known["fixed"], known["particles"])
