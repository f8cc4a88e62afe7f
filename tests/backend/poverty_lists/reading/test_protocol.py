"""What the child read arrives in its parent, cell for cell, and never half of it."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.poverty_lists.draft import FileFormat, LegacyColumn, LegacyFont
from backend.poverty_lists.reading.formats.content import (
    Area,
    MendedColumn,
    Row,
    Sheet,
    Value,
    Workbook,
)
from backend.poverty_lists.reading.formats.protocol import Unfinished, dump, load

values: st.SearchStrategy[Value] = (
    st.text(st.characters(exclude_categories=["Cs"]))
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.booleans()
    | st.dates()
    | st.datetimes()
)
rows = st.builds(Row, st.integers(1, 1_048_576), st.dictionaries(st.integers(1, 16_384), values))
sheets = st.builds(
    Sheet,
    st.text(max_size=31),
    st.booleans(),
    st.just((Area(1, 2, 3, 4),)),
    st.lists(rows, max_size=5),
    st.just((LegacyColumn(2, LegacyFont.TCVN3, "Hå", "Hồ"),)),
    st.just((MendedColumn(3, "Há»“", "Hồ"),)),
)
workbooks = st.builds(
    Workbook,
    st.lists(sheets, max_size=3).map(tuple),
    st.integers(0),
    st.sampled_from(FileFormat),
    st.none() | st.just("utf-8"),
    st.just(("Thôn 9",)),
)


@given(workbooks)
def test_a_workbook_arrives_as_it_was(workbook: Workbook) -> None:
    assert load(dump(workbook)) == workbook


@given(workbooks, st.data())
def test_a_workbook_that_is_cut_anywhere_is_noticed(
    workbook: Workbook, data: st.DataObject
) -> None:
    whole = b"".join(dump(workbook))
    part = whole[: data.draw(st.integers(0, len(whole) - 2))]

    with pytest.raises(Unfinished):
        load(part.splitlines(keepends=True))


def test_more_rows_than_fit_a_line_keep_their_order() -> None:
    rows = [Row(n, {1: n, 3: date(2026, 1, 1), 4: datetime.fromisoformat("2026-01-01 07:30")})
            for n in range(1, 1_502)]  # fmt: skip
    workbook = Workbook((Sheet("Thôn 1", True, (), rows),))

    assert load(dump(workbook)) == workbook


def test_half_a_letter_of_a_damaged_file_is_replaced() -> None:
    workbook = Workbook((Sheet("Thôn 1", True, (), [Row(1, {1: "a\ud800b"})]),))

    assert load(dump(workbook)).sheets[0].rows == [Row(1, {1: "a?b"})]
