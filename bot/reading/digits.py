"""Finds long numbers (phones, ids) in a message, however their digits are grouped or said."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.reading.phrases import line_of
from bot.reading.spoken import DIGIT_WORDS
from bot.reading.typing_methods import recover

# Shorter runs of number words are ages, children and classes.
_SPOKEN_ENOUGH = 8
_GROUPS = re.compile(r"\+?\d+(?:[\s.\-()/]{1,3}\+?\d+)*")
_LETTER_O = re.compile(r"(?<=\d)[oO]+(?=[\s.\-]?\d|[oO]*\b)|(?<![^\W_])[oO]+(?=\d)")
_HIDDEN = re.compile(r"\d{2}[\s.\-]?[xX*•#]{2}|[xX*•#]{3}[\s.\-]?\d")
_TOKEN = re.compile(r"[^\W_]+|[^\w\s,.\-]")


@dataclass(frozen=True)
class Cluster:
    """Groups of digits that stand together, with their place in the message."""

    groups: tuple[str, ...]
    start: int
    end: int

    @property
    def joined(self) -> str:
        return "".join(self.groups)


@dataclass(frozen=True)
class Numbers:
    """A message whose digits can be read: its text, its clusters, and whether letters stood in."""

    text: str
    clusters: tuple[Cluster, ...]
    guessed: bool


def _say_in_digits(text: str) -> str:
    """Long runs of number words become digits: "không chín một ..." -> "091..."."""
    tokens = list(_TOKEN.finditer(text))
    out, done, at = [], 0, 0
    while at < len(tokens):
        end = at
        while end < len(tokens) and _digits(tokens[end][0]):
            end += 1
        run = tokens[at:end]
        if len(run) >= _SPOKEN_ENOUGH and any(not token[0].isdigit() for token in run):
            out += [text[done : run[0].start()], "".join(_digits(token[0]) for token in run)]
            done = run[-1].end()
        at = max(end, at + 1)
    return "".join(out) + text[done:]


def _digits(token: str) -> str:
    if token.isdecimal():
        return token
    spoken = DIGIT_WORDS.get(token.lower())
    return "" if spoken is None else str(spoken)


def _clusters(text: str) -> Iterator[Cluster]:
    for found in _GROUPS.finditer(text):
        groups = re.findall(r"\+?\d+", found[0])
        yield Cluster(tuple(groups), found.start(), found.end())


def numbers_in(text: str) -> Numbers | None:
    """The clusters of digits of a message; None when digits are hidden ("09xx xxx 123")."""
    line = line_of(text)
    if _HIDDEN.search(line):
        return None
    spoken = _say_in_digits(recover(line))
    if not any(c.isdigit() for c in spoken):
        return Numbers(spoken, (), False)
    written = _LETTER_O.sub(lambda o: "0" * len(o[0]), spoken)
    return Numbers(written, tuple(_clusters(written)), guessed=written != spoken)
