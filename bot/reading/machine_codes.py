"""Reads which of the machines of a public place a sentence speaks of."""

import re
from collections.abc import Collection

from backend.vietnamese import compact, fold
from bot.reading.landmarks import kinds_in

_SAID = re.compile(r"\b(?:may(?: tinh)?|so|cai)(?: tinh)?(?: so| thu)? ([a-z]{0,4}[ -]?\d{1,4})\b")
_PUBLIC = re.compile(r"\b(?:may tinh|may) (?:cong cong|dung chung)\b|\bphong may\b")
_PLACES = {"library", "post_office", "culture_house", "learning_centre", "commune_office"}


def is_public(text: str) -> bool:
    """Whether a broken machine is one for everybody: a public place is named, no school."""
    return bool(kinds_in(text) & _PLACES or _PUBLIC.search(fold(text)))


def read_machine(text: str, codes: Collection[str]) -> str:
    """ "máy số 3", "máy 03", "cái TV-3" -> the code that is meant; "" for none of this place."""
    said = {_plain(found) for found in _SAID.findall(fold(text))}
    meant = [code for code in codes if _plain(code) in said]
    return meant[0] if len(meant) == 1 else ""


def _plain(code: str) -> str:
    """Without zeros in front: "TV-03" -> "tv3"."""
    return re.sub(r"(?<!\d)0+(?=\d)", "", compact(code))
