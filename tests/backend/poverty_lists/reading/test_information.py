"""A household that a list calls deprived of information is known as such, however the list says it."""

import pytest

from backend.poverty_lists.reading.find_header import find_headers
from backend.poverty_lists.reading.formats.content import Area, Sheet
from backend.poverty_lists.reading.household import read_household
from backend.poverty_lists.reading.layout import Layout
from backend.poverty_lists.reading.problems import Kind
from backend.poverty_lists.reading.row_reader import RowReader
from backend.poverty_lists.reading.standards import is_information
from backend.poverty_lists.reading.surroundings import Surroundings
from tests.backend.poverty_lists.reading.sheets import TODAY, Cells, sheet

PERSON: Cells = ["A Dư", 1985, "HN", "Thôn 1"]
KNOWN: Cells = ["Họ tên", "NS", "Diện", "Thôn"]


def _read(page: Sheet, at: int) -> tuple[bool | None, list[str]]:
    [header] = find_headers(page)
    row = page.rows[at]
    cells = RowReader("Sheet1", row.number, row.cells, Layout(header, page.rows[at:]), TODAY)
    household = read_household(cells, Surroundings())
    assert household is not None
    return household.lacks_information, [problem.kind for problem in cells.problems]


@pytest.mark.parametrize(
    "header",
    [
        "Thiếu hụt thông tin",
        "Thiếu hụt tiếp cận thông tin",
        "THIẾU HỤT VỀ THÔNG TIN",
        "Hộ thiếu hụt về thông tin (x)",
        "Thiếu hụt sử dụng dịch vụ viễn thông",
        "Chỉ số thiếu hụt tiếp cận thông tin (điện thoại, Internet)",
    ],
)
@pytest.mark.parametrize(
    ("cell", "expected", "problems"),
    [
        ("x", True, []),
        ("X", True, []),
        ("Có", True, []),
        (1, True, []),
        (10, True, []),
        ("thiếu hụt", True, []),
        ("Viễn thông", True, []),
        (None, False, []),
        ("-", False, []),
        ("Không", False, []),
        (0, False, []),
        ("xem lại", None, [Kind.MARK_UNCLEAR]),
    ],
)
def test_a_column_of_its_own(
    header: str, cell: str | int | None, expected: bool | None, problems: list[str]
) -> None:
    page = sheet([*KNOWN, header], [*PERSON, cell])
    assert _read(page, 1) == (expected, problems)


@pytest.mark.parametrize(
    ("indicators", "ticked", "expected"),
    [
        (("VL", "VT", "TT"), (1,), True),
        (("VL", "VT", "TT"), (2,), True),
        (("VL", "VT", "TT"), (0,), False),
        (("VL", "VT", "TT"), (), False),
        (("Việc làm", "Sử dụng dịch vụ viễn thông", "Nhà tiêu"), (1,), True),
        (("Việc làm", "Nhà tiêu", "Phương tiện phục vụ tiếp cận thông tin"), (2,), True),
        (("Việc làm", "Nhà tiêu", "Dịch vụ số, Internet"), (2,), True),
        (("Việc làm", "Nhà tiêu", "BHYT"), (0, 1, 2), None),  # the list knows no such column
    ],
)
def test_ticks_below_the_word_deprived(
    indicators: tuple[str, str, str], ticked: tuple[int, ...], expected: bool | None
) -> None:
    marks = ["x" if at in ticked else None for at in range(3)]
    below = [None, None, None, None, *indicators]
    page = sheet([*KNOWN, "Thiếu hụt"], below, [*PERSON, *marks], merged=[Area(1, 5, 1, 7)])
    assert _read(page, 2) == (expected, [])


def test_information_may_head_its_own_two_columns() -> None:
    top = [*KNOWN, "Thiếu hụt thông tin", None]
    below = [None, None, None, None, "Viễn thông", "Phương tiện"]
    page = sheet(top, below, [*PERSON, None, "x"], merged=[Area(1, 5, 1, 6)])
    assert _read(page, 2) == (True, [])


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("VL, VT", True),
        ("Việc làm; tiếp cận thông tin", True),
        ("BHYT + dịch vụ viễn thông", True),
        ("VL, NT", False),
        ("Việc làm, nhà tiêu", False),
        ("VL, 7", None),  # which one is meant by a number depends on the standard
        ("3/12", None),
        (None, None),
    ],
)
@pytest.mark.parametrize(
    "header", ["Thiếu hụt", "Thiếu hụt các dịch vụ XH cơ bản (y tế, thông tin)"]
)
def test_what_one_cell_lists(header: str, cell: str | None, expected: bool | None) -> None:
    assert _read(sheet([*KNOWN, header], [*PERSON, cell]), 1)[0] is expected


def test_a_list_without_any_of_it_does_not_say() -> None:
    page = sheet([*KNOWN, "Ghi chú"], [*PERSON, "thiếu thông tin"])
    assert _read(page, 1) == (None, [])


@pytest.mark.parametrize("said", ["Thông tin", "TT", "VT", "DVVT", "Tiếp cận TT, thông tin (12)"])
def test_words_of_information(said: str) -> None:
    assert is_information(said)


@pytest.mark.parametrize(
    "said", ["VL", "Nhà tiêu", "Nguồn nước", "7", "", "Thu nhập", "Dinh dưỡng"]
)
def test_words_of_something_else(said: str) -> None:
    assert not is_information(said)
