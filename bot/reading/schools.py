"""Finds the name of a school among what is said with it ("cháu học lớp 5 trường ... ạ"), and tells
it from words that only speak of one: "xa lắm", "nhà nghèo"."""

import re

from backend.vietnamese import clean, fold, normal
from bot.reading.gleaning import BIRTH, CLASS, KNOWS_NOT, PHONE, ROOM_AT_SCHOOL, SCHOOL_KIND

# Whoever writes one of these names a school, whatever else is said.
_KIND = re.compile(SCHOOL_KIND)
_SPEAKS = re.compile(
    r"(?<!\w)(?:(?:nha|ho|can) ngheo|ngheo (?:lam|qua|kho)|xa (?:lam|qua|nha|xoi|lac)"
    r"|(?:o|tan|duoi|tren) (?:xa|huyen|tinh|ban)|gan (?:nha|day|do|lam)|kho (?:khan|lam|qua)"
    r"|(?:nghi|bo|chua di|khong di|ko di|het) hoc|hoc (?:gioi|kem|kha|xa|gan)"
    r"|(?:khong|ko|chua) (?:co|hoc)|cung duoc|gi cung|o day|o kia"
    r"|di bo|qua suoi)(?!\w)"
)
_POLITE = re.compile(r"(?:(?:dạ|vâng|ạ|thưa|là|ở|tại),? )+", re.IGNORECASE)  # with their marks
_WHO = "(?:em|con|chau|be|no|dua|tui|nha|trai|gai|lon|nho|ut|toi|minh|dang|di|thi|cung|gio|hien)"
# Without marks: "con em đang học ở", "cháu An học", "ở" before what is surely a school. "Tiểu học" is
# none of them: before "học" stands who goes there, or nothing.
_LEAD = re.compile(
    rf"(?:(?:da|thua|vang),? )*(?:(?:{_WHO} )*hoc (?:(?:o|tai|ben|trong) (?=\S+ \S))?"
    rf"|(?:em|con|chau|be) (?:\S+ ){{1,4}}?hoc (?:(?:o|tai) )?(?={SCHOOL_KIND})"
    rf"|(?:la|o|tai) (?={SCHOOL_KIND}))"
)
_KNOWS_NOT = re.compile(rf"(?<!\w){KNOWS_NOT}(?!\w)")
_SPEAKING = {"lắm", "quá", "nghèo", "xa", "rồi", "nhỉ", "hả"}  # with their marks


def school_named(text: str) -> str:
    """The name alone; "" where nothing but a class or another fact is said."""
    line = clean(text)
    for fact in (CLASS, BIRTH, PHONE):
        line = clean(fact.sub(" ", line))
    if room := ROOM_AT_SCHOOL.search(line):
        start, end = room.span(1) if room[1] else room.span(2)
        line = f"{line[:start]} {line[end:]}"
    line = clean(re.sub(r"\s*,[\s,]*", ", ", line)).strip(" ,;.-")
    line = _POLITE.sub("", line, count=1) if _POLITE.match(line) else line
    lead = _LEAD.match(fold(line))  # letter by letter the same
    return line[lead.end() :] if lead else line


def is_no_school(text: str) -> bool:
    """Whether words tell something of a school or a child, and no name."""
    said = fold(text)
    if _KNOWS_NOT.search(said):
        return True
    if _KIND.search(said):
        return False
    return bool(_SPEAKS.search(said)) or not _SPEAKING.isdisjoint(normal(text).split())
