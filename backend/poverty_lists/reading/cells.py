"""Cell values as text, and texts as the words by which headers and classes are recognised."""

import re
from datetime import date, datetime
from functools import lru_cache

from backend.poverty_lists.reading.formats.content import Value
from backend.vietnamese import clean, fold

# Words of ASCII and Vietnamese letters with single spaces between them: most cells are clean.
_WORD = "[0-9A-Za-zÀ-ÃÈ-ÊÌÍÒ-ÕÙÚÝà-ãè-êìíò-õùúýĂăĐđĨĩŨũƠơƯưẠ-ỹ]+"
_CLEAN = re.compile(f"{_WORD}(?: {_WORD})*")
_NOT_WORD = re.compile(r"[\W_]+")


def raw(value: Value | None) -> str:
    """What an officer would read in the cell: 46085001234.0 -> "46085001234", day first."""
    if type(value) is int:  # most cells that are no text
        return str(value)
    match value:
        case str():
            return value
        case None:
            return ""
        case bool():
            return "TRUE" if value else "FALSE"
        case datetime():
            return f"{value.day}/{value.month}/{value.year} {value:%H:%M}"
        case date():
            return f"{value.day}/{value.month}/{value.year}"
        case float() if value.is_integer():
            return str(int(value))
        case _:
            return str(value)


# Typed: True is no 1, though it equals it. The cells of a list say the same few things again and
# again; names and numbers only pass through.
@lru_cache(maxsize=30_000, typed=True)
def text(value: Value | None) -> str:
    """`raw`, as one clean line."""
    content = raw(value)
    return content if _CLEAN.fullmatch(content) else clean(content)


@lru_cache(maxsize=20_000)
def words(content: str) -> str:
    """Folded words with single spaces: "Số CCCD/\\nCMND" -> "so cccd cmnd"."""
    return _NOT_WORD.sub(" ", fold(content)).strip()


def letter(column: int) -> str:
    """The letters that Excel shows above a column counted from 1: 28 -> "AB"."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
