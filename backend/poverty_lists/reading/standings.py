"""Reads the class of a household: a class word, marks under the columns HN and CN, a heading."""

import re
from functools import lru_cache
from typing import Literal

from backend.poverty_lists.draft import Standing
from backend.poverty_lists.reading.cells import words
from backend.poverty_lists.reading.columns import matches

LEFT: Literal["left"] = "left"
Class = Standing | Literal["left"]

_LEFT = "*thoat* | *khong ngheo* | khong | tn | tcn | mtn | htn | hmtn | htcn | tb | *trung binh*"
_POOR = "hn | n | ngheo | ho ngheo | ho ngheo * | hn * | 1 | tai ngheo"
_NEAR_POOR = "hcn | cn | c ngheo | can ngheo | ho can ngheo | ho can ngheo * | hcn * | cn * | 2"
_BOTH = "hn *cn | n cn | ho ngheo *can ngheo"
# How the household came onto the list, not where it stands.
_MANNER = re.compile(r"\b(moi|cu|ps|phat sinh|tai)\b(?! ngheo)")

_MARKS = frozenset(["x", "v", "co", "1", "yes", "true", "√", "✓", "✔", "☑", "ü", "þ"])
_NO_MARKS = frozenset(["0", "k", "ko", "khong", "no", "false"])


@lru_cache(maxsize=1_000)
def read_class(content: str) -> Class | None:
    """What a class word says ("HN", "C.Nghèo", "TCN"); `None` when it says neither."""
    said = " ".join(_MANNER.sub(" ", words(content)).split())
    if matches(said, _LEFT):
        return LEFT
    if matches(said, _BOTH):
        return None
    if matches(said, _NEAR_POOR):
        return Standing.NEAR_POOR
    return Standing.POOR if matches(said, _POOR) else None


def heading_class(content: str) -> Class | None:
    """The one class that a title, a group row or the name of a sheet speaks of."""
    said = f" {words(content)} "
    if "thoat" in said:
        return LEFT
    near_poor = " can ngheo " in said or said in (" hcn ", " cn ")
    poor = " ho ngheo " in said or said == " hn "
    if near_poor and not poor:
        return Standing.NEAR_POOR
    return Standing.POOR if poor and not near_poor else None


def is_mark(content: str) -> bool:
    """Yes: x X √ 1 có, and ü, which is what a Wingdings tick is typed as."""
    return content.casefold() in _MARKS or words(content) in _MARKS


def is_blank(content: str) -> bool:
    """No, or nothing said."""
    return not content.strip(" .-_") or words(content) in _NO_MARKS
