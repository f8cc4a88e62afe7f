"""Many devices as lines of text, one a line: what can be taken in, and what is wrong with the rest.

Cells stand between tabs, semicolons or commas: serial number, model, then up to two IMEI. A line
of headers says another order.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from backend.devices.rules import imei_of, is_serial, serial_of
from backend.devices.words import DeviceKind
from backend.i18n import _
from backend.vietnamese import compact

MOST_LINES = 300
LONGEST_MODEL = 200
_HEADERS_WITHIN = 10  # lines
_ORDER = ("serial", "model", "imei", "imei")
_HEADERS = {
    "serial": ("serial", "soseri", "soserial", "sosere", "seri", "serie", "sn", "somay", "seriso"),
    "model": ("model", "loaimay", "tenmay", "tenthietbi", "thietbi", "dongmay", "may", "nhanhieu"),
    "imei": ("imei", "imei1", "imei2", "soimei", "soimei1", "soimei2"),
    "": ("stt", "tt", "ghichu", "no", "so"),
}
_FIELDS = {word: field for field, words in _HEADERS.items() for word in words}


@dataclass(frozen=True)
class Line:
    """One line that names a device; `number` counts every line of the text, from 1. `problem` is
    what is wrong with it, "" when nothing is."""

    number: int
    serial: str
    model: str
    imeis: tuple[str, ...]
    problem: str = ""


def read_lines(text: str, kind: DeviceKind, model: str) -> list[Line]:
    """Every line with something in it. `model` stands in for lines that name none."""
    rows = [
        (number, _cells(line))
        for number, line in enumerate(text.splitlines(), start=1)
        if line.strip(" \t;,")
    ]
    order: Sequence[str] = _ORDER
    for place, (_number, cells) in enumerate(rows[:_HEADERS_WITHIN]):
        if headers := _headers(cells):  # what stands above it is a title
            order, rows = headers, rows[place + 1 :]
            break
    found = [_line(number, cells, order, kind, model) for number, cells in rows]
    return list(_without_repeats(found))


def _cells(line: str) -> list[str]:
    separator = next((mark for mark in ("\t", ";", ",") if mark in line), "\t")
    return [cell.strip().strip('"').strip() for cell in line.split(separator)]


def _headers(cells: Sequence[str]) -> list[str] | None:
    fields = [_FIELDS.get(re.sub(r"[^a-z0-9]", "", compact(cell))) for cell in cells]
    return [field or "" for field in fields] if "serial" in fields else None


def _line(
    number: int, cells: Sequence[str], order: Sequence[str], kind: DeviceKind, model: str
) -> Line:
    named = list(zip(order, cells, strict=False))
    serial = serial_of(next((cell for field, cell in named if field == "serial"), ""))
    own = next((cell for field, cell in named if field == "model"), "") or model
    written = [cell for field, cell in named if field == "imei" and cell]
    imeis = tuple(dict.fromkeys(imei_of(cell) or "" for cell in written))
    return Line(number, serial, own, imeis, _problem(serial, own, imeis, kind))


def _problem(serial: str, model: str, imeis: Sequence[str], kind: DeviceKind) -> str:
    if not serial:
        return _("Thiếu số sê-ri.")
    if not is_serial(serial):
        return _("Số sê-ri chỉ gồm chữ cái không dấu, chữ số và dấu - _ . /")
    if not model:
        return _("Thiếu loại máy. Ghi ở dòng này, hoặc ở ô «Loại máy» cho mọi dòng.")
    if len(model) > LONGEST_MODEL:
        return _("Tên loại máy dài quá.")
    if "" in imeis:
        return _("Số IMEI không đúng: cần 15 chữ số, bấm *#06# trên máy để xem.")
    if kind is DeviceKind.PHONE and not imeis:
        return _("Điện thoại cần số IMEI, bấm *#06# trên máy để xem.")
    return ""


def _without_repeats(lines: Sequence[Line]) -> Iterator[Line]:
    """The second line with a number that stands above already is the wrong one."""
    seen: Counter[str] = Counter()
    for line in lines:
        numbers = [line.serial, *line.imeis]
        repeated = not line.problem and any(seen[number] for number in numbers)
        seen.update(filter(None, numbers))
        problem = _("Số này đã có ở dòng trên.") if repeated else line.problem
        yield Line(line.number, line.serial, line.model, line.imeis, problem)
