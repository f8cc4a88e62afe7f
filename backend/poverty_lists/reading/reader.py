"""Reads a file that a commune sent, household by household, into a draft for an officer.

Good rows go in, each bad one is named by sheet and row with its reason, and nothing is lost
without a word. Only `Invalid` is raised.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

from backend.errors import Invalid
from backend.i18n import _
from backend.poverty_lists.draft import DraftSheet, ListDraft, ListRow, Problem, SheetRole
from backend.poverty_lists.reading.counts import add_counts
from backend.poverty_lists.reading.duplicates import Seen
from backend.poverty_lists.reading.header import find_headers
from backend.poverty_lists.reading.notices import notices_of
from backend.poverty_lists.reading.tables import Table, read_tables
from backend.poverty_lists.reading.title import merge_titles
from backend.poverty_lists.reading.workbook import Sheet, open_workbook
from backend.vietnamese import normal


def read_list(path: Path, file_name: str, today: date) -> ListDraft:
    """The draft of the list in `path`; `Invalid`, worded, where there is none to be read."""
    workbook = open_workbook(path)
    reads = [
        (sheet, read_tables(sheet, today) if sheet.visible else []) for sheet in workbook.sheets
    ]
    tables = [table for _sheet, found in reads for table in found]
    if not tables:
        raise Invalid(_nothing_to_read(workbook.sheets))
    title = merge_titles(table.title for table in tables)
    rows, duplicates = _without_duplicates(row for table in tables for row in table.rows)
    problems = [problem for table in tables for problem in table.problems] + duplicates
    order = {sheet.name: place for place, sheet in enumerate(workbook.sheets)}
    draft = ListDraft(
        file_name=file_name,
        file_hash=_sha256(path),
        title=title.title,
        year=title.year,
        standard=title.standard,
        decision_number=title.decision_number,
        decision_date=title.decision_date,
        stated_count=add_counts(table.stated_count for table in tables),
        sheets=tuple(_describe(sheet, found) for sheet, found in reads),
        rows=tuple(rows),
        problems=tuple(sorted(problems, key=lambda problem: (order[problem.sheet], problem.row))),
    )
    return replace(draft, notices=notices_of(draft, reads, workbook.far_cells))


def _without_duplicates(rows: Iterable[ListRow]) -> tuple[list[ListRow], list[Problem]]:
    """The rows that come first, each hamlet spelt as it was spelt first."""
    kept: list[ListRow] = []
    problems: list[Problem] = []
    seen = Seen()
    spellings: dict[str, str] = {}
    for row in rows:
        row = row._replace(hamlet=spellings.setdefault(normal(row.hamlet), row.hamlet))
        problem = seen.add(row)
        if problem:
            problems.append(problem)
        if not (problem and problem.refused):
            kept.append(row)
    return kept, problems


def _describe(sheet: Sheet, tables: list[Table]) -> DraftSheet:
    if not sheet.visible:
        return DraftSheet(sheet.name, SheetRole.HIDDEN)
    if not sheet.rows:
        return DraftSheet(sheet.name, SheetRole.EMPTY)
    if not tables:
        return DraftSheet(sheet.name, SheetRole.SUMMARY)
    header_rows = tuple(row for table in tables for row in table.header.rows)
    return DraftSheet(sheet.name, SheetRole.LIST, header_rows, tables[0].header.fields)


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


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
