"""One row below the header of `test_rows`, with what is said about it."""

from datetime import date
from typing import Any

import pytest

from backend.poverty_lists.draft import BirthPrecision, ListRow, Sex, Standing
from backend.poverty_lists.reading.find_header import find_headers
from backend.poverty_lists.reading.formats.content import Area, Sheet
from backend.poverty_lists.reading.household import read_household
from backend.poverty_lists.reading.layout import Layout
from backend.poverty_lists.reading.problems import Kind
from backend.poverty_lists.reading.row_reader import RowReader
from backend.poverty_lists.reading.surroundings import Surroundings
from tests.backend.poverty_lists.reading.sheets import TODAY, Cells, sheet

TOP: Cells = [
    "STT", "Họ và tên chủ hộ", "Ngày sinh", None, "Số CCCD", "Dân tộc", "Thôn", "Số khẩu",
    "Phân loại", None, None, "Điểm B1", "Điểm B2", "Thiếu hụt", None, None, "Ghi chú",
]  # fmt: skip
BELOW: Cells = [
    None, None, "Nam", "Nữ", None, None, None, None, "HN", "CN", "TN", None, None, "VL", "BHYT", "NN"
]  # fmt: skip
MERGED = [Area(1, 3, 1, 4), Area(1, 9, 1, 11), Area(1, 14, 1, 16)]
PLACES = {
    "number": 1, "name": 2, "male": 3, "female": 4, "citizen_id": 5, "ethnicity": 6, "hamlet": 7,
    "members": 8, "poor": 9, "near_poor": 10, "left": 11, "income": 12, "points": 13, "vl": 14,
    "bhyt": 15, "nn": 16, "note": 17,
}  # fmt: skip
GOOD = {
    "number": 1,
    "name": "Hồ Thị A Lơ",
    "female": 1985,
    "citizen_id": "046185001234",
    "ethnicity": "Tà Ôi",
    "hamlet": "Thôn 1",
    "members": 5,
    "poor": "x",
    "income": 125,
    "points": 40,
    "vl": "x",
    "bhyt": "X",
}


def _reader(page: Sheet, at: int) -> RowReader:
    [header] = find_headers(page)
    row = page.rows[at]
    return RowReader("Sheet1", row.number, row.cells, Layout(header, page.rows[at:]), TODAY)


def _read(around: Surroundings | None = None, **changes: Any) -> tuple[ListRow | None, list[str]]:
    cells: list[Any] = [None] * len(PLACES)
    for name, value in (GOOD | changes).items():
        cells[PLACES[name] - 1] = value
    page = sheet(TOP, BELOW, cells, merged=MERGED)
    reader = _reader(page, 2)
    household = read_household(reader, around or Surroundings())
    for problem in reader.problems:
        assert (household is None) or not problem.refused
        assert (problem.sheet, problem.row) == ("Sheet1", 3)
    return household, [problem.kind for problem in reader.problems]


def test_a_good_row_is_read_whole() -> None:
    household, problems = _read(note="Đơn thân")

    assert problems == []
    assert household is not None
    assert household.raw[PLACES["poor"]] == "x"
    assert household == ListRow(
        sheet="Sheet1",
        row=3,
        head_name="Hồ Thị A Lơ",
        standing=Standing.POOR,
        hamlet="Thôn 1",
        birth_raw="1985",
        birth_year=1985,
        birth_precision=BirthPrecision.YEAR,
        sex=Sex.FEMALE,
        citizen_id="046185001234",
        citizen_id_raw="046185001234",
        ethnicity="Tà Ôi",
        member_count=5,
        income_points=125,
        deprivation_points=40,
        deprivations=("VL", "BHYT"),
        note="Đơn thân",
        raw=household.raw,
    )


@pytest.mark.parametrize(
    ("changes", "problems"),
    [
        ({"name": None}, [Kind.NAME_MISSING]),
        ({"name": "..."}, [Kind.NAME_MISSING]),
        ({"poor": None}, [Kind.STANDING_MISSING]),
        ({"poor": "0"}, [Kind.STANDING_MISSING]),
        ({"poor": "?"}, [Kind.MARK_UNCLEAR, Kind.STANDING_MISSING]),
        ({"near_poor": "x"}, [Kind.STANDING_BOTH]),
        ({"name": None, "poor": None}, [Kind.NAME_MISSING, Kind.STANDING_MISSING]),
    ],
)
def test_a_row_without_name_or_class_is_refused(
    changes: dict[str, Any], problems: list[Kind]
) -> None:
    assert _read(**changes) == (None, problems)


