"""Opens an uploaded workbook in a separate, limited process and hands back its cells.

calamine aborts the whole process, beyond any `except`, on some small files, and a small zip may
inflate to gigabytes: neither may happen to the service. The child is `open_workbook.py`.
"""

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import IO, NamedTuple

from backend.errors import Invalid
from backend.i18n import N_, _
from backend.poverty_lists.reading.container import Failure

Value = str | int | float | bool | date | datetime

_PROJECT = Path(__file__).parent.parent.parent
_SECONDS = 60

_SENTENCES = {
    Failure.EMPTY_FILE: N_(
        "Tệp này trống, không có gì bên trong. Anh/chị chọn lại tệp rồi gửi lại giúp em."
    ),
    Failure.PASSWORD: N_(
        "Tệp này được đặt mật khẩu nên em chưa mở được. "
        "Anh/chị mở tệp trong Excel, bỏ mật khẩu rồi gửi lại giúp em."
    ),
    Failure.OLD_EXCEL: N_(
        "Tệp này là Excel đời cũ (.xls). "
        "Anh/chị mở tệp trong Excel, chọn Lưu thành dạng .xlsx rồi gửi lại giúp em."
    ),
    Failure.NOT_EXCEL: N_(
        "Tệp này không phải là bảng Excel dạng .xlsx. "
        "Anh/chị mở danh sách trong Excel, chọn Lưu thành dạng .xlsx rồi gửi lại giúp em."
    ),
    Failure.DAMAGED: N_(
        "Tệp này bị hỏng hoặc tải lên chưa hết nên em không đọc được. "
        "Anh/chị mở thử tệp trong Excel, lưu lại thành tệp mới rồi gửi lại giúp em."
    ),
    Failure.TOO_BIG: N_(
        "Tệp này quá lớn hoặc có ô nằm rất xa bảng nên em không đọc hết được. "
        "Anh/chị chép riêng bảng danh sách sang một tệp Excel mới rồi gửi lại giúp em."
    ),
}


class Area(NamedTuple):
    """Merged cells, counted from 1, ends included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Row:
    """The filled cells of one row by column number; both numbers as Excel counts them, from 1."""

    number: int
    cells: dict[int, Value]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet; rows without a filled cell are left out."""

    name: str
    visible: bool
    merged: tuple[Area, ...]
    rows: list[Row]


@dataclass(frozen=True, slots=True)
class Workbook:
    """`far_cells` counts the cells that stood so far from the table that they were not read."""

    sheets: tuple[Sheet, ...]
    far_cells: int = 0


def open_workbook(path: Path, seconds: int = _SECONDS) -> Workbook:
    """The cells of an .xlsx within `seconds`; `Invalid` for whatever cannot be read."""
    with tempfile.TemporaryFile("w+", encoding="utf-8") as lines:
        status = _run(path, "whole", seconds, lines)
        if status < 0:
            # Killed for want of memory or time. To look for far cells at once would slow down
            # every reading for the sake of one file in a thousand.
            lines.seek(0)
            lines.truncate()
            status = _run(path, "near", seconds, lines)
        if status == 0:
            lines.seek(0)
            return _workbook(lines)
    raise Invalid(_(_SENTENCES[_failure(status)]))


def _run(path: Path, mode: str, seconds: int, lines: IO[str]) -> int:
    """The exit status of the child: 0, a `Failure`, or below 0 when a signal ended it."""
    arguments = [str(path.resolve()), mode, str(seconds)]
    try:
        child = subprocess.run(  # noqa: S603 - no shell, and no argument is the sender's
            [sys.executable, "-m", "backend.poverty_lists.reading.open_workbook", *arguments],
            cwd=_PROJECT,
            env={"PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": "1"},
            stdin=subprocess.DEVNULL,
            stdout=lines,
            stderr=subprocess.DEVNULL,
            timeout=seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return Failure.TOO_BIG
    return child.returncode


def _failure(status: int) -> Failure:
    if status < 0:
        return Failure.TOO_BIG
    return Failure(status) if status in list(Failure) else Failure.DAMAGED


def _workbook(lines: Iterable[str]) -> Workbook:
    sheets: list[Sheet] = []
    far_cells = 0
    for line in lines:
        match json.loads(line):
            case [int(number), list(cells)]:
                pairs = zip(cells[::2], map(_value, cells[1::2]), strict=True)
                sheets[-1].rows.append(Row(number, dict(pairs)))
            case {"sheet": str(name), "visible": bool(visible), "merged": list(merged)}:
                sheets.append(Sheet(name, visible, tuple(Area(*area) for area in merged), []))
            case {"far_cells": int(far_cells)}:
                pass
    return Workbook(tuple(sheets), far_cells)


def _value(value: str | float | dict[str, str]) -> Value:
    match value:
        case {"date": day}:
            return date.fromisoformat(day)
        case {"time": moment}:
            return datetime.fromisoformat(moment)
        case dict():
            raise ValueError(value.keys())
        case _:
            return value
