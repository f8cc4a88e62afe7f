"""Finds long numbers (phones, ids) in a message, however their digits are grouped or said."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.reading.phrases import line_of
from bot.reading.spoken import DIGIT_WORDS
from bot.reading.typing_methods import recover

# Shorter runs of number words are ages, children and classes.
_SPOKEN_ENOUGH = 8
_SPOKEN_AMONG_WRITTEN = 3
_GROUPS = re.compile(r"\+? ?\d+(?:(?:[\s.\-()/_]{1,3}|,(?=\d))\+?\d+)*")
_LETTER_O = re.compile(
    r"(?<=\d)[oO]+(?=[\s.\-]?\d|[oO]*\b)|(?<![^\W_])[oO]+(?=\d)"
    r"|(?<=\d[\s.\-])[oO]{1,3}(?=[\s.\-]\d)"
)
_HIDDEN = re.compile(
    r"\d{2}[\s.\-]?[xX*•#]{2}|[xX*•#]{3}[\s.\-]?\d|\d\s?(?:\.{2,}|…|_{2,}|-{2,})\s?\d"
    r"|\d[xX*•#]+(?![^\W_])"
)
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

    def halves(self) -> Iterator[tuple[str, str]]:
        """Every way to cut it in two, in both orders: an id and a phone that stand side by side."""
        for at in range(1, len(self.groups)):
            head, tail = "".join(self.groups[:at]), "".join(self.groups[at:])
            yield from ((head, tail), (tail, head))


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
        said = sum(not token[0].isdigit() for token in run)
        digits = "".join(_digits(token[0]) for token in run)
        amid = said >= _SPOKEN_AMONG_WRITTEN and len(digits) >= _SPOKEN_ENOUGH
        if said and (len(run) >= _SPOKEN_ENOUGH or amid):
            out += [text[done : run[0].start()], digits]
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


def _zeros(text: str) -> str:
    """Letters O among digits as zeros; twice, because one makes the next stand among digits."""
    for _again in range(2):
        text = _LETTER_O.sub(lambda o: "0" * len(o[0]), text)
    return text


def numbers_in(text: str) -> Numbers | None:
    """The clusters of digits of a message; None when digits are hidden ("09xx xxx 123")."""
    line = line_of(text)
    if _HIDDEN.search(line):
        return None
    typed = _zeros(line)
    spoken = _say_in_digits(recover(typed))
    if not any(c.isdigit() for c in spoken):
        return Numbers(spoken, (), False)
    written = _zeros(spoken)
    guessed = typed != line or written != spoken
    return Numbers(written, tuple(_clusters(written)), guessed)
