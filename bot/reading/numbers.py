"""Reads a whole number, in digits or words: "1.250", "2tr5", "mười lăm", "trăm rưỡi"."""

import re
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from bot.reading.base import NOTHING, Reading, doubt, sure, unsure
from bot.reading.corrections import right_one
from bot.reading.phrases import Phrases, Word, line_of, split, unglue
from bot.reading.spoken import (
    DIGIT_WORDS,
    ENDING_ONLY,
    NUMBER_WORDS,
    SCALE_WORDS,
    may_be_two,
    value_of,
)
from bot.reading.typing_methods import recover
from bot.reading.word_lists import load, words_in

_THOUSANDS = re.compile(r"(?<![\d.,])([1-9]\d{0,2})((?:[.,]\d{3})+|(?: \d{3})+)(?![\d.,]*\d)")
# "2,5 triệu": tenths are said the way people say them, "2 triệu 5".
_TENTHS = re.compile(
    r"(?<![\d.,])(\d+)[.,](\d)\s*(tr|triệu|trieu|tỷ|tỉ|ty|ti|k|nghìn|nghin|ngàn|ngan)\b", re.I
)
_NOT_WHOLE = re.compile(r"\d[.,/:]\d|\d ?-|-\s?\d|\d\s?%")
# Telephones and identity cards.
_LONG_CODE = re.compile(r"(?<!\d)0\d{7,}|\d{12,}")
# "5 người, trong đó 2 đứa đi học": what follows only tells more about the number.
_PARTS_FOLLOW = re.compile(
    r"\(|:|(?<=khẩu)[,;]|(?<=khau)[,;]|[,;] ?(?=\d+ (?:trai|gái|gai|lớn|lon|nhỏ|nho)\b)"
    r"|\b(?:gồm|gom|bao gồm|bao gom|trong đó|trong do)\b",
    re.I,
)


# "500 nghìn một tháng": the time is not what was asked.
_PER_TIME = re.compile(
    r"(?<!\w)(?:một|mot|1|mỗi|moi) ?(?:tháng|thang|ngày|ngay|tuần|tuan)(?!\w)"
    r"|(?:(?<=[\w.,] )(?:một|mot|1|mỗi|moi)|/(?: ?1)?)"
    r" ?(?:tháng|thang|ngày|ngay|tuần|tuan|năm|nam|vụ|vu|quý|quy)(?!\w)",
    re.I,
)


# "2 vợ chồng và 3 con là 5": the sum is said last.
_SUM = re.compile(
    r"(?<!\w)(?:là|tổng|tất cả|cả thảy|cộng lại|vị chi|tổng cộng|tong|tat ca|tong cong|cong lai|=)"
    r"(?: là| la| có| co| được)? ?(\d+[^\d,;]*)$",
    re.I,
)
_NOBODY = re.compile(
    r"(?:(?:dạ|da|nhà|nha|em|con|cháu|tôi|tui|thì) )*(?:không|khong|ko|k|kg|hông|hổng|chẳng|nỏ) "
    r"(?:có|co|còn|con) (?:(?:một|đứa|cháu|con|người|cái|chiếc|máy|dua|chau|nguoi|cai|chiec|may) )*"
    r"(?:nào|nao|mô)(?: cả| hết| ca| het| ạ| a)*",
    re.I,
)


@dataclass(frozen=True)
class _Run:
    """Number words side by side, and the place of the first among the words of the message."""

    words: tuple[str, ...]
    at: int

    @property
    def is_written(self) -> bool:
        return any(map(str.isdecimal, self.words))

    @property
    def is_large(self) -> bool:
        """Whether nobody can take the words for anything but a number: "ba mươi sáu"."""
        return len(self.words) > 1 and bool(set(self.words) & set(SCALE_WORDS))

    @property
    def is_vague(self) -> bool:
        """Neighbours on the number line mean about: "hai ba đứa", "năm sáu người", "năm bảy"."""
        digits = [DIGIT_WORDS.get(word) for word in self.words]
        if self.words[-2:] == ("chín", "mười"):
            return True
        if 0 in digits and len(digits) > 1 and not set(self.words) & set(SCALE_WORDS):
            return True
        return any(
            first and second and (second == first + 1 or (first, second) == (5, 7))
            for (first, second), word in zip(pairwise(digits), self.words[1:], strict=True)
            if word not in ENDING_ONLY
        )


