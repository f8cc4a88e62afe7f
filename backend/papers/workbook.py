"""A paper as .xlsx, written row by row: its memory does not grow with the number of rows."""

from collections.abc import Sequence
from datetime import date
from itertools import zip_longest
from pathlib import Path
from typing import Any, BinaryIO

from backend.errors import Invalid
from backend.i18n import _
from backend.papers import rules
from backend.papers.shapes import Cell, Column, Paper, Section, Table

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LONGEST_CELL = 32_767  # letters; what Excel allows
MOST_ROWS = 1_000_000  # of data; a sheet ends at 1,048,576
_STEERING = ("=", "+", "-", "@")


def write(target: Path | BinaryIO, paper: Paper) -> int:
    """Writes the table or the sections with letterhead and signatures; hands back how many rows of
    data there are. Raises `Invalid` when a sheet does not hold them."""
    assert paper.table or paper.sections  # noqa: S101 - a paper without them is no workbook
    import xlsxwriter  # 42 modules and three megabytes, for a file now and then

    # Not in memory: each row goes to a temporary file as soon as the next one begins.
    book = xlsxwriter.Workbook(target, {"constant_memory": True})
    try:
        return _Sheet(book, paper).write()
    finally:
        book.close()


class _Sheet:
    """One sheet, from top to bottom; `row` is the next free one."""

    def __init__(self, book: Any, paper: Paper) -> None:
        self.sheet = book.add_worksheet(_("Danh sách") if paper.table else _("Báo cáo"))
        self.paper = paper
        self.widths = _widths(paper)
        self.last = len(self.widths) - 1
        self.row = 0
        self._book = book
        face = {"font_name": "Times New Roman", "font_size": 12}
        cell = {**face, "border": 1, "valign": "top", "text_wrap": True}
        self.text = book.add_format(cell)
        self.middle = book.add_format({**cell, "align": "center"})
        # What is opened in another program as CSV must not begin to calculate there.
        self.quoted = book.add_format({**cell, "quote_prefix": True})
        self.number = book.add_format({**cell, "num_format": "#,##0"})
        self.day = book.add_format({**cell, "num_format": "dd/mm/yyyy"})
        self.head = book.add_format(
            {**cell, "bold": True, "align": "center", "bg_color": "#E4F0F1"}
        )
        self.bold = book.add_format({**face, "bold": True, "align": "center"})
        self.title = book.add_format({**face, "bold": True, "align": "center", "font_size": 14})
        self.soft = book.add_format({**face, "italic": True, "align": "center"})
        self.plain = book.add_format({**face, "align": "center"})
        self.left = book.add_format(face)
        self.strong = book.add_format({**face, "bold": True})
        self.told = book.add_format({**face, "text_wrap": True, "valign": "top"})

    def write(self) -> int:
        """Everything."""
        self._lay_out()
        self._letterhead()
        count = self._list(self.paper.table) if self.paper.table else 0
        for section in self.paper.sections:
            count += self._section(section)
        self._signed()
        return count

    def _list(self, table: Table) -> int:
        """The one table of a sheet: its head stays in sight, and it can be filtered."""
        top = self.row
        self.sheet.repeat_rows(top)
        self.sheet.freeze_panes(top + 1, 0)
        count = self._table(table)
        if count:
            self.sheet.autofilter(top, 0, self.row - 1, self.last)
        return count

    def _section(self, section: Section) -> int:
        """A heading, and its words and tables below each other."""
        count = 0
        if section.heading:
            self.row += 1
            self._across(0, self.last, section.heading, self.strong)
            self.row += 1
        for each in section.contents:
            if isinstance(each, Table):
                count += self._table(each)
            else:
                self._across(0, self.last, f"{each.lead} {each.text}", self.told)
                # Excel does not make a merged cell as high as its words.
                self.sheet.set_row(self.row, 16 * (1 + len(each.text) // (sum(self.widths) or 1)))
                self.row += 1
        return count

    def _table(self, table: Table) -> int:
        top = self.row
        for at, column in enumerate(table.columns):
            self.sheet.write_string(top, at, column.title, self.head)
        self.row += 1
        for cells in table.rows:
            if self.row > top + MOST_ROWS:
                raise Invalid(_("Nhiều dòng quá một trang tính. Anh/chị lọc bớt rồi xuất lại."))
            self._write_row(cells, table.columns)
        return self.row - top - 1

    def _lay_out(self) -> None:
        for at, width in enumerate(self.widths):
            self.sheet.set_column(at, at, width + 2)
        self.sheet.set_paper(9)  # A4
        if self.paper.landscape:
            self.sheet.set_landscape()
        self.sheet.set_margins(left=1.18, right=0.59, top=0.79, bottom=0.79)  # inches
        self.sheet.fit_to_pages(1, 0)
        self.sheet.set_footer("&C&P")

    def _letterhead(self) -> None:
        paper = self.paper
        number = [(paper.number, self.plain)] if paper.number else []
        left = [*((words, self.bold) for words in paper.agency), *number]
        right = [
            (rules.COUNTRY, self.bold),
            (rules.MOTTO, self.bold),
            (paper.dateline, self.soft),
        ]
        for at in range(max(len(left), len(right))):
            self._pair(left[at] if at < len(left) else None, right[at] if at < len(right) else None)
        self.row += 1
        for words, look in ((paper.kind, self.title), (paper.title, self.bold)):
            self._across(0, self.last, words, look)
            self.row += 1
        self.row += 1

    def _signed(self) -> None:
        paper = self.paper
        self.row += 1
        for each in paper.closing:
            self._across(0, self.last, each.text, self.left)
            self.row += 1
        if not paper.signatures:
            return
        signature = paper.signatures[-1]
        left = [_("Nơi nhận:"), *(f"- {words}" for words in paper.recipients)]
        left = left if paper.recipients else []
        right = [*signature.lines, signature.note, "", "", "", signature.name]
        self.row += 1
        for at in range(max(len(left), len(right))):
            self._pair(
                (left[at], self.left) if at < len(left) else None,
                (right[at], self.bold) if at < len(right) else None,
            )

    def _pair(self, left: tuple[str, Any] | None, right: tuple[str, Any] | None) -> None:
        half = max(self.last // 2, 0)
        if left:
            self._across(0, half if self.last else 0, *left)
        if right and self.last:
            self._across(half + 1, self.last, *right)
        self.row += 1

    def _across(self, first: int, last: int, words: str, look: Any) -> None:
        """Words over several columns. Merging would take "=1" for a formula, so it gets no words."""
        if last > first:
            self.sheet.merge_range(self.row, first, self.row, last, "", look)
        self.sheet.write_string(self.row, first, rules.plain(words)[:LONGEST_CELL], look)

    def _write_row(self, cells: Sequence[Cell], columns: Sequence[Column]) -> None:
        for at, (cell, column) in enumerate(zip(cells, columns, strict=True)):
            if isinstance(cell, date):
                self.sheet.write_datetime(self.row, at, cell, self.day)
            elif isinstance(cell, int):
                self.sheet.write_number(self.row, at, cell, self.number)
            else:
                words = rules.plain(cell or "")[:LONGEST_CELL]
                look = self.middle if column.centred else self.text
                look = self.quoted if words.startswith(_STEERING) else look
                self.sheet.write_string(self.row, at, words, look)
        self.row += 1


def _widths(paper: Paper) -> Sequence[int]:
    """Of each column: the widest that any table wants there; at least four, for the letterhead."""
    tables = [paper.table] if paper.table else []
    for section in paper.sections:
        tables += [each for each in section.contents if isinstance(each, Table)]
    wanted = [[column.width for column in table.columns] for table in tables]
    if not paper.table:
        wanted.append([5, 30, 12, 12])
    return [max(of_one) for of_one in zip_longest(*wanted, fillvalue=0)]
