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
_RIGHT_NEXT = re.compile(
    r"\b(?:(?:a|y|o|ui|ua) (?:khong|ko|kg|hong)|thoi|nham|lon|sai|sua|chinh|moi"
    r"|ma(?! (?:giay|sinh|khai|tren|trong))|dung|doi|phai la|xin loi|quen)\b"
    r"|(?:^|\s)a[\s,]*$"
)
# "15/3 à không phải, 16/3"
_ON_SECOND_THOUGHT = re.compile(r"\b(?:a|y|o|ui|ua) khong phai\b")
# "ghi nhầm 1919, 1991 mới đúng" begins with the wrong one.
_WRONG_FIRST = re.compile(
    r"\b(?:ghi|viet|go|nhan|bao|khai) (?:nham|sai|lon)(?: la| thanh)*[\s:,]*$"
)
# "Hồ Thị Lơ à nhầm Hồ Thị Lợ"; "Nhâm" is a name, "a nham" inside one is none.
_CORRECTION = re.compile(
    r"(?:\s|,)(?:à|ờ|a|ủa|í|ý|ơ|ui|ấy|chết|xin lỗi|xin loi|sorry),? "
    r"(?:(?:em|con|cháu|tôi|tui|e) )?(?:(?:ghi|viết|gõ|bấm|nhắn|nói|ghi|viet|go|bam|nhan|noi) )?"
    r"(?:không phải|không|khong|nhầm|nham|lộn|lon|quên|quen)(?: rồi| roi| là| la)*(?:\s|,)+"
    r"|(?:\s|,)(?:nhầm|lộn|(?:sửa|viết|ghi|nói) lại|đúng ra|đính chính)"
    r"(?: rồi| là| thành| cho đúng)*(?:\s|,)+",
    re.I,
)
# "Hồ Thị Duyên nhưng trong giấy ghi Hồ Thị Diên": what the paper says counts.
_ON_PAPER = re.compile(
    r"[\s,]+(?:nhưng|nhung|mà|còn|chứ) (?:(?:trong|trên|ở|tren|o) )?(?:tờ )?"
    r"(?:giấy|khai sinh|hộ khẩu|căn cước|cccd|giay|ho khau|can cuoc)(?: tờ| to| khai sinh| nớ)?"
    r"(?: (?:thì|lại|ghi|viết|là|thi|lai|viet|la))+\s+",
    re.I,
)
# "không phải thôn 2 mà thôn 3"
_NOT_THIS_BUT = re.compile(
    r"^(?:(?:dạ|em|da) )*(?:không|khong|ko|k|hông) (?:phải|phai)(?: là| la)? .+?"
    r"(?:\s(?:mà|ma)(?: là| la)?\s|,\s*(?:mà )?(?:là )?)",
    re.I,
)
_RATHER_THAN = re.compile(
    r"(?:\s|,)(?:chứ |chớ |chu )?(?:không|khong|ko|k|hông) (?:phải|phai)\s", re.I
)
# What surely speaks of a mistake, also between things that stand side by side by right.
_CORRECTS = re.compile(
    r"\b(?:nham|(?:khong|ko|kg|k|hong|hok|no|chang) phai|(?:ghi|viet|bao|go|nhan) (?:sai|lon)"
    r"|sua lai|chinh lai|xin loi|moi dung|(?:a|ui|ua|y) (?:quen|khong|ko|kg|hong))\b"
)


def is_corrected(text: str) -> bool:
    """Whether a folded text takes something back: "lớp 5 à nhầm lớp 6"."""
    return bool(_CORRECTS.search(text))


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
    before = fold(text[: found[0][0]])
    chosen_is_wrong = bool(_WRONG_NEXT.search(before) or _WRONG_FIRST.search(before))
    for (_, end, _), (start, _, later) in pairwise(found):
        between = fold(text[end:start])
        wrong_next = _WRONG_NEXT.search(between) and not _ON_SECOND_THOUGHT.search(between)
        if not wrong_next and (chosen_is_wrong or _RIGHT_NEXT.search(between)):
            chosen, chosen_is_wrong = later, False
    return doubt(chosen)


def corrected_words(line: str) -> tuple[str, bool]:
    """What stands after the correction of something else, and whether there was one."""
    if found := _CORRECTION.search(line):
        return line[found.end() :] or line[: found.start()], True
    if found := _ON_PAPER.search(line):
        return line[found.end() :], True
    if found := _NOT_THIS_BUT.search(line):
        return line[found.end() :], True
    if found := _RATHER_THAN.search(line):
        return line[: found.start()], True
    return line, False
