"""A sheet too long to be held in memory is read as a short one is; all people are invented."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backend.poverty_lists.draft import Choices, LegacyFont, ListDraft
from backend.poverty_lists.reading import row_reader
from backend.poverty_lists.reading.formats import excel, open_file
from backend.poverty_lists.reading.formats.content import Row, Sheet, Value, Workbook
from backend.poverty_lists.reading.formats.lazy_rows import LazyRows
from backend.poverty_lists.reading.interpreting import Interpreting, read_workbook
from backend.poverty_lists.reading.legacy import to_unicode
from tests.backend.poverty_lists.reading.old_fonts import write_old
from tests.backend.poverty_lists.reading.sheets import HEADER, TODAY, Cells, sheet, write

_CLASSES = ["HN", "HCN", "x", "", None, 1, True, "Thoát nghèo"]
_BIRTHS = [1985, True, 1, 1985.0, "1985", "15/3/1979", "30/2/1990", "", None]
_people = st.tuples(
    st.sampled_from([1, 2, 7, "1.1", "I", None]),
    st.sampled_from(["Hồ Thị A Lơ", "HỒ THỊ A LƠ", "Vừ A Dia", "Thôn 2", "", None, "Tổng cộng"]),
    st.sampled_from(_BIRTHS),
    st.sampled_from(["046085001234", 46085001234, None, "x"]),
    st.sampled_from(["Tà Ôi", None]),
    st.sampled_from(["Thôn 1", "thôn 1", "Thôn 2", None]),
    st.sampled_from(_CLASSES),
)


def lazy(rows: Sequence[Row]) -> LazyRows:
    def make(step: int) -> Iterator[Row]:
        return iter(rows[::step])

    return LazyRows(make, len(rows))


def draft_of(*sheets: Sheet, choices: Choices | None = None) -> ListDraft:
    return read_workbook(Workbook(sheets), "a.xlsx", "00", TODAY, choices or Choices())


@given(st.lists(st.integers(), max_size=9), st.integers(-12, 12), st.integers(-12, 12))
def test_lazy_rows_are_those_of_a_list(numbers: list[int], start: int, stop: int) -> None:
    rows = [Row(number, {1: number}) for number in numbers]
    again = lazy(rows)

    assert list(again) == list(again) == rows
    assert (len(again), bool(again)) == (len(rows), bool(rows))
    assert again[start:stop] == rows[start:stop]
    assert again[start:] == rows[start:]
    assert again[:stop] == rows[:stop]
    assert list(again.every(3)) == rows[::3]
    if -len(rows) <= start < len(rows):
        assert again[start] == rows[start]


@given(st.lists(_people, max_size=12), st.lists(_people, max_size=4))
@settings(max_examples=150)
def test_a_long_sheet_says_what_a_short_one_says(
    people: list[list[Value | None]], more: list[list[Value | None]]
) -> None:
    pages = (sheet(HEADER, *people), sheet(HEADER, *more, name="Sheet2"))

    assert draft_of(*(replace(page, rows=lazy(page.rows)) for page in pages)) == draft_of(*pages)


@given(st.lists(_people, max_size=12), st.integers(1, 5))
@settings(max_examples=150)
def test_portions_are_the_whole(people: list[list[Value | None]], at_once: int) -> None:
    workbook = Workbook((sheet(HEADER, *people),))
    whole = read_workbook(workbook, "a.xlsx", "00", TODAY)

    reading = Interpreting(workbook, TODAY, Choices(), at_once)
    portions = list(reading.portions(ListDraft("a.xlsx", "00")))

    assert [row for portion in portions for row in portion.rows] == list(whole.rows)
    problems = [found for portion in portions for found in portion.problems]
    assert sorted(problems, key=lambda found: found.row) == list(whole.problems)
    assert all(
        len(part.rows) <= at_once and len(part.problems) <= at_once for part in portions[:-1]
    )
    assert [portion.is_last for portion in portions] == [*[False] * (len(portions) - 1), True]


@given(st.lists(_people, min_size=1, max_size=12))
@settings(max_examples=150)
def test_what_was_remembered_is_what_would_be_read_anew(people: list[list[Value | None]]) -> None:
    page = sheet(HEADER, *people)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(row_reader, "_MOST_REMEMBERED", 0)
        anew = draft_of(page)

    assert draft_of(page) == anew


@pytest.fixture
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(excel, "_SHORT", 5)


@pytest.mark.usefixtures("short")
def test_a_long_file_in_an_old_font_is_made_unicode(tmp_path: Path) -> None:
    names = [f"Võ Thị Hường {'ABCDEGH'[number % 7]}" for number in range(40)]
    people: list[Cells] = [
        [number, name, 1985, None, "Tà Ôi", "Thôn 1", "HN"] for number, name in enumerate(names)
    ]
    rows: list[Cells] = [HEADER, *([write_old(cell, LegacyFont.TCVN3) if isinstance(cell, str) else cell
                       for cell in person] for person in people)]  # fmt: skip

    (page,) = open_file(write(tmp_path / "a.xlsx", {"Sheet1": rows})).sheets

    assert isinstance(page.rows, LazyRows)
    assert [row.cells[2] for row in page.rows][1:] == names
    assert 2 in {column.number for column in page.legacy}


def test_one_old_word_in_a_long_list_is_found_by_its_neighbours() -> None:
    """Every so many-th row is looked at; what is decided holds for the rows between them."""
    old = [write_old(f"Nguyễn Thị Bưởi {number}", LegacyFont.TCVN3) for number in range(1000)]
    rows = [Row(1, {1: "Họ và tên"}), *(Row(2 + at, {1: name}) for at, name in enumerate(old))]
    page = Sheet("Sheet1", True, (), lazy(rows))

    read = to_unicode(page, None, {})

    assert [row.cells[1] for row in read.rows][1:3] == ["Nguyễn Thị Bưởi 0", "Nguyễn Thị Bưởi 1"]


@pytest.mark.usefixtures("short")
def test_empty_rows_at_the_top_keep_the_numbers_of_the_rest(tmp_path: Path) -> None:
    people: list[Cells] = [
        [1, f"Hồ Văn {'ABCDEGH'[n]}", 1985, None, "", "", "HN"] for n in range(7)
    ]

    workbook = open_file(write(tmp_path / "a.xlsx", {"Sheet1": [[], [], HEADER, *people]}))

    assert isinstance(workbook.sheets[0].rows, LazyRows)
    assert [row.row for row in read_workbook(workbook, "a", "0", TODAY).rows] == list(range(4, 11))
