"""Reads the code that joins a phone: "nối 7K3M 9PHT", in any case, with spaces or dashes."""

import re

from backend.vietnamese import fold
from bot.reading.base import NOTHING, Reading, sure
from bot.reading.phrases import line_of
from bot.reading.word_lists import words_in

LENGTH = 8
MADE_OF = "23456789fhkmnprtvx"
TAKEN_FOR = "bcgqsz"  # for some of them, by who copies a code
# People also send on the whole message in which they got it.
_SENT_ON = re.compile(rf"\bnoi\s([{MADE_OF}]{{4}})\s([{MADE_OF}]{{4}})\b")
_WORD = re.compile(r"[^\W_]+")


def read_link_code(text: str) -> Reading[str]:
    """The code in capital letters, without gaps. It has digits and letters both, which no number and
    no word has, so that it is known without "nối" as well when the message holds nothing else."""
    line = fold(line_of(text))
    if sent_on := _SENT_ON.search(line):
        return _code("".join(sent_on.groups()), MADE_OF)
    words = _WORD.findall(line)
    start, end = 0, len(words)
    while start < end and words[start] in words_in("link_codes", "before"):
        start += 1
    while start < end and words[end - 1] in words_in("link_codes", "after"):
        end -= 1
    is_told = any(word.startswith("no") for word in words[:start])
    return _code("".join(words[start:end]), MADE_OF + TAKEN_FOR if is_told else MADE_OF)


def _code(signs: str, allowed: str) -> Reading[str]:
    if len(signs) != LENGTH or not set(signs) <= set(allowed):
        return NOTHING
    is_mixed = any(map(str.isdigit, signs)) and any(map(str.isalpha, signs))
    return sure(signs.upper()) if is_mixed else NOTHING
