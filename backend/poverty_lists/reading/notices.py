"""What an officer should know of a whole file before publishing it."""

from collections import Counter
from collections.abc import Iterator, Sequence

from backend.i18n import N_, _
from backend.poverty_lists.draft import ListDraft, Shape, Standing
from backend.poverty_lists.reading.describe import Read
from backend.poverty_lists.reading.find_header import find_headers

_STATED = {
    "total": N_("Tệp ghi tổng cộng {stated} hộ nhưng em đọc được {read} hộ."),
    "poor": N_("Tệp ghi {stated} hộ nghèo nhưng em đọc được {read} hộ nghèo."),
    "near_poor": N_("Tệp ghi {stated} hộ cận nghèo nhưng em đọc được {read} hộ cận nghèo."),
}


def notices_of(
    draft: ListDraft,
    standings: Counter[Standing | None],
    reads: Sequence[Read],
    far_cells: int,
    unread: Sequence[str] = (),
) -> tuple[str, ...]:
    """Sentences in the order in which they matter; `standings` counts the households by class."""
    return (
        *_counts(draft, standings),
        *_sheets(reads),
        *_unread(unread),
        *_headings(reads),
        *_years(draft),
        *_swapped_dates(reads),
        *_far_cells(far_cells),
    )


def _counts(draft: ListDraft, standings: Counter[Standing | None]) -> Iterator[str]:
    read = {
        "total": standings.total(),
        "poor": standings[Standing.POOR],
        "near_poor": standings[Standing.NEAR_POOR],
    }
    for name, sentence in _STATED.items():
        stated = getattr(draft.stated_count, name)
        if stated is not None and stated != read[name]:
            yield _(sentence).format(stated=stated, read=read[name])


def _sheets(reads: Sequence[Read]) -> Iterator[str]:
    for sheet, tables, left, _swapped in reads:
        if not sheet.rows or tables:
            continue
        if left and sheet.visible:
            sentence = _("Em để lại trang “{sheet}” như anh/chị chọn.")
        elif left:
            sentence = _("Trang “{sheet}” đang bị ẩn nên em không đọc.")
        elif find_headers(sheet):
            sentence = _(
                "Trang “{sheet}” có danh sách nhưng không ghi hộ nghèo hay hộ cận nghèo nên em "
                "không đọc."
            )
        else:
            sentence = _("Trang “{sheet}” không có dòng tiêu đề của danh sách nên em không đọc.")
        yield sentence.format(sheet=sheet.name)


def _unread(names: Sequence[str]) -> Iterator[str]:
    for name in names:
        yield _(
            "Trang “{sheet}” bị hỏng nên em không đọc được. Anh/chị mở tệp trong Excel xem lại giúp em."
        ).format(sheet=name)


def _headings(reads: Sequence[Read]) -> Iterator[str]:
    for sheet, tables, _left, _swapped in reads:
        lists = [table for table in tables if table.shape is not Shape.PUPILS]
        if any(not table.header.has_standing for table in lists):
            sentence = _(
                "Trang “{sheet}” không có cột phân loại. Em lấy loại hộ theo tiêu đề của danh sách."
            )
            yield sentence.format(sheet=sheet.name)


def _years(draft: ListDraft) -> Iterator[str]:
    if draft.year is None:
        yield _("Em chưa thấy năm của danh sách trong tiêu đề. Anh/chị điền năm trước khi công bố.")


def _swapped_dates(reads: Sequence[Read]) -> Iterator[str]:
    for read in reads:
        if read.swapped:
            sentence = _(
                "Ở trang “{sheet}”, Excel có thể đã đảo ngày và tháng của một số ngày sinh "
                "(3/5 thành 5/3). Anh/chị so vài dòng với giấy tờ giúp em."
            )
            yield sentence.format(sheet=read.sheet.name)


def _far_cells(far_cells: int) -> Iterator[str]:
    if far_cells:
        yield _("Em đã bỏ qua {count} ô nằm rất xa bảng.").format(count=far_cells)
