"""Reads the name of a person and moves what is written after it into a note."""

import re
from functools import lru_cache
from typing import NamedTuple

from backend.poverty_lists.reading.cells import words
from backend.poverty_lists.reading.problems import Kind
from backend.poverty_lists.reading.standings import LISTED, read_class
from backend.vietnamese import clean

_NUMBERED = re.compile(r"^\d{1,4}\s*[.)\-/]\s*")
_BRACKETED = re.compile(r"\s*[(\[]([^)\]]*)[)\]]?")
_TRAILING_NUMBER = re.compile(r"\s+(\d{1,2})$")
_AFTER_DASH = re.compile(r"\s+-\s+(?P<note>.+)$|\s*[,;:]\s*(?P<more>.+)$")
_DEAD = re.compile(r"\b(chet|mat|qua doi|tu vong)\b")
_MOVED = re.compile(r"\b(chuyen|vang|bo di|di khoi|xoa)\b")
_ODD = re.compile(r"[\d(\[,;:]|\s-\s")
_LONGEST = 200


class PersonName(NamedTuple):
    """`problem` says that the note puts the household's place on the list in doubt."""

    name: str = ""
    note: str = ""
    problem: Kind | None = None


def read_name(content: str) -> PersonName:
    """ "Hồ Văn Vai (đã chết)" -> the name and "đã chết"; empty where there is no letter.
    `content` is clean."""
    content = content.lstrip("'")[:_LONGEST]
    if not _ODD.search(content):
        name = content.strip(" .-*")
        if name.istitle():  # "Hồ Thị A Lơ": most names, told quickly
            return PersonName(name)
        return PersonName(_cased(name)) if any(map(str.isalpha, name)) else PersonName()
    return _with_note(_NUMBERED.sub("", content))


def _with_note(content: str) -> PersonName:
    notes = [note.strip() for note in _BRACKETED.findall(content) if note.strip()]
    name = _BRACKETED.sub(" ", content).strip(" .,;:-*")
    if number := _TRAILING_NUMBER.search(name):
        # Neighbours of one name are told apart as "1" and "2".
        notes.insert(0, number[1])
        name = name[: number.start()]
    if more := _AFTER_DASH.search(name):
        notes.append(more["note"] or more["more"])
        name = name[: more.start()]
    if not any(map(str.isalpha, name)):
        return PersonName()
    problem = next(filter(None, map(_telling, notes)), None)
    return PersonName(_cased(clean(name)), "; ".join(notes), problem)


def _telling(note: str) -> Kind | None:
    said = words(note)
    if _DEAD.search(said):
        return Kind.HEAD_DEAD
    if _MOVED.search(said):
        return Kind.HEAD_MOVED
    standing = read_class(note)
    return Kind.NAME_NOTE if standing and standing not in LISTED else None


def _cased(name: str) -> str:
    return " ".join(map(_cased_word, name.split()))


@lru_cache(maxsize=20_000)
def _cased_word(word: str) -> str:
    """ "NGUYỄN" and "nguyễn" -> "Nguyễn"; what mixes both, such as "H'Bian" or "RơChâm", stays."""
    if len(word) > 1 and (word.isupper() or word.islower()):
        before, apostrophe, after = word.partition("'")
        # H'Bian, K'Thu: the particle is one letter; Bh'nướch is one word.
        second = after.capitalize() if len(before) == 1 else after.lower()
        return before.capitalize() + apostrophe + second
    return word[:1].upper() + word[1:]
