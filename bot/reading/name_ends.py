"""What follows a name: "sinh 2014", "nha chị", "ạ"."""

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from bot.reading.name_words import word_of
from bot.reading.word_lists import load, words_in

FULL = 2  # words of a name
# "vo thi le" is Võ Thị Lệ; "vo ho thi le" may be the wife of the one who writes.
SURNAME_AND_TWO = 3
# "Lò Văn Sinh 2014", "Hồ Văn Năm sinh 2014": after these words a name goes on.
_INSIDE = re.compile(r"(?:\s(?:văn|van|thị|thi)|\s[^\W\d])$", re.IGNORECASE)


@cache
def _end() -> re.Pattern[str]:
    """Where the name stops: a comma, a bracket, a digit, "sn", "lớp", "sinh" with a number."""
    listed = load("names")
    words = "|".join(map(re.escape, listed["ends_before"]))
    counted = "|".join(map(re.escape, listed["ends_before_a_number"]))
    places = "|".join(map(re.escape, listed["ends_before_a_place"]))
    return re.compile(
        rf"\s*(?:[,;(/|]|\s-\s)\s*(?=\S)|\.\s+(?=(?:em|con|cháu|dạ|cảm|cám|nhờ|xin)\s)|\s+(?=(?:{words})(?!\w)|(?:{counted})\s?:?\s?\d"
        rf"|(?-i:{places})\s+\S|\d)",
        re.IGNORECASE,
    )


def name_and_rest(rest: str) -> tuple[str, str]:
    """The name that a text begins with, and what follows it."""
    end = _end().search(rest)
    if end is None:
        return rest, ""
    told, more = rest[: end.start()], rest[end.end() :]
    first, *others = more.split()
    goes_on = word_of(first).bare in ("sinh", "nam") or (not others and first.isalpha())
    if _INSIDE.search(told) and not end[0].strip() and goes_on:
        return f"{told} {first}", " ".join(others)
    return told, more


def _without_address(tokens: list[str]) -> list[str]:
    """Without "anh ơi" and the "chị" of "nha chị" behind; "Anh" with its capital is a name."""
    words = [word_of(token) for token in tokens]
    addressed, particles = words_in("names", "tail_addressed"), words_in("names", "particles")
    if len(tokens) > 3 and words[-1].bare == "oi" and words[-2].bare in addressed:
        return tokens[:-2]
    after_particle = len(tokens) > 2 and words[-2].typed in particles and not tokens[-2].istitle()
    if len(tokens) == SURNAME_AND_TWO and words[-2].typed == "a":
        return tokens  # "vu a chu"
    return tokens[:-1] if after_particle and words[-1].bare in addressed else tokens


def before_particle(tokens: list[str]) -> list[str]:
    """The tokens up to a small "nha" or "ạ" behind which talk goes on: "H'Lan nha cán bộ"."""
    particles = words_in("names", "particles")
    for at in range(FULL, len(tokens) - 1):
        word = word_of(tokens[at])
        if word_of(tokens[at - 1]).bare in words_in("names", "middles"):
            continue
        if word.typed in particles and len(word.bare) + (word.typed != word.bare) > 1:
            return tokens if tokens[at][:1].isupper() else tokens[:at]
    return tokens


def _is_doubled(tokens: Sequence[str]) -> bool:
    """Whether the second "anh" of "Bảo Anh anh nhé" is said to the reader, or both are a name's."""
    bare = [word_of(token).bare for token in tokens]
    again = {one for one, other in pairwise(bare) if one == other}
    return bool(again & words_in("names", "tail_addressed"))


def before_tail(tokens: list[str]) -> tuple[list[str], bool]:
    """The tokens without "ạ", "nhé" behind, and whether the last may yet be one of the name's."""
    doubtful = _is_doubled(tokens)
    tokens = _without_address(tokens)
    while len(tokens) > 1 and (
        not tokens[-1][:1].isupper()
        or word_of(tokens[-1]).typed in words_in("names", "tail_always")
    ):
        last = word_of(tokens[-1])
        if word_of(tokens[-2]).bare in words_in("names", "middles"):
            # "hồ thị nhớ"
            doubtful = doubtful or last.typed in words_in("names", "tail_unmarked")
            break
        middle_a = len(tokens) == SURNAME_AND_TWO and word_of(tokens[-2]).typed == "a"
        if middle_a and last.typed not in words_in("names", "tail_always") | {"ạ", "hả"}:
            break  # "vừ a chứ"
        if last.typed in words_in("names", "tail"):
            tokens = tokens[:-1]
        elif last.typed in words_in("names", "tail_unmarked"):
            doubtful = True
            others_capital = all(token[:1].isupper() for token in tokens[:-1])
            if not others_capital and len(tokens) < 4:
                break
            tokens = tokens[:-1]
        else:
            break
    return tokens, doubtful
