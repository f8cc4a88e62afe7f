"""Which of several values in one message is the right one: "15/3 à nhầm 16/3"."""

import re
from collections.abc import Hashable, Sequence
from itertools import pairwise
from typing import TypeVar

from backend.vietnamese import fold
from bot.reading.base import NOTHING, Reading, doubt

T = TypeVar("T", bound=Hashable)

# "15/3 chứ không phải 13/5", "lúc nãy ghi nhầm 13/5": what follows is wrong.
_WRONG_NEXT = re.compile(
    r"(?:\b(?:khong|ko|kg|k|hong|hok|no|chang) phai|\bthay (?:cho|vi)|\bdung ghi"
    r"|\b(?:luc nay|hoi nay|luc truoc|truoc|da|em) (?:ghi|nhan|viet|bao|go) (?:nham|sai|lon))"
    r"(?: la| so| ngay)*[\s:,.]*$"
)
# "15/3 à nhầm 16/3", "không phải 13/5 mà là 15/3": what follows is right.
_RIGHT_NEXT = re.compile(r"\b(?:nham|lon|sai|sua|chinh|moi|ma|dung|doi|phai la|xin loi|quen)\b")


def right_one(text: str, found: Sequence[tuple[int, int, Reading[T]]]) -> Reading[T]:
    """The value meant among `(start, end, reading)` of one text, in the order they stand.

    One value, also when repeated, keeps its certainty; of several the corrected one or else the
    first is handed back, to be confirmed.
    """
    if not found:
        return NOTHING
    readings = [reading for _, _, reading in found]
    chosen = next((reading for reading in readings if reading.certain), readings[0])
    if len({reading.value for reading in readings}) == 1:
        return chosen
    chosen = readings[0]
    chosen_is_wrong = bool(_WRONG_NEXT.search(fold(text[: found[0][0]])))
    for (_, end, _), (start, _, later) in pairwise(found):
        between = fold(text[end:start])
        if not _WRONG_NEXT.search(between) and (chosen_is_wrong or _RIGHT_NEXT.search(between)):
            chosen, chosen_is_wrong = later, False
    return doubt(chosen)