@pytest.mark.parametrize(
    ("changes", "problems"),
    [
        ({"points": 20}, [Kind.POINTS_CONTRADICT]),
        ({"points": "20 điểm"}, [Kind.POINTS_CONTRADICT]),
        ({"poor": None, "near_poor": "x"}, [Kind.POINTS_CONTRADICT]),
        ({"income": 180}, [Kind.POINTS_CONTRADICT]),
        ({"points": "bốn mươi"}, [Kind.POINTS_UNREADABLE]),
        ({"members": "năm"}, [Kind.MEMBER_COUNT_UNREADABLE]),
        ({"members": 99}, [Kind.MEMBER_COUNT_UNREADABLE]),
        ({"female": None}, [Kind.BIRTH_MISSING]),
        ({"male": 1985}, [Kind.BIRTH_TWICE]),
        ({"female": "3/15/1985"}, [Kind.BIRTH_IMPOSSIBLE]),
        ({"female": 1885}, [Kind.BIRTH_OUT_OF_RANGE]),
        ({"citizen_id": "4.6E+10"}, [Kind.CITIZEN_ID_ROUNDED]),
        ({"citizen_id": "046085001234"}, [Kind.CITIZEN_ID_DISAGREES]),
        ({"female": 1986}, [Kind.CITIZEN_ID_DISAGREES]),
        ({"citizen_id": 46185001234}, [Kind.CITIZEN_ID_REPAIRED]),
        ({"hamlet": None}, [Kind.HAMLET_MISSING]),
        ({"name": "Hồ Thị A Lơ (đã chết)"}, [Kind.HEAD_DEAD]),
        ({"name": "Hồ Thị A Lơ (chuyển đi)"}, [Kind.HEAD_MOVED]),
        ({"name": "Hồ Thị A Lơ (TN)"}, [Kind.NAME_NOTE]),
        ({"poor": None, "left": "x"}, [Kind.LEFT_LIST]),
        ({"citizen_id": "0912345678"}, [Kind.CITIZEN_ID_PHONE]),
        ({"citizen_id": 1985}, [Kind.CITIZEN_ID_YEAR]),
        ({"citizen_id": "O46185001234"}, [Kind.CITIZEN_ID_LETTERS]),
        ({"vl": "?"}, [Kind.MARK_UNCLEAR]),
        ({"citizen_id": None, "members": None, "income": None, "points": None}, []),
        ({"members": "5 khẩu"}, []),
        ({"members": 5.0}, []),
        ({"poor": 1}, []),
        ({"poor": "HN"}, []),
        ({"vl": 10, "bhyt": 0}, []),
    ],
)
def test_a_doubtful_row_goes_in_and_is_flagged(
    changes: dict[str, Any], problems: list[Kind]
) -> None:
    household, found = _read(**changes)

    assert household is not None
    assert found == problems


def test_problems_name_the_header_above_the_cell() -> None:
    page = sheet(["Họ tên", "Năm sinh", "Diện"], ["Hồ A Dư", "?", "HN"])
    reader = _reader(page, 1)

    read_household(reader, Surroundings(hamlet="Thôn 1"))

    assert [(found.column, found.column_number) for found in reader.problems] == [("Năm sinh", 2)]


def test_a_sentence_never_repeats_a_name_or_a_number() -> None:
    page = sheet(
        TOP, BELOW, [1, "Hồ Thị A Lơ (đã chết)", 1, 2, "123", "?", "", "?", "?"], merged=MERGED
    )
    reader = _reader(page, 2)

    read_household(reader, Surroundings())

    assert reader.problems
    for problem in reader.problems:
        assert "A Lơ" not in problem.sentence
        assert "123" not in problem.sentence


def test_the_sex_is_told_by_the_filled_column() -> None:
    household, _ = _read(female=None, male=date(1985, 3, 15), citizen_id=None)

    assert household is not None
    assert household.sex is Sex.MALE
    assert household.birth_date == date(1985, 3, 15)


