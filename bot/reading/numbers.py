"""Reads a whole number, in digits or words: "1.250", "2tr5", "mười lăm", "trăm rưỡi"."""

import re
from functools import cache

from bot.reading.base import NOTHING, Reading, sure, unsure
from bot.reading.phrases import Phrases, Word, line_of, split, unglue
from bot.reading.spoken import NUMBER_WORDS, may_be_two, value_of
from bot.reading.typing_methods import recover
from bot.reading.word_lists import load

_THOUSANDS = re.compile(r"(?<![\d.,])(\d{1,3})((?:[.,]\d{3})+)(?![\d.,]*\d)")
# "2,5 triệu": tenths are said the way people say them, "2 triệu 5".
_TENTHS = re.compile(
    r"(?<![\d.,])(\d+)[.,](\d)\s*(tr|triệu|trieu|tỷ|tỉ|ty|ti|k|nghìn|nghin|ngàn|ngan)\b", re.I
)
_NOT_WHOLE = re.compile(r"\d[.,/:]\d|-\s?\d|\d\s?%")


@cache
def _around() -> Phrases[bool]:
    """Words around a number: True when they leave it exact."""
    listed = load("numbers")
    exact = [(phrase, True) for phrase in listed["exact"]]
    return Phrases(exact + [(phrase, False) for phrase in listed["about"]])


def _is_number_word(word: Word) -> bool:
    return word.typed.isdecimal() or word.typed in NUMBER_WORDS


def _runs(words: list[Word]) -> tuple[list[list[str]], list[Word]]:
    """The runs of number words, and all other words."""
    runs: list[list[str]] = [[]]
    others = []
    for word in words:
        if _is_number_word(word):
            runs[-1].append(word.typed)
        else:
            runs.append([])
            others.append(word)
    return [run for run in runs if run], others


def read_number(text: str) -> Reading[int]:
    """A number from 0 up; to be confirmed when other words stand around it or "about" was said."""
    line = _THOUSANDS.sub(lambda n: n[1] + re.sub(r"\D", "", n[2]), recover(line_of(text)))
    line = unglue(_TENTHS.sub(r"\1 \3 \2", line))
    if "?" in line or _NOT_WHOLE.search(line):
        return NOTHING
    runs, others = _runs(split(line))
    written = [run for run in runs if any(word.isdecimal() for word in run)]
    # Where there are digits, "ba" is the father and "năm" the year.
    said = written or runs
    if len(said) != 1 or (value := value_of(said[0])) is None:
        return NOTHING
    marks = list(_around().scan(others))
    if None in marks and not written and len(said[0]) == 1:
        return NOTHING
    exact = set(marks) <= {True} and len(runs) == 1 and not may_be_two(said[0])
    return sure(value) if exact else unsure(value)
