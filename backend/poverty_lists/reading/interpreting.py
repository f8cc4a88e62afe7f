"""Interprets an open workbook, household by household.

Good rows go in, each bad one is named by sheet and row with its reason, and nothing is lost
without a word. Runs in the child process.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from backend.errors import Invalid
from backend.i18n import _
from backend.poverty_lists.draft import Choices, Column, ListDraft, ListRow, Problem, Standing
from backend.poverty_lists.reading.counts import add_counts
from backend.poverty_lists.reading.describe import Read, describe
from backend.poverty_lists.reading.find_header import find_headers
from backend.poverty_lists.reading.formats.content import Sheet, Workbook
from backend.poverty_lists.reading.formats.lazy_rows import LazyRows
from backend.poverty_lists.reading.notices import notices_of
from backend.poverty_lists.reading.portions import PORTION, Portion, collect
from backend.poverty_lists.reading.tables import SheetWalk
from backend.poverty_lists.reading.title import merge_titles
from backend.poverty_lists.reading.unique import Unique

_AS_FOUND = Choices()


def read_workbook(
    workbook: Workbook, file_name: str, file_hash: str, today: date, choices: Choices = _AS_FOUND
) -> ListDraft:
    """The whole draft of a workbook; `Invalid`, worded, where there is none to be read."""
    reading = Interpreting(workbook, today, choices)
    return collect(reading.portions(ListDraft(file_name, file_hash)))


class Interpreting:
    """One reading of a workbook."""

    def __init__(
        self, workbook: Workbook, today: date, choices: Choices, at_once: int = PORTION
    ) -> None:
        self.workbook = workbook
        self.today = today
        self.choices = choices
        self.at_once = at_once
        wanted = filter(self._is_wanted, workbook.sheets)
        self.expected = sum(_height(sheet) for sheet in wanted)
        self.unique = Unique()
        self.standings: Counter[Standing | None] = Counter()
        self.communes: dict[str, Column] = {}
        self.rows: list[ListRow] = []
        self.problems: list[Problem] = []

    def portions(self, named: ListDraft) -> Iterator[Portion]:
        """All that is in the workbook; `named` has the name and the hash of the file. Raises
        `Invalid` before the first portion where there is no list."""
        reads = []
        for sheet in self.workbook.sheets:
            if not self._is_wanted(sheet):
                reads.append(Read(sheet, [], left=True))
                continue
            columns = self.choices.columns.get(sheet.name, {})
            wanted = self.choices.read.get(sheet.name) is True
            walk = SheetWalk(sheet, self.today, columns, wanted)
            for _row in walk:
                self._take(walk)
                yield from self._full_portions()
            self._take(walk, at_end=True)
            yield from self._full_portions()
            reads.append(Read(sheet, walk.lists, swapped=walk.dates.are_swapped))
        yield self._portion(draft=self._draft(named, reads))

    def _is_wanted(self, sheet: Sheet) -> bool:
        return self.choices.read.get(sheet.name, sheet.visible)

    def _take(self, walk: SheetWalk, *, at_end: bool = False) -> None:
        for table, rows, problems in walk.take(at_end=at_end):
            if column := table.header.fields.get("commune"):
                self.communes.setdefault(walk.sheet.name, column)
            self.problems += problems
            kept = self.unique.only(rows, table.shape, self.problems)
            self.standings.update([row.standing for row in kept])
            self.rows += kept

    def _full_portions(self) -> Iterator[Portion]:
        while max(len(self.rows), len(self.problems)) >= self.at_once:
            yield self._portion()

    def _portion(self, draft: ListDraft | None = None) -> Portion:
        end = None if draft else self.at_once
        rows, problems = self.rows[:end], self.problems[:end]
        del self.rows[:end], self.problems[:end]
        return Portion(rows, problems, self.communes, self.expected, draft)

    def _draft(self, named: ListDraft, reads: list[Read]) -> ListDraft:
        tables = [table for read in reads for table in read.tables]
        if not tables:
            raise Invalid(_nothing_to_read(self.workbook.sheets))
        title = merge_titles(table.title for table in tables)
        draft = replace(
            named,
            file_format=self.workbook.file_format,
            encoding=self.workbook.encoding,
            title=title.title,
            year=title.year,
            month=title.month,
            standard=title.standard,
            decision_number=title.decision_number,
            decision_date=title.decision_date,
            stated_count=add_counts(table.stated_count for table in tables),
            sheets=tuple(map(describe, reads)),
        )
        far_cells, unread = self.workbook.far_cells, self.workbook.unread_sheets
        return replace(draft, notices=notices_of(draft, self.standings, reads, far_cells, unread))


def _height(sheet: Sheet) -> int:
    return sheet.rows.expected if isinstance(sheet.rows, LazyRows) else len(sheet.rows)


def _nothing_to_read(sheets: Iterable[Sheet]) -> str:
    filled = [sheet for sheet in sheets if sheet.rows]
    if not filled:
        return _("Tệp này chưa có chữ nào trong bảng. Anh/chị chọn lại tệp rồi gửi lại giúp em.")
    if any(find_headers(sheet) for sheet in filled if not sheet.visible):
        return _(
            "Danh sách nằm ở trang đang bị ẩn nên em không đọc. "
            "Anh/chị bỏ ẩn trang đó trong Excel rồi gửi lại giúp em."
        )
    if any(find_headers(sheet) for sheet in filled):
        return _(
            "Em thấy danh sách nhưng không thấy cột phân loại hộ. Anh/chị thêm cột “Phân loại” "
            "(ghi HN hoặc HCN), hoặc hai cột HN và HCN để đánh dấu x, rồi gửi lại giúp em."
        )
    return _(
        "Em chưa tìm thấy dòng tiêu đề của danh sách. Dòng này cần có cột “Họ và tên chủ hộ”, "
        "cột “Phân loại” (hoặc hai cột HN và HCN) và các cột như năm sinh, số căn cước, thôn."
    )
