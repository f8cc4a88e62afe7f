"""What an officer should know of a whole file before publishing it."""

from collections import Counter
from collections.abc import Iterator
from datetime import date

from backend.i18n import N_, _
from backend.poverty_lists.draft import ListDraft, SheetRole, Standing
from backend.poverty_lists.reading.cells import text
from backend.poverty_lists.reading.tables import Table
from backend.poverty_lists.reading.workbook import Sheet, Value

_NOT_READ = {
    SheetRole.HIDDEN: N_("Trang “{sheet}” đang bị ẩn nên em không đọc."),
    SheetRole.SUMMARY: N_("Trang “{sheet}” không có dòng tiêu đề của danh sách nên em không đọc."),
}
_STATED = {
    "total": N_("Tệp ghi tổng cộng {stated} hộ nhưng em đọc được {read} hộ."),
    "poor": N_("Tệp ghi {stated} hộ nghèo nhưng em đọc được {read} hộ nghèo."),
    "near_poor": N_("Tệp ghi {stated} hộ cận nghèo nhưng em đọc được {read} hộ cận nghèo."),
}
_LAST_MONTH = 12


def notices_of(
    draft: ListDraft, reads: list[tuple[Sheet, list[Table]]], far_cells: int
) -> tuple[str, ...]:
    """Sentences in the order in which they matter."""
    return (
        *_counts(draft),
        *_sheets(draft, reads),
        *_headings(reads),
        *_years(draft),
        *_swapped_dates(reads),
        *_far_cells(far_cells),
    )


def _counts(draft: ListDraft) -> Iterator[str]:
    standings = Counter(row.standing for row in draft.rows)
    read = {
        "total": len(draft.rows),
        "poor": standings[Standing.POOR],
        "near_poor": standings[Standing.NEAR_POOR],
    }
    for name, sentence in _STATED.items():
        stated = getattr(draft.stated_count, name)
        if stated is not None and stated != read[name]:
            yield _(sentence).format(stated=stated, read=read[name])


def _sheets(draft: ListDraft, reads: list[tuple[Sheet, list[Table]]]) -> Iterator[str]:
    for described, (sheet, _tables) in zip(draft.sheets, reads, strict=True):
        if sheet.rows and described.role in _NOT_READ:
            yield _(_NOT_READ[described.role]).format(sheet=sheet.name)


def _headings(reads: list[tuple[Sheet, list[Table]]]) -> Iterator[str]:
    for sheet, tables in reads:
        if any(not table.header.has_standing for table in tables):
            sentence = _(
                "Trang “{sheet}” không có cột phân loại. Em lấy loại hộ theo tiêu đề của danh sách."
            )
            yield sentence.format(sheet=sheet.name)


def _years(draft: ListDraft) -> Iterator[str]:
    if draft.year is None:
        yield _("Em chưa thấy năm của danh sách trong tiêu đề. Anh/chị điền năm trước khi công bố.")


def _swapped_dates(reads: list[tuple[Sheet, list[Table]]]) -> Iterator[str]:
    """An Excel set to American dates takes 3/5 for 5 March and leaves 15/3 as a text."""
    for sheet, tables in reads:
        values = list(_births(sheet, tables))
        dates = [value for value in values if isinstance(value, date)]
        texts = [text(value).split("/") for value in values if isinstance(value, str)]
        left = [parts for parts in texts if len(parts) == 3 and parts[0].isdecimal()]
        if (
            len(dates) > 1
            and all(value.day <= _LAST_MONTH for value in dates)
            and any(int(parts[0][:4]) > _LAST_MONTH for parts in left)
        ):
            sentence = _(
                "Ở trang “{sheet}”, Excel có thể đã đảo ngày và tháng của một số ngày sinh "
                "(3/5 thành 5/3). Anh/chị so vài dòng với giấy tờ giúp em."
            )
            yield sentence.format(sheet=sheet.name)


def _births(sheet: Sheet, tables: list[Table]) -> Iterator[Value]:
    columns = {
        table.header.number(name) for table in tables for name in ("birth", "male", "female")
    }
    for row in sheet.rows:
        yield from (value for column, value in row.cells.items() if column in columns)


def _far_cells(far_cells: int) -> Iterator[str]:
    if far_cells:
        yield _("Em đã bỏ qua {count} ô nằm rất xa bảng.").format(count=far_cells)
