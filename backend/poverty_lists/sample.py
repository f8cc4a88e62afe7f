"""Writes the list of an invented commune, laid out as communes lay theirs out.

A few rows are wrong on purpose, so that the preview has something to show.
"""

from datetime import date, datetime
from pathlib import Path

import xlsxwriter

from backend.poverty_lists.sample_households import INDICATORS, SampleHousehold, sample_households

_TITLE = (
    "DANH SÁCH HỘ NGHÈO, HỘ CẬN NGHÈO NĂM 2026",
    "(Kèm theo Quyết định số 215/QĐ-UBND ngày 10/12/2025 của Chủ tịch UBND xã)",
    "Dữ liệu mẫu, mọi tên và số đều bịa",
)
_TALL = {
    0: "STT",
    1: "Họ và tên chủ hộ",
    4: "Số CCCD/CMND",
    5: "Dân tộc",
    6: "Địa chỉ (thôn)",
    7: "Số khẩu",
}
_GROUPED = {
    2: ("Ngày, tháng, năm sinh", ("Nam", "Nữ")),
    8: ("Phân loại", ("HN", "CN")),
    10: ("Kết quả điểm", ("B1", "B2")),
    12: ("Thiếu hụt các dịch vụ xã hội cơ bản (đánh dấu X)", INDICATORS),
}
_NOTE = 12 + len(INDICATORS)
_HEADER_ROW = 6  # from 0, as xlsxwriter counts
_ROMAN = ("I", "II", "III", "IV", "V")


def write_sample(path: Path) -> None:
    """The same bytes at every call."""
    with xlsxwriter.Workbook(path) as workbook:
        workbook.set_properties({"created": datetime(2025, 12, 12)})  # noqa: DTZ001 - Excel's own
        _Writer(workbook).write()


class _Writer:
    """Writes the one sheet from top to bottom."""

    def __init__(self, workbook: xlsxwriter.Workbook) -> None:
        self.sheet = workbook.add_worksheet("DS HN, HCN 2026")
        self.head = workbook.add_format({"bold": True, "align": "center", "text_wrap": True})
        self.day = workbook.add_format({"num_format": "dd/mm/yyyy"})
        self.row = _HEADER_ROW

    def write(self) -> None:
        self._title()
        self._header()
        everybody: list[SampleHousehold] = []
        for number, (hamlet, households) in zip(_ROMAN, sample_households(), strict=True):
            self._next({0: number, 1: hamlet, 7: sum(one.members for one in households)})
            for count, household in enumerate(households, 1):
                self._household(count, household)
            everybody += households
        self._footer(everybody)

    def _title(self) -> None:
        self.sheet.merge_range(0, 0, 0, 4, "UBND XÃ A LƯỚI 1", self.head)
        self.sheet.merge_range(0, 6, 0, _NOTE, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", self.head)
        self.sheet.merge_range(1, 0, 1, 4, "BCĐ RÀ SOÁT HỘ NGHÈO", self.head)
        self.sheet.merge_range(1, 6, 1, _NOTE, "Độc lập - Tự do - Hạnh phúc", self.head)
        for row, line in enumerate(_TITLE, 2):
            self.sheet.merge_range(row, 0, row, _NOTE, line, self.head)

    def _header(self) -> None:
        top, below = _HEADER_ROW, _HEADER_ROW + 1
        for column, header in {**_TALL, _NOTE: "Ghi chú"}.items():
            self.sheet.merge_range(top, column, below, column, header, self.head)
        for column, (header, parts) in _GROUPED.items():
            last = column + len(parts) - 1
            self.sheet.merge_range(top, column, top, last, header, self.head)
            self.sheet.write_row(below, column, parts, self.head)
        self.row = below + 1
        self._next({column: column + 1 for column in range(_NOTE + 1)})

    def _household(self, count: int, one: SampleHousehold) -> None:
        marks = {12 + INDICATORS.index(name): "x" for name in one.missing}
        self._next(
            {0: count, 1: one.name, 3 if one.female else 2: one.birth, 4: one.citizen_id}
            | {5: one.ethnicity, 6: one.hamlet, 7: one.members, 8: one.poor, 9: one.near_poor}
            | {10: one.income, 11: one.points, **marks, _NOTE: one.note}
        )

    def _footer(self, households: list[SampleHousehold]) -> None:
        poor = sum(bool(one.poor) for one in households)
        near_poor = sum(bool(one.near_poor and not one.poor) for one in households)
        total = f"Tổng cộng: {len(households)} hộ (HN: {poor}; HCN: {near_poor})"
        self._next({1: total})
        self._next({})
        self._next({15: "A Lưới 1, ngày 12 tháng 12 năm 2025"})
        self._next({1: "NGƯỜI LẬP BIỂU", 15: "TM. ỦY BAN NHÂN DÂN"})
        self._next({15: "CHỦ TỊCH"})

    def _next(self, cells: dict[int, str | int | date]) -> None:
        """One row by column; a text stays a text, whatever it looks like."""
        for column, value in cells.items():
            match value:
                case date():
                    self.sheet.write_datetime(self.row, column, value, self.day)
                case int():
                    self.sheet.write_number(self.row, column, value)
                case _:
                    self.sheet.write_string(self.row, column, value)
        self.row += 1
