"""Reads whether somebody asks if a family is on a list, or why it is not."""

import re

from bot.reading.phrases import spell_out, split

_ASKS = re.compile(
    r"\bdanh sach\b(?! (?:hoc sinh|lop|truong|nhu cau|ma|khoa))"
    r"|\b(?:khong|chua|no|chang) (?:co|thay) ten\b|\bco ten (?:khong|chua|trong)\b"
)


def asks_list(text: str) -> bool:
    """Whether words ask about a list and the names on it."""
    return bool(_ASKS.search(" ".join(word.bare for word in spell_out(split(text)))))
