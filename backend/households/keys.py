"""The keys under which a name is searched: filters, never proofs."""

import re

from sqlalchemy import ColumnElement, func
from sqlalchemy.orm import InstrumentedAttribute

from backend.vietnamese import fold

_NO_LETTER = re.compile(r"[\W_]+")
_ASIDE = re.compile(r"\([^)]*\)?")


def keys_of(name: str) -> tuple[str, str]:
    """The whole name, as `vietnamese.compact`, and its last word alone, under which it is found in
    a whole country: "Hồ Thị Hoa (B)" -> "hothihoab", "hoa"."""
    folded = fold(name)
    words = (_ASIDE.sub(" ", folded) if "(" in folded else folded).split()
    given = next((key for word in reversed(words) if (key := _NO_LETTER.sub("", word))), "")
    return _NO_LETTER.sub("", folded), given


def is_named(
    column: ColumnElement[str] | InstrumentedAttribute[str], key: str
) -> ColumnElement[bool]:
    """The clause "the name with the key in this column may be the same": y and i are one letter."""
    return func.replace(column, "y", "i") == key.replace("y", "i")
