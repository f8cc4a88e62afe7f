"""Tells the name of a school from words that only speak of one: "xa lắm", "nhà nghèo"."""

import re

from backend.vietnamese import fold, normal

# Without marks; whoever writes one of these names a school, whatever else is said.
_LABEL = re.compile(
    r"(?<!\w)(?:truong|th|thcs|thpt|pt\w*|tieu hoc|trung hoc|mam non|mau giao|cap \d|lien cap)(?!\w)"
)
_SPEAKS = re.compile(
    r"(?<!\w)(?:(?:nha|ho|can) ngheo|ngheo (?:lam|qua|kho)|xa (?:lam|qua|nha|xoi|lac)"
    r"|(?:o|tan|duoi|tren) (?:xa|huyen|tinh|ban)|gan (?:nha|day|do|lam)|kho (?:khan|lam|qua)"
    r"|(?:nghi|bo|chua di|khong di|ko di|het) hoc|hoc (?:gioi|kem|kha|xa|gan)"
    r"|(?:khong|ko|chua) (?:co|hoc)|cung duoc|gi cung|o day|o kia"
    r"|di bo|qua suoi)(?!\w)"
)
_KNOWS_NOT = re.compile(r"(?<!\w)(?:khong|ko|k|chua|chang|quen) (?:biet|ro|nho)(?!\w)")
_SPEAKING = {"lắm", "quá", "nghèo", "xa", "rồi", "nhỉ", "hả"}  # with their marks


def is_no_school(text: str) -> bool:
    """Whether words tell something of a school or a child, and no name."""
    said = fold(text)
    if _KNOWS_NOT.search(said):
        return True
    if _LABEL.search(said):
        return False
    return bool(_SPEAKS.search(said)) or not _SPEAKING.isdisjoint(normal(text).split())
