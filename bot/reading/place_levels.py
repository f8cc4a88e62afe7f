"""The levels that a place is said in: "thôn 1 xã Hồng Thủy" has two."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from backend.vietnamese import fold, normal
from bot.reading.phrases import Phrases, Word
from bot.reading.word_lists import load, words_in

TOKEN = re.compile(r"[^\W_]+(?:['\-/][^\W_]+)*\.?|[,;()–]|\s-\s")
BREAKS = frozenset(",;()-–")
_NUMBER = re.compile(r"\d+[a-z]?|[ivx]+", re.IGNORECASE)
_FAR = frozenset(
    {
        "lam",
        "qua",
        "xoi",
        "tit",
        "nha",
        "ma",
        "nen",
        "nay",
        "ni",
        "kia",
        "do",
        "no",
        "truong",
        "khong",
        "o",
        "roi",
        "chua",
        "day",
    }
)
_CLEAR_LETTERS = frozenset("pqx")  # no name has these alone
_DISTRICTS, _PROVINCES = frozenset({"thi-xa", "huyen", "quan"}), frozenset({"tinh", "tp"})


@dataclass
class Level:
    """One level of a place: what kind of unit, and the words of its name."""

    kind: str
    name: list[str]

    @property
    def is_hamlet(self) -> bool:
        return bool(self.kind) and self.kind not in words_in("places", "above")

    @property
    def is_commune(self) -> bool:
        """Or a unit above it."""
        return self.kind in words_in("places", "above")

    @property
    def is_numbered(self) -> bool:
        return self.is_hamlet and len(self.name) == 1 and bool(_NUMBER.fullmatch(self.name[0]))

    @property
    def is_capitalised(self) -> bool:
        return bool(self.name) and all(word[:1].isupper() for word in self.name)

    @property
    def is_village(self) -> bool:
        """What is never a part of a smaller one: "bản Nậm Cứm, cụm 2"."""
        return self.kind in words_in("places", "villages")

    @property
    def rank(self) -> int:
        """0 within a commune, 1 a commune, 2 a district, 3 a province or city."""
        if self.is_hamlet:
            return 0
        if not self.kind:
            return 1
        return 3 if self.kind in _PROVINCES else 2 if self.kind in _DISTRICTS else 1


@cache
def kinds() -> Phrases[str]:
    """The words for kinds of unit, and the kind that each means."""
    listed = load("places")["kinds"]
    named = [(phrase, kind) for kind, phrases in listed.items() for phrase in phrases]
    return Phrases([*named, *((f"{phrase} số", kind) for phrase, kind in named)])


@lru_cache(maxsize=2048)
def word_of(token: str) -> Word:
    """A token as a word to compare."""
    token = token.strip(" .")
    return Word(normal(token), fold(token))


def names_kind(line: str) -> bool:
    """Whether a line has a word for a kind of unit before its end."""
    words = [word_of(token) for token in TOKEN.findall(line)]
    return any(list(kinds().at(words, at)) for at in range(len(words) - 1))


def _begins(
    words: Sequence[Word], tokens: Sequence[str], at: int, inside: Level
) -> tuple[str, int]:
    """The kind of unit that begins here and the length of its word; a length of 0 if none does.

    Inside a name only words for communes and above begin a level, and one letter only with its
    dot or after "thôn 1"; words for hamlets when a number follows: "A Lăng" typed "a lang" is no làng.
    """
    kind, length = next(kinds().at(words, at), ("", 0))
    after = words[at + length] if at + length < len(words) else None
    if after is None or not after.typed or after.typed in BREAKS:
        return "", 0
    if words[at].typed == "xa" and after.bare in _FAR and after.typed != after.bare:
        return "", 0  # "xa lắm"
    if [word.typed for word in words[at : at + 3]] == ["xa", "trung", "tâm"]:
        return "", 0
    if at and words[at - 1].bare == "truong" and kind not in words_in("places", "above"):
        return "", 0  # "hỏi trưởng bản"
    numbered = bool(_NUMBER.fullmatch(after.typed))
    above = kind in words_in("places", "above")
    if inside.kind and not inside.name and not above and not numbered:
        return "", 0  # "thôn Làng Mới", "xã Bản Liền"
    if kind == "bon" and not tokens[at + length][:1].isupper():
        return "", 0  # "bon ni": bọn này
    if kind == "pho" and inside.name:
        return "", 0  # "bản Phố 2"
    clear = words[at].typed in _CLEAR_LETTERS or len(words[at].typed) > 1 or "." in tokens[at]
    clear = clear or inside.is_numbered or (tokens[at].islower() and inside.is_capitalised)
    turned = inside.is_commune and words[at].typed in words_in("places", "turned")
    # "kiệt 42 đường Nguyễn Huệ", "xóm 2 thôn Bình Giang"
    turned = turned or (inside.is_numbered and not words[at].typed.isascii())
    # "nhà mệ ở thôn Tân Hối"
    turned = turned or (
        not inside.kind and tokens[at].islower() and words[at].typed in words_in("places", "turned")
    )
    if inside.name and not (above and clear) and not turned and not numbered:
        return "", 0
    return kind, length


def _ends_in_kind(words: Sequence[Word], at: int) -> int:
    """The length of a "thị trấn" that ends the message and so names none; 0 without one."""
    kind, length = next(kinds().at(words, at), ("", 0))
    ends = at + length == len(words) and len(words[at].typed) > 1
    return length if ends and kind in words_in("places", "above") else 0


def levels_of(tokens: Sequence[str]) -> list[Level]:
    """The levels of a place from the smallest up, as they were said."""
    words = [word_of(token) for token in tokens]
    levels = [Level("", [])]
    at = 0
    while at < len(tokens):
        level = levels[-1]
        kind, length = _begins(words, tokens, at, inside=level)
        if words[at].typed in BREAKS:
            levels.append(Level("", []))
        elif length:
            levels.append(Level(kind, []))
        elif level.name and (length := _ends_in_kind(words, at)):
            break
        elif level.is_numbered:
            # "thôn 1 hồng thủy": a hamlet with a number has its whole name.
            levels.append(Level("", [tokens[at]]))
        else:
            level.name.append(tokens[at].rstrip("."))
        at += length or 1
    return [found for found in levels if found.name]
