"""Says whether the name of a sheet is the name of a hamlet, or of a class of a school."""

import re

from backend.poverty_lists.reading.cells import words
from backend.vietnamese import clean

# "Sheet1 (2)", "DS HN 2026", "Hộ nghèo": what a sheet is called when it is no hamlet.
_GENERAL = (
    "sheet trang tinh table bang danh sach ds ho hn hcn cn ngheo can va tong hop th nam rs ra soat"
    " kem theo qd phu luc pl mau bieu chinh thuc in ban moi cu copy final data list hoc sinh hs"
    " thanh vien nhan khau truong chi tiet so lieu thang quy dot"
)
_OF_COMMUNE = re.compile(r"\b(xa|phuong|thi tran)\b")
_HAMLET_IN = re.compile(
    r"(?:^|[\s_.-])(?P<name>(?:thôn|thon|bản|buôn|làng|plei|tổ|tdp|khu phố|ấp|khóm|xóm)\s.+)", re.I
)
_CLASS = re.compile(r"(?:lớp|lop)?\s*(?P<name>\d{1,2}\s*[-/._]?\s*[A-Za-zĐđ]?\s*\d{0,2})", re.I)


def hamlet_of(sheet: str) -> str:
    """The hamlet that a sheet is named after, as written; empty for "Sheet1" and the like."""
    name = clean(sheet)
    if found := _HAMLET_IN.search(name):
        return found["name"]
    said = words(sheet)
    if _OF_COMMUNE.search(said) or set(re.findall(r"[^\W\d]+", said)) <= set(_GENERAL.split()):
        return ""
    return "" if _CLASS.fullmatch(name) or said.startswith("lop ") else name


def class_of(sheet: str) -> str:
    """The class of a school that a sheet is named after: "Lớp 5A" -> "5A"."""
    found = _CLASS.fullmatch(clean(sheet))
    return found["name"] if found else ""