@pytest.mark.parametrize(
    ("around", "hamlet", "problems"),
    [
        (Surroundings(hamlet="Thôn 2"), "Thôn 2", []),
        (Surroundings(hamlet="Thôn 2", hamlet_above="Thôn 3"), "Thôn 2", []),
        (Surroundings(hamlet_above="Thôn 3"), "Thôn 3", [Kind.HAMLET_FROM_ABOVE]),
    ],
)
def test_a_hamlet_comes_from_the_surroundings_where_the_row_has_none(
    around: Surroundings, hamlet: str, problems: list[Kind]
) -> None:
    household, found = _read(around, hamlet=None)

    assert household is not None
    assert (household.hamlet, found) == (hamlet, problems)


def test_an_address_is_cut_down_to_the_hamlet() -> None:
    household, _ = _read(hamlet="Thôn 1, xã Hồng Thủy, huyện A Lưới, tỉnh Thừa Thiên Huế")

    assert household is not None
    assert household.hamlet == "Thôn 1"


@pytest.mark.parametrize(
    ("heading", "standing", "problems"),
    [
        (Standing.NEAR_POOR, Standing.NEAR_POOR, []),
        (None, None, [Kind.STANDING_MISSING]),
        (Standing.LEFT_POVERTY, Standing.LEFT_POVERTY, [Kind.LEFT_LIST]),
    ],
)
def test_without_a_class_column_the_heading_decides(
    heading: Any, standing: Standing | None, problems: list[Kind]
) -> None:
    page = sheet(["Họ tên", "Năm sinh", "Thôn"], ["Hồ A Dư", 1985, "Thôn 1"])
    reader = _reader(page, 1)

    household = read_household(reader, Surroundings(heading))

    assert (household.standing if household else None) == standing
    assert [problem.kind for problem in reader.problems] == problems


@pytest.mark.parametrize(
    ("word", "standing", "problems"),
    [
        ("HN", Standing.POOR, []),
        ("Cận nghèo", Standing.NEAR_POOR, []),
        (1, Standing.POOR, []),
        (2, Standing.NEAR_POOR, []),
        ("TCN", Standing.LEFT_NEAR_POVERTY, [Kind.LEFT_LIST]),
        ("TB", Standing.AVERAGE, [Kind.LEFT_LIST]),
        ("HN phát sinh", Standing.POOR, []),
        ("PS", None, [Kind.STANDING_UNKNOWN]),
        ("HN, HCN", None, [Kind.STANDING_UNKNOWN]),
        ("x", None, [Kind.STANDING_UNKNOWN]),
        (None, None, [Kind.STANDING_MISSING]),
    ],
)
def test_one_class_column_is_read(
    word: Any, standing: Standing | None, problems: list[Kind]
) -> None:
    page = sheet(["Họ tên", "Năm sinh", "Diện", "Thôn"], ["Hồ A Dư", 1985, word, "Thôn 1"])
    reader = _reader(page, 1)

    household = read_household(reader, Surroundings())

    assert (household.standing if household else None) == standing
    assert [problem.kind for problem in reader.problems] == problems


def test_day_month_and_year_in_three_columns_make_one_date() -> None:
    page = sheet(
        ["Họ tên", "Ngày sinh", None, None, "Diện", "Thôn", "Giới tính"],
        [None, "Ngày", "Tháng", "Năm"],
        ["Hồ A Dư", 15, 3, 1985, "HN", "Thôn 1", "Nam"],
        merged=[Area(1, 2, 1, 4)],
    )
    reader = _reader(page, 2)

    household = read_household(reader, Surroundings())

    assert household is not None
    assert household.birth_date == date(1985, 3, 15)
    assert household.sex is Sex.MALE
    assert reader.problems == []


def test_deprivations_may_be_listed_in_one_cell() -> None:
    page = sheet(
        ["Họ tên", "NS", "Diện", "Thôn", "Thiếu hụt"], ["A Dư", 1985, "HN", "T1", "VL, NT; 7"]
    )
    reader = _reader(page, 1)

    household = read_household(reader, Surroundings())

    assert household is not None
    assert household.deprivations == ("VL", "NT", "7")
