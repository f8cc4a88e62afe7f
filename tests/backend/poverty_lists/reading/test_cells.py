from datetime import date, datetime

import pytest

from backend.poverty_lists.reading.cells import letter, raw, words
from backend.poverty_lists.reading.formats.content import Value


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, ""),
        ("4.6085E+10", "4.6085E+10"),
        (46085001234.0, "46085001234"),
        (46085001234, "46085001234"),
        (125.5, "125.5"),
        (True, "TRUE"),
        (False, "FALSE"),
        (date(1985, 3, 5), "5/3/1985"),
        (datetime.fromisoformat("1985-03-05 07:30"), "5/3/1985 07:30"),
    ],
)
def test_a_value_reads_as_an_officer_sees_it(value: Value | None, expected: str) -> None:
    assert raw(value) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Số CCCD/\nCMND", "so cccd cmnd"),
        ("C.Nghèo", "c ngheo"),
        ("Ngày, tháng, năm sinh", "ngay thang nam sinh"),
        ("Đ̣ịa chỉ", "dia chi"),
    ],
)
def test_words_are_folded_and_single_spaced(written: str, expected: str) -> None:
    assert words(written) == expected


@pytest.mark.parametrize(("column", "letters"), [(1, "A"), (26, "Z"), (27, "AA"), (16384, "XFD")])
def test_columns_are_named_as_excel_names_them(column: int, letters: str) -> None:
    assert letter(column) == letters
