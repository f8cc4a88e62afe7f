"""Reads the name of a head of household and moves what is written after it into a note."""

import re
from dataclasses import dataclass

from backend.poverty_lists.reading.cells import words
from backend.poverty_lists.reading.standings import LEFT, read_class
from backend.vietnamese import clean

_NUMBERED = re.compile(r"^\d{1,4}\s*[.)\-/]\s*")
_BRACKETED = re.compile(r"\s*[(\[]([^)\]]*)[)\]]?")
_TRAILING_NUMBER = re.compile(r"\s+(\d{1,2})$")
_GONE = re.compile(r"\b(chet|mat|qua doi|chuyen|vang|bo di|di khoi|xoa)\b")


@dataclass(frozen=True, slots=True)
class HeadName:
    """`telling` says that the note puts the household's place on the list in doubt."""

    name: str = ""
    note: str = ""
    telling: bool = False


def read_head_name(content: str) -> HeadName:
    """ "Hồ Văn Vai (đã chết)" -> the name and "đã chết"; empty where there is no letter."""
    content = _NUMBERED.sub("", clean(content).lstrip("'"))
    notes = [note.strip() for note in _BRACKETED.findall(content) if note.strip()]
    name = _BRACKETED.sub(" ", content).strip(" .,;:-*")
    if number := _TRAILING_NUMBER.search(name):
        # Neighbours of one name are told apart as "1" and "2".
        notes.insert(0, number[1])
        name = name[: number.start()]
    if not any(character.isalpha() for character in name):
        return HeadName()
    telling = any(_GONE.search(words(note)) or read_class(note) == LEFT for note in notes)
    return HeadName(" ".join(name.split()), "; ".join(notes), telling)
