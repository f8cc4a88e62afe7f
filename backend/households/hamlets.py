"""Whether two hamlets, as people and lists write them, are one place."""

import re
from functools import lru_cache

from backend.vietnamese import clean, compact, fold

# Longest first. Words of one line are used for one another, as "bản" for "thôn".
_KINDS = (
    ("to dan pho", "khu pho", "khom", "tdp", "kp", "to"),
    ("thon", "ban", "buon", "lang", "plei", "ap", "xom"),
)
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")


def hamlets_agree(one: str, other: str) -> bool | None:
    """Whether two hamlets are one place; None when one is not given, or when the name is one and
    the kind another: "Tổ 1" and "Thôn 1" may stand side by side."""
    (kind, name), (other_kind, other_name) = _hamlet(one), _hamlet(other)
    if not name or not other_name:
        return None
    if name == other_name and kind != other_kind and None not in (kind, other_kind):
        return None
    return name == other_name


def is_numbered(hamlet: str) -> bool:
    """Whether its name is a number, as in nearly every commune: outside of its commune "Thôn 1"
    says nothing."""
    return _hamlet(hamlet)[1].isdigit()


@lru_cache(maxsize=1024)
def _hamlet(hamlet: str) -> tuple[int | None, str]:
    """The kind and the name: "Thôn 01", "thon I" and "bản 1" are one place, "1" is of any kind."""
    written = clean(hamlet)
    folded = fold(hamlet).replace(".", " ").strip()
    for kind, words in enumerate(_KINDS):
        for word in words:
            if folded.startswith((f"{word} ", f"{word}:")) or re.match(rf"{word}\d", folded):
                return kind, _numbered(compact(folded.removeprefix(word)), written)
    return None, _numbered(compact(folded), written)


def _numbered(name: str, written: str) -> str:
    last = written.rpartition(" ")[2]
    if last in _ROMAN and name == last.casefold():
        return str(_ROMAN.index(last) + 1)
    return name.lstrip("0") if name.isdigit() else name
