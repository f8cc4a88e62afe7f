"""Renders a message for channels that have less: options as numbers, long texts in pieces."""

import re

from bot.messages import Outgoing

# Where to cut, best first. A seam in the first half is passed over: every piece costs quota.
SEAMS = tuple(re.compile(seam) for seam in (r"\n\s*\n", r"\n", r"(?<=[.!?…;])\s", r"\s"))


def numbered(message: Outgoing) -> str:
    """The text, a blank line, and the options as `1. Label`, one a line."""
    if not message.options:
        return message.text
    options = (f"{number}. {option.label}" for number, option in enumerate(message.options, 1))
    return "\n".join((message.text, "", *options))


def units(text: str) -> int:
    """The length in UTF-16 code units, which is how both platforms count."""
    return len(text) + sum(letter > "\uffff" for letter in text)


def split(text: str, limit: int) -> list[str]:
    """Pieces of at most `limit` (2 or more) UTF-16 units; only white space at the cuts is lost.

    Cuts between paragraphs, else lines, sentences, words, and through a word where nothing else is
    left. There is always a piece, and it is empty only where there is nothing to read.
    """
    if units(text) <= limit:
        return [text]
    pieces, rest = [], text.strip()
    while units(rest) > limit:
        cut = _seam(rest, _longest_start(rest, limit))
        pieces.append(rest[:cut].rstrip())
        rest = rest[cut:].lstrip()
    return [*pieces, rest]


def _longest_start(text: str, limit: int) -> int:
    taken = 0
    for index, letter in enumerate(text):
        taken += units(letter)
        if taken > limit:
            return index
    return len(text)


def _seam(text: str, end: int) -> int:
    # Two letters more, so that white space right behind the end counts as a seam.
    window = text[: end + 2]
    for seam in SEAMS:
        starts = [match.start() for match in seam.finditer(window) if match.start() <= end]
        if starts and starts[-1] > end // 2:
            return starts[-1]
    return end
