"""Whatever a file holds, it gives a draft or one sentence, and nobody in it is lost in silence."""

import random
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from backend.errors import Invalid
from backend.poverty_lists.draft import Choices, ListDraft
from backend.poverty_lists.reading.cells import raw
from backend.poverty_lists.reading.fields import FIELDS
from backend.poverty_lists.reading.formats.content import Area, Row, Sheet, Value, Workbook
from backend.poverty_lists.reading.interpreting import read_workbook
from backend.poverty_lists.reading.problems import Kind
from backend.poverty_lists.reading.reader import read_list
from tests.backend.poverty_lists.reading.messy import lay_out
from tests.backend.poverty_lists.reading.messy_page import Laid
from tests.backend.poverty_lists.reading.sheets import TODAY, write

_HEADERS = [
    "STT", "Họ và tên chủ hộ", "Họ và tên", "Họ đệm", "Tên", "Năm sinh", "Ngày sinh", "Nam", "Nữ",
    "Giới tính", "Số CCCD", "Dân tộc", "Thôn", "Xã", "Số khẩu", "Phân loại", "HN", "CN", "TN", "B1",
    "B2", "Thiếu hụt", "VL", "BHYT", "NN", "Quan hệ với chủ hộ", "Mã hộ", "Họ và tên học sinh", "Lớp",
    "Họ tên cha", "Đã có thiết bị", "SĐT", "Ghi chú", "Ngày", "Tháng", "Năm", "1", "DANH SÁCH HỘ NGHÈO",
    "Thôn 1", "Lớp 5A", "Chủ hộ", "Con", "Tổng cộng: 5 hộ", "x", "HCN", "NGƯỜI LẬP BIỂU",
]  # fmt: skip
_VALUES: st.SearchStrategy[Any] = st.one_of(
    st.none(),
    st.sampled_from(_HEADERS),
    st.sampled_from(
        [1, 1985, 46085001234, "046085001234", "15/3/1985", "Hồ A Dư", "1.1", 3.5, "l985"]
    ),
    st.text(max_size=12),
    st.integers(-5, 10**12),
    st.floats(allow_nan=False, allow_infinity=False),
    st.booleans(),
    st.dates(),
    st.datetimes(),
)
_AREAS = st.builds(
    lambda top, left, height, width: Area(top, left, top + height, left + width),
    st.integers(1, 8), st.integers(1, 8), st.integers(0, 9), st.integers(0, 9),
)  # fmt: skip


@st.composite
def _sheets(draw: st.DrawFn) -> Sheet:
    header = draw(st.lists(st.sampled_from(_HEADERS), min_size=3, max_size=10))
    rows = draw(st.lists(st.lists(_VALUES, max_size=10), max_size=9))
    rows.insert(draw(st.integers(0, len(rows))), header)
    filled = (
        Row(number, {at: value for at, value in enumerate(cells, 1) if value is not None})
        for number, cells in enumerate(rows, 1)
    )
    name = draw(st.sampled_from(["Sheet1", "Thôn 1", "5A", "HCN", "?"]))
    merged = tuple(draw(st.lists(_AREAS, max_size=4)))
    return Sheet(name, draw(st.booleans()), merged, [row for row in filled if row.cells])


_CHOICES = st.builds(
    Choices,
    read=st.dictionaries(st.sampled_from(["Sheet1", "Thôn 1", "5A", "HCN"]), st.booleans()),
    columns=st.dictionaries(
        st.sampled_from(["Sheet1", "Thôn 1", "5A", "HCN"]),
        st.dictionaries(st.integers(0, 12), st.sampled_from(["", "?", *FIELDS])),
    ),
)


def _written(draft: ListDraft) -> dict[tuple[str, int], dict[int, str]]:
    """What was kept of each row, as it stood in the sheet."""
    kept = {(row.sheet, row.row): dict(row.raw) for row in draft.rows}
    for row in draft.rows:
        for member in row.members:
            kept.setdefault((row.sheet, member.row), {}).update(member.raw)
    return kept


