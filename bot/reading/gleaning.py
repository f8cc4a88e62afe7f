"""Finds what people tell by the way: "Vừ A Dia sn 2014 lớp 5 bản Nậm Pồ, sđt 0912345678".

Only what is labelled counts, and only once in a text: a number that could be anything, or two
classes, are left for the question. What was found is read back before anything is sent.
"""

import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import TypeVar

from backend.vietnamese import clean
from bot.reading.base import NOTHING, Reading, sure
from bot.reading.birth_years import read_birth_year
from bot.reading.grades import read_grade
from bot.reading.heads import without_head
from bot.reading.names import read_name
from bot.reading.phones import read_phone

T = TypeVar("T")

_I = re.IGNORECASE
BIRTH = re.compile(r"\b(?:(?:sn|ns|sinh|sanh)\b[^\d,;.]{0,12}[\d/.-]*\d{4}|2 ?k ?\d\d?)(?!\d)", _I)
# Spoken: up to a comma or the next fact. "Học sinh" is none.
_BORN = re.compile(
    r"(?<!\bhọc )(?<!\bhoc )\b(?:sn|ns|sinh|sanh)\b"
    r"(?:(?! (?:lớp|lop|học|hoc|trường|truong|thôn|thon|xã|xa|ở|sđt|sdt|số|so|con|cháu|chau)\b)[^,;.])+",
    _I,
)
CLASS = re.compile(r"\b(?:lớp|lop) ?(\d{1,2}(?: ?/ ?\d{1,2}|[a-k]\d{0,2})?)(?![\w/])", _I)
# With marks and without.
SCHOOL_KIND = (
    r"\b(?:trường|truong|th|thcs|thpt|pt\w*|tiểu học|tieu hoc|trung học|trung hoc|mầm non|mam non|mn"
    r"|mẫu giáo|mau giao|cấp \d|cap \d|liên cấp|lien cap)\b"
)
# "hong biết", without marks; a whole answer, or among other words.
KNOWS_NOT = "(?:khong|ko|k|kg|hok|hong|chua|chang|quen) (?:biet|nho|ro)"
# "TH Hồng Thủy 5A", "5a tiểu học Hồng Thủy": unlabelled, but beside a school nothing else is so; and
# "trường 2/9" has the name of a day.
_ROOM = r"(\d{1,2}[a-k]\d{0,2})"
ROOM_AT_SCHOOL = re.compile(
    rf"^{_ROOM}[ ,]+(?={SCHOOL_KIND})"
    rf"|{SCHOOL_KIND}.*?[ ,](?<!thôn )(?<!thon )(?<!bản )(?<!ban ){_ROOM}\W*$",
    _I,
)
_LABEL = r"lớp|lop|thôn|thon|bản|ban|buôn|làng|xã|xa|sđt|sdt|số|so|sn|ns|sinh|năm|nam|tên|ten|em|ạ"
SCHOOL = re.compile(
    r"\b(?:trường|truong) +(?!(?:nào|nao|em|này|nay|học|hoc)\b)([^\W\d].*?)"
    rf"(?= (?:{_LABEL})\b|[,;.\d]|$)",
    _I,
)
_CHILD = re.compile(
    r"\b(?:con|cháu|chau|bé|be)(?: (?:tôi|toi|tui|em|mình|minh|trai|gái|gai|nó|no))* (?:tên|ten)"
    rf"(?: (?:là|la))? *:? *([^\W\d].*?)(?= (?:{_LABEL})\b|[,;.\d]|$)",
    _I,
)
# Written with capitals, a name may follow at once: "xin máy cho con Hồ Văn Tí".
_FOR_CHILD = re.compile(
    r"\bcho (?:con|cháu|chau)(?: (?:tôi|toi|tui|em|trai|gái|gai))* "
    r"((?:[^\W\d_a-z][\w’']* ){1,4}[^\W\d_a-z][\w’']*)(?=$|[ ,;.])"
)
_PLACE_WORDS = r"thôn|thon|bản|ban|buôn|buon|làng|lang|tổ|to|ấp|ap|xóm|xom|khóm|khom|tdp"
_HAMLET = re.compile(rf"\b(?:{_PLACE_WORDS}) +\S+(?: (?!(?:{_PLACE_WORDS})\b)\S+){{0,3}}", _I)
_COMMUNE = re.compile(r"\b(?:xã|xa|phường|phuong|thị trấn|thi tran) +\S+(?: \S+){0,3}", _I)
_NAME_AND_YEAR = re.compile(r"(\D{3,60}?)[ ,]+((?:19|20)\d\d)\W*")
_YEAR_AT_END = re.compile(r"[ ,]+(?:19|20)\d\d\W*$")
PHONE = re.compile(
    r"\b(?:sđt|sdt|đt|dt|số|so) *:? *0\d(?:[ .-]?\d){0,8}|\b0\d(?:[ .-]?\d){8}\b", _I
)
_FACTS = (BIRTH, _YEAR_AT_END, CLASS, SCHOOL, _HAMLET, _COMMUNE, PHONE)
_LONGEST = 500


