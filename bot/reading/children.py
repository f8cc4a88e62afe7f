"""Several children told in one sentence: "tui có 2 đứa, thằng Tí lớp 3 con Na lớp 6".

A text is cut before each word for a child and at its commas; what follows such a word, or a name with
capitals, belongs to one child. Where it is not plain which fact is whose, nothing is found.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from backend.vietnamese import clean, fold
from bot.reading.birth_years import read_birth_year
from bot.reading.gleaning import BIRTH, CLASS, SCHOOL, school_in
from bot.reading.grades import read_grade
from bot.reading.word_lists import words_in

MOST = 6  # children of a family; more are a class
OLDEST = 25  # years; who is older is no pupil
_LONGEST = 500
_LAST_CLASSES = (5, 9, 12)  # of primary, lower and upper secondary schools
_FEWEST, _LONGEST_NAME = 2, 5

_KIN = (
    r"(?:thằng|thang|đứa|dua|con|cháu|chau|bé|be|cu|nhóc|nhoc|em|cái|nhỏ(?= [^\W\d_a-z])"
    r"|(?:chị|chi|anh)(?= (?:học |hoc )?l[oớ]p ?\d))"
)
_CUT = re.compile(
    rf"[,;:\n&+]|\.(?=\s|$)|(?<!\w)(?:và|va|với|voi|còn)(?!\w)|(?<!\w)(?={_KIN}(?!\w))"
    r"|(?<=\bcho )(?=[^\W\d_a-z])"
)
_LEAD = re.compile(
    rf"(?:\s|{_KIN}(?!\w)|(?:lớn|lon|nhỏ|nho|đầu|dau|út|ut|trai|gái|gai|trưởng|thứ|thu|tôi|toi|tui|mình"
    r"|nó|no|một|mot|1|nữa|nua|kia|tên|ten|là|la|cả|ca|của|cua)(?!\w))*",
    re.IGNORECASE,
)
_BEGINS = re.compile(rf"\s*(?:(?:một|mot|1)\s+)?(?:{_KIN})(?!\w)", re.IGNORECASE)
_CALLED = re.compile(r"(?<!\w)(?:tên|ten)(?: (?:là|la))?\s+([^\W\d].*)", re.IGNORECASE)
_GROWN_UPS = re.compile(
    r"\s*(?:(?:ten|con|chau) )?(?:chu ho|me|bo|cha|chong|vo|ong|ba|toi ten|toi sinh|tui sinh)(?!\w)"
)
_COUNT = re.compile(
    r"(?<!\w)(?P<count>[1-6]|mot|hai|ba|bon) (?:(?:dua )?(?:con|chau|em)|dua|be|nhoc|hoc sinh)(?!\w)"
)
_NUMBERS = {"mot": 1, "hai": 2, "ba": 3, "bon": 4}


@dataclass(frozen=True)
class ToldChild:
    """What was said of one child; each part may be empty. `name` is as they called it: "Tí"."""

    name: str = ""
    class_name: str = ""
    birth_year: int | None = None
    school: str = ""


@dataclass(frozen=True)
class ToldChildren:
    """The children, and what else the text says."""

    children: tuple[ToldChild, ...]
    rest: str


@dataclass(frozen=True)
class _Piece:
    child: ToldChild
    is_new: bool  # a word for a child or a name begins it
    is_surely: bool  # a word for a child begins it

    @property
    def tells(self) -> bool:
        """Whether it says anything of a child."""
        return self.child != ToldChild()


def children_in(text: str, today: date) -> ToldChildren | None:
    """Two children or more; None for one child, and where anything is doubtful."""
    line = clean(text)[:_LONGEST]
    counts = [_number(found["count"]) for found in _COUNT.finditer(fold(line))]
    ends = [(found.start(), found.end()) for found in _CUT.finditer(line)]
    starts = [0, *(end for _start, end in ends)]
    spans = list(zip(starts, [*(start for start, _end in ends), len(line)], strict=True))
    read = [_piece(line[start:end], today) for start, end in spans]
    pieces = [piece for piece in read if piece is not None]
    if len(pieces) < len(read):
        return None
    if not any(piece.tells for piece in pieces):
        count = 0 if 1 in counts else max(counts, default=0)
        return ToldChildren((ToldChild(),) * count, line) if _FEWEST <= count <= MOST else None
    children = _joined(pieces, is_counted=bool(counts))
    if children is None or not _FEWEST <= len(children) <= MOST:
        return None
    rest = line
    for (start, end), piece in reversed(list(zip(spans, pieces, strict=True))):
        if piece.tells:
            rest = f"{rest[:start]} {_kin_of(line[start:end])} {rest[end:]}"
    return ToldChildren(tuple(children), " ".join(CLASS.sub(" ", rest).split()))


def tells_children(text: str, today: date) -> bool:
    """Whether a text tells more of several children than how many there are."""
    told = children_in(text, today)
    return told is not None and told.children[0] != ToldChild()


def may_share_school(one: ToldChild, other: ToldChild) -> bool:
    """Whether no school's level is known to part them."""
    levels = [_level(child) for child in (one, other) if child.class_name]
    return len(levels) < len((one, other)) or levels[0] == levels[1]


