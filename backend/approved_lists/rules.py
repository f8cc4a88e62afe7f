"""Pure parts: a decision's number as it is printed, and the hash that a signature covers."""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

_SPACE = re.compile(r"\s+")
_NUMBER = re.compile(r"[0-9][^\s<>]{0,58}")


def decision_number(text: str) -> str | None:
    """ "168 / kh-ubnd" -> "168/KH-UBND"; None for what does not begin with a number."""
    plain = _SPACE.sub("", text).upper()
    return plain if _NUMBER.fullmatch(plain) else None


def digest(rows: Iterable[Mapping[str, Any]]) -> str:
    """The hash of a list's rows, in the order of their numbers."""
    ordered = sorted(rows, key=lambda row: int(row["number"]))
    text = json.dumps(ordered, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()