@cache
def _around() -> Phrases[bool]:
    """Words around a number: True when they leave it exact."""
    listed = load("numbers")
    exact = [(phrase, True) for phrase in listed["exact"]]
    return Phrases(exact + [(phrase, False) for phrase in listed["about"]])


@cache
def _none() -> Phrases[bool]:
    return Phrases((phrase, True) for phrase in load("numbers")["none"])


def _runs(words: list[Word]) -> tuple[list[_Run], list[Word]]:
    """The runs of number words, and all other words."""
    runs: list[_Run] = []
    others = []
    follows = False
    for at, word in enumerate(words):
        is_number = word.typed.isdecimal() or word.typed in NUMBER_WORDS
        if not is_number:
            others.append(word)
        elif follows:
            runs[-1] = replace(runs[-1], words=(*runs[-1].words, word.typed))
        else:
            runs.append(_Run((word.typed,), at))
        follows = is_number
    return runs, others


def _counts_things(run: _Run, words: list[Word]) -> bool:
    """Whether it is the "hai" of "hai đứa đi học"; "ba con", "năm em" may be father and year."""
    after = run.at + len(run.words)
    return after < len(words) and words[after].typed in words_in("numbers", "counted")


def _corrected(runs: list[_Run], words: list[Word]) -> Reading[int]:
    """Of two numbers the one that was meant: "5 à nhầm 6"; nothing for "2 trai 1 gái"."""
    listed = [word.bare for word in words]
    corrections = words_in("numbers", "corrections")
    if not any({word.bare, word.typed} & corrections for word in words):
        return NOTHING
    found = []
    for run in runs:
        value = value_of(run.words)
        start = sum(len(word) + 1 for word in listed[: run.at])
        end = start + len(" ".join(run.words))
        if value is not None:
            found.append((start, end, sure(value)))
    return doubt(right_one(" ".join(listed), found))


def read_number(text: str) -> Reading[int]:
    """A number from 0 up; to be confirmed when other words stand around it or "about" was said."""
    line = _THOUSANDS.sub(lambda n: n[1] + re.sub(r"\D", "", n[2]), recover(line_of(text)))
    line = unglue(_TENTHS.sub(r"\1 \3 \2", line))
    if "?" in line or _NOT_WHOLE.search(line) or _LONG_CODE.search(line):
        return NOTHING
    if _NOBODY.fullmatch(line.strip(" .!")):
        return unsure(0)
    whole, *parts = _PARTS_FOLLOW.split(line, maxsplit=1)
    words = split(_PER_TIME.sub(" ", whole))
    if not _runs(words)[0]:
        words, parts = split(line), []
    runs, others = _runs(words)
    if len(runs) > 2 and (total := _SUM.search(line)):
        return doubt(read_number(total[1]))
    values = [value_of(run.words) or 0 for run in runs]
    if len(runs) > 2 and values[0] > 2 and values[0] == sum(values[1:]):
        return unsure(values[0])  # "7 người, 3 người lớn 4 trẻ con"
    if _none().anywhere(words):
        return NOTHING
    written = [run for run in runs if run.is_written]
    # Where there are digits, "ba" is the father and "năm" the year.
    said = [run for run in runs if run.is_written or run.is_large] if written else runs
    if len(said) != 1:
        return _corrected(said, words)
    (run,) = said
    value = value_of(run.words)
    if value is None or run.is_vague:
        return NOTHING
    marks = list(_around().scan(others))
    if None in marks and len(run.words) == 1 and not (written or _counts_things(run, words)):
        return NOTHING
    exact = set(marks) <= {True} and len(runs) == 1 and not may_be_two(run.words) and not parts
    # "không" is more often a no than a nought.
    return sure(value) if exact and (value or written) else unsure(value)