def _level(child: ToldChild) -> int:
    """0 to 2 for the kind of school that has such a class, 3 for none of them."""
    digits = re.match(r"\d+", child.class_name)
    return bisect_left(_LAST_CLASSES, int(digits[0])) if digits else len(_LAST_CLASSES)


def _joined(pieces: Sequence[_Piece], *, is_counted: bool) -> list[ToldChild] | None:
    """Pieces put together: "Tí, sn 2014, lớp 3" is one child's."""
    children: list[ToldChild] = []
    sure: list[bool] = []
    for piece in pieces:
        if not piece.tells:
            continue
        joined = None if piece.is_new or not children else _with(children[-1], piece.child)
        if joined:
            children[-1] = joined
            continue
        if children and not piece.is_new and not is_counted:
            return None  # "lớp 5, lên lớp 6"
        children.append(piece.child)
        sure.append(piece.is_surely)
    told = zip(children, sure, strict=True)
    return [c for c, is_sure in told if is_sure or replace(c, name="", school="") != ToldChild()]


def _with(child: ToldChild, more: ToldChild) -> ToldChild | None:
    """Both together; None where they tell the same thing twice."""
    if more.name or any(
        (
            child.class_name and more.class_name,
            child.birth_year and more.birth_year,
            child.school and more.school,
        )
    ):
        return None
    return ToldChild(
        child.name,
        child.class_name or more.class_name,
        child.birth_year or more.birth_year,
        child.school or more.school,
    )


def _piece(part: str, today: date) -> _Piece | None:
    """What a part tells; None where it tells of two classes or years."""
    classes, years = CLASS.findall(part), BIRTH.findall(part)
    if len(classes) > 1 or len(years) > 1:
        return None
    if _GROWN_UPS.match(fold(part)):
        return _Piece(ToldChild(), is_new=False, is_surely=False)
    grade = read_grade(f"lớp {classes[0]}").value if classes else None
    born = read_birth_year(years[0], today) if years else None
    year = born.value if born and born.certain else None
    if year and today.year - year > OLDEST:
        year = None
    begins = bool(_BEGINS.match(part))
    has_facts = bool(grade or year)
    name = _name(part, begins=begins, has_facts=has_facts)
    school = school_in(part).value or ""
    if not (name or has_facts):
        return _Piece(ToldChild(), is_new=False, is_surely=False)
    child = ToldChild(name, grade or "", year, school)
    return _Piece(child, is_new=begins or bool(name), is_surely=begins)


def _name(part: str, *, begins: bool, has_facts: bool) -> str:
    """What the child is called: with capitals, or in small letters between "thằng" and "lớp"."""
    called = _CALLED.search(part)
    behind = called[1] if called else part[_found_end(_LEAD, part) :]
    facts = [found.start() for p in (CLASS, BIRTH, SCHOOL) if (found := p.search(behind))]
    words: list[str] = []
    for word in behind[: min(facts, default=len(behind))].split():
        if not word.replace("'", "").replace("’", "").isalpha():
            break
        if word.islower() and fold(word) in words_in("children", "end_name"):
            break
        words.append(word)
    is_capitalised = all(word[:1].isupper() for word in words)
    is_labelled = (begins and has_facts) or called
    if not words or len(words) > _LONGEST_NAME or not (is_capitalised or is_labelled):
        return ""
    if not (begins or has_facts or called) and len(words) == 1 and behind != part.strip():
        return ""
    return " ".join(word[:1].upper() + word[1:] for word in words)


def _found_end(pattern: re.Pattern[str], text: str) -> int:
    found = pattern.match(text)
    return found.end() if found else 0


def _kin_of(part: str) -> str:
    """The word for a child with which a part begins, by which people tell for whom they ask."""
    return part[: _found_end(_BEGINS, part)].strip()


def _number(said: str) -> int:
    return _NUMBERS.get(said) or int(said)