@given(st.lists(_sheets(), max_size=3, unique_by=lambda sheet: sheet.name), _CHOICES)
@settings(deadline=None, max_examples=300, suppress_health_check=[HealthCheck.too_slow])
def test_any_workbook_gives_a_draft_or_one_sentence(sheets: list[Sheet], choices: Choices) -> None:
    try:
        draft = read_workbook(Workbook(tuple(sheets)), "a.xlsx", "00", TODAY, choices)
    except Invalid:
        return
    cells = {(sheet.name, row.number): row.cells for sheet in sheets for row in sheet.rows}
    for place, kept in _written(draft).items():
        assert kept == {at: raw(value) for at, value in cells[place].items()}


_DAMAGE: tuple[Value | None, ...] = (
    None,
    None,
    "?",
    "x",
    0,
    "không",
    "HN, HCN",
    "…",
    99,
    "Hồ",
    "#",
)


def _damaged(laid: Laid, r: random.Random) -> list[Sheet]:
    """The same sheets with some cells of people spoilt; the name of each person stays."""
    people = {(home.sheet, home.row) for home in laid.homes}
    sheets = []
    for sheet in laid.sheets:
        rows = []
        for row in sheet.rows:
            cells = dict(row.cells)
            if (sheet.name, row.number) in people:
                spared = list(cells)[:3]
                for at in r.sample(list(cells), min(3, len(cells))):
                    if at not in spared:
                        cells[at] = r.choice(_DAMAGE)  # type: ignore[assignment]
            kept = {at: value for at, value in cells.items() if value is not None}
            rows.append(Row(row.number, kept))
        sheets.append(Sheet(sheet.name, sheet.visible, sheet.merged, rows))
    return sheets


def _accounted(draft: ListDraft) -> set[tuple[str, int]]:
    told = {(row.sheet, row.row) for row in draft.rows} | draft.refused_rows()
    told |= {(row.sheet, member.row) for row in draft.rows for member in row.members}
    for found in draft.problems:
        if found.kind == Kind.MEMBERS_REFUSED:
            for first, last in re.findall(r"(\d+)(?:–(\d+))?", found.sentence):
                told |= {(found.sheet, at) for at in range(int(first), int(last or first) + 1)}
    return told


@pytest.mark.parametrize("seed", range(150))
def test_every_person_of_a_damaged_list_is_read_or_named(seed: int) -> None:
    laid = lay_out(seed)
    draft = read_workbook(
        Workbook(tuple(_damaged(laid, random.Random(seed)))), "a.xlsx", "00", TODAY
    )

    assert {(home.sheet, home.row) for home in laid.homes} <= _accounted(draft)


# A file loses the spaces at the edges of a text: names with such noise are left out.
_PLAIN = [seed for seed in range(40) if not lay_out(seed).style["noise"]][:8]


@pytest.mark.parametrize("seed", _PLAIN)
def test_a_real_file_is_read_as_the_same_sheets_in_memory(tmp_path: Path, seed: int) -> None:
    laid = lay_out(seed)
    sheets = {
        sheet.name: [
            [row.get(at) for at in range(1, max(row, default=0) + 1)] for row in _by_number(sheet)
        ]
        for sheet in laid.sheets
    }
    path = write(tmp_path / "a.xlsx", sheets, hidden=["Cũ"])
    unmerged = [Sheet(one.name, one.visible, (), one.rows) for one in laid.sheets]

    read = read_list(path, "a.xlsx", TODAY)
    expected = read_workbook(Workbook(tuple(unmerged)), "a.xlsx", read.file_hash, TODAY)

    assert read.rows == expected.rows
    assert read.problems == expected.problems


def _by_number(sheet: Sheet) -> list[dict[int, Value]]:
    filled = {row.number: row.cells for row in sheet.rows}
    return [filled.get(number, {}) for number in range(1, max(filled, default=0) + 1)]
