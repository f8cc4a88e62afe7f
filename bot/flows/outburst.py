"""Whether a message is only an angry word."""

from functools import cache

from bot.conversation import Talk
from bot.flows.upset import UPSET
from bot.flows.wishes import waits_for_name
from bot.reading.phrases import Phrases, split
from bot.reading.word_lists import load

LONGEST = 7  # words; who says more tells what happened
# There the words are heard anyway.
_HEARD = (UPSET, "complain", "appeal", "ask_officer")


def is_outburst(text: str, talk: Talk | None) -> bool:
    """Whether it is. "Hứa Lèo" may be a name where one is asked."""
    words = split(text)
    if not 0 < len(words) <= LONGEST or (talk and talk.flow in _HEARD):
        return False
    if waits_for_name(talk) and text.istitle():
        return False
    return bool(_phrases().anywhere(words))


@cache
def _phrases() -> Phrases[bool]:
    return Phrases((phrase, True) for phrase in load("anger")["phrases"])
