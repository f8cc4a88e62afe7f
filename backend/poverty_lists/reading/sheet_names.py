"""Says whether the name of a sheet is the name of a hamlet."""

import re

from backend.poverty_lists.reading.cells import words
from backend.vietnamese import clean

# "Sheet1 (2)", "DS HN 2026", "Hộ nghèo": what a sheet is called when it is no hamlet.
_GENERAL = (
    "sheet trang tinh table bang danh sach ds ho hn hcn cn ngheo can va tong hop th nam rs ra soat"
    " kem theo qd phu luc pl mau bieu chinh thuc in ban moi cu copy final data list"
)
_OF_COMMUNE = re.compile(r"\b(xa|phuong|thi tran)\b")


def hamlet_of(sheet: str) -> str:
    """The hamlet that a sheet is named after, as written; empty for "Sheet1" and the like."""
    said = words(sheet)
    if _OF_COMMUNE.search(said) or set(re.findall(r"[^\W\d]+", said)) <= set(_GENERAL.split()):
        return ""
    return clean(sheet)
