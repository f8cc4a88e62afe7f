"""Reads pasted lines of needs: `trường; điểm trường; nhóm; cần gì; số lượng; kinh phí; mức gấp`, or the
same in columns between tabs, in any order below a row of headings."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from backend.i18n import _
from backend.school_needs.groups import needs
from backend.school_needs.words import Urgency
from backend.vietnamese import clean, fold

COLUMNS = ("school", "site", "group", "text", "quantity", "cost", "urgency")
_HEADINGS = {
    "school": "truong | ten truong | ten truong hoc | don vi",
    "site": "diem truong | diem | ten diem truong | phan hieu",
    "group": "nhom | nhom nhu cau | noi dung | linh vuc",
    "text": "can gi | nhu cau | noi dung nhu cau | mo ta | chi tiet",
    "quantity": "so luong | sl",
    "cost": "kinh phi | uoc tinh | du toan | so tien | kinh phi du kien | thanh tien",
    "urgency": "muc gap | muc do | cap bach",
}
_BY_HEADING = {said: name for name, all_of in _HEADINGS.items() for said in all_of.split(" | ")}
_URGENCIES = {
    Urgency.DANGER: ("nguy hiem", "gap", "rat gap", "can ngay", "khan", "khan cap"),
    Urgency.TERM: ("hoc ky", "hoc ki", "som"),
}


@dataclass(frozen=True)
class TypedNeed:
    """A line in its columns, each as it was typed; `group` is a group's code, `urgency` a value."""

    number: int
    line: str
    cells: Mapping[str, str] = field(default_factory=dict)

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")


def read_lines(text: str) -> list[TypedNeed]:
    """Every line that says anything, but headings."""
    columns: list[str] = list(COLUMNS)
    found: list[TypedNeed] = []
    for number, line in enumerate(re.split(r"\r\n|\r|\n", text), 1):
        parts = [clean(part) for part in re.split(r"[;\t]", line)]
        if not any(parts):
            continue
        if headings := _headings(parts):
            columns = headings
            continue
        cells = {name: part for name, part in zip(columns, parts, strict=False) if name}
        found.append(TypedNeed(number, clean(re.sub(r"\t", "; ", line)), cells))
    return found


def _headings(parts: list[str]) -> list[str]:
    """The columns that a row of headings names, "" for one that is not used; [] for no such row."""
    named = [_BY_HEADING.get(_bare(part), "") for part in parts]
    return named if "school" in named and len(set(named) - {""}) >= 3 else []


def _bare(text: str) -> str:
    return " ".join(re.sub(r"\(.*?\)|[^a-z0-9 ]", " ", fold(text)).split())


def read_group(text: str) -> str | None:
    """The code of the one group that is meant: its code, its name, or one of its examples, the longest
    first, so that «máy lọc nước» is not a machine."""
    said = _bare(text)
    if not said:
        return None
    for name, code in _names():
        if said == name:
            return code
    return next((code for name, code in _names() if f" {name} " in f" {said} "), None)


def _names() -> list[tuple[str, str]]:
    return sorted(_every_name(), key=lambda pair: -len(pair[0]))


def _every_name() -> Iterator[tuple[str, str]]:
    for group in needs().groups:
        for name in (group.code, group.name, *group.examples):
            yield _bare(name), group.code


def read_urgency(text: str) -> Urgency:
    """How urgent it is; within the school year when nothing is said."""
    said = _bare(text)
    if said in list(Urgency):
        return Urgency(said)
    for urgency, words in _URGENCIES.items():
        if any(f" {word} " in f" {said} " for word in words) and "khong gap" not in said:
            return urgency
    return Urgency.YEAR


def how() -> str:
    """How a line is written."""
    return _("trường; điểm trường; nhóm; cần gì; số lượng; ước tính (đồng); mức gấp")