def birth_year_in(text: str, today: date) -> Reading[int]:
    """The year behind "sinh năm", "sn", or "2k14", or alone behind a name: "Hồ Thị Lan 2014". Also in
    a date or in words: "sinh mười lăm tháng ba năm hai không mười bốn". Never the head's."""
    line = without_head(text)
    found = _NAME_AND_YEAR.fullmatch(line[:_LONGEST])
    if found and read_name(found[1]).certain:
        return _certain(read_birth_year(found[2], today))
    label = BIRTH if BIRTH.search(line) else _BORN
    return _only(label, line, lambda said: read_birth_year(said, today))


def class_in(text: str) -> Reading[str]:
    """The one class behind "lớp", or that of somebody who names the school with it."""
    line = clean(text)[:_LONGEST]
    room = None if CLASS.search(line) else ROOM_AT_SCHOOL.search(line)
    return _certain(read_grade(room[1] or room[2])) if room else _only(CLASS, text, read_grade)


def phone_in(text: str) -> Reading[str]:
    """The one telephone number."""
    return _certain(read_phone(text[:_LONGEST]))


def school_in(text: str) -> Reading[str]:
    """The school behind "trường"."""
    return _only(SCHOOL, text, lambda said: sure(SCHOOL.sub(r"\1", said)))


def child_name_in(text: str) -> Reading[str]:
    """The name behind "con tôi tên là", or in capitals behind "cho con"."""
    told = _only(_CHILD, text, lambda said: read_name(_CHILD.sub(r"\1", said)))
    written = _FOR_CHILD.search(clean(text)[:_LONGEST])
    if told.certain or not written or not _is_capitalised(written[1]):
        return told
    return _certain(read_name(written[1]))


def without_facts(text: str) -> str:
    """What a text says besides the labelled facts; the text itself when there are none."""
    rest = line = clean(text)[:_LONGEST]
    for label in (*_FACTS, _FOR_CHILD):
        rest = label.sub(" ", rest)
    return text if rest == line else " ".join(rest.split())


def name_before_facts(text: str) -> Reading[str]:
    """The name with which a text begins that goes on with labelled facts: "Vừ A Dia sn 2014"."""
    line = clean(text)[:_LONGEST]
    starts = [found.start() for label in _FACTS if (found := label.search(line))]
    return _certain(read_name(line[: min(starts)].rstrip(" ,;.-"))) if starts else NOTHING


def hamlet_in(text: str, read: Callable[[str], Reading[T]]) -> Reading[T]:
    """The place behind "thôn", "bản" and the like that `read` knows for certain."""
    return _place(_HAMLET, text, read)


def commune_in(text: str, read: Callable[[str], Reading[T]]) -> Reading[T]:
    """The place behind "xã", "phường" that `read` knows for certain."""
    return _place(_COMMUNE, text, read)


def _is_capitalised(name: str) -> bool:
    return all(word[0].isupper() for word in name.split())


def _only(pattern: re.Pattern[str], text: str, read: Callable[[str], Reading[T]]) -> Reading[T]:
    found = [match[0].strip() for match in pattern.finditer(clean(text)[:_LONGEST])]
    return _certain(read(found[0])) if len(found) == 1 else NOTHING


def _place(pattern: re.Pattern[str], text: str, read: Callable[[str], Reading[T]]) -> Reading[T]:
    """Of each place the longest name that is known."""
    found = []
    for match in pattern.finditer(clean(text)[:_LONGEST]):
        found += next(
            ([r] for part in _shorter(match[0]) if (r := _certain(read(part))).certain), []
        )
    return found[0] if len(found) == 1 else NOTHING


def _shorter(said: str) -> Iterator[str]:
    words = said.rstrip(",;.").split()
    for count in range(len(words), 1, -1):
        yield " ".join(words[:count]).rstrip(",;.")


def _certain(reading: Reading[T]) -> Reading[T]:
    return reading if reading.certain else NOTHING
