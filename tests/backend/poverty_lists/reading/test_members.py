"""Lists in which a household spans rows: the head, and the members below it."""

from typing import Any

import pytest

from backend.poverty_lists.draft import ListRow, Problem, Standing
from backend.poverty_lists.reading.formats.content import Area
from backend.poverty_lists.reading.problems import Kind
from backend.poverty_lists.reading.tables import read_tables
from tests.backend.poverty_lists.reading.sheets import TODAY, Cells, sheet

TOP: Cells = [
    "STT",
    "Họ và tên",
    "Quan hệ với chủ hộ",
    "Năm sinh",
    "Số CCCD",
    "Thôn",
    "Số khẩu",
    "Diện",
]


def _read(*rows: Cells, merged: Any = (), top: Cells = TOP) -> tuple[list[ListRow], list[Problem]]:
    tables = read_tables(sheet(top, *rows, merged=merged), TODAY)
    return (
        [row for table in tables for row in table.rows],
        [found for table in tables for found in table.problems],
    )


def _homes(rows: list[ListRow]) -> dict[str, list[str]]:
    return {row.head_name: [member.name for member in row.members] for row in rows}


HEAD: Cells = [1, "Hồ Văn Kê", "Chủ hộ", 1980, None, "Thôn 1", 3, "HN"]
WIFE: Cells = [None, "Hồ Thị Lan", "Vợ", 1982]
CHILD: Cells = [None, "Hồ Văn Tí", "Con", 2012]
OTHER: Cells = [2, "Vừ A Dia", "Chủ hộ", 1975, None, "Thôn 2", 1, "HCN"]
EXPECTED = {"Hồ Văn Kê": ["Hồ Thị Lan", "Hồ Văn Tí"], "Vừ A Dia": []}


@pytest.mark.parametrize(
    "numbers",
    [
        (1, None, None, 2),
        (1, "1.1", "1.2", 2),
        ("1", "1a", "1b", "2"),
        (1, 2, 3, 4),
        (1, 1, 1, 2),
        (None, None, None, None),
        (1, 2, 3, 1),
    ],
)
def test_members_may_be_numbered_in_any_way(numbers: tuple[Any, ...]) -> None:
    people = [HEAD, WIFE, CHILD, OTHER]

    rows, problems = _read(
        *([number, *one[1:]] for number, one in zip(numbers, people, strict=True))
    )

    assert _homes(rows) == EXPECTED
    assert [row.standing for row in rows] == [Standing.POOR, Standing.NEAR_POOR]
    assert [member.relation for member in rows[0].members] == ["Vợ", "Con"]
    assert problems == []


def test_the_head_need_not_be_first_and_the_class_may_stand_on_the_first_row() -> None:
    wife: Cells = [1, "Hồ Thị Lan", "Vợ", 1982, None, "Thôn 1", 3, "HN"]
    head: Cells = [None, "Hồ Văn Kê", "Chủ hộ", 1980]

    rows, problems = _read(wife, head, CHILD, OTHER)

    assert _homes(rows) == EXPECTED
    assert (rows[0].row, rows[0].standing, rows[0].hamlet) == (3, Standing.POOR, "Thôn 1")
    assert problems == []


@pytest.mark.parametrize(
    "head", ["Chủ hộ", "chủ hộ", "CH", "1. Chủ hộ", "01", "Là chủ hộ", "Bản thân"]
)
def test_a_head_is_called_in_many_ways(head: str) -> None:
    rows, problems = _read([*HEAD[:2], head, *HEAD[3:]], WIFE, CHILD)

    assert _homes(rows) == {"Hồ Văn Kê": EXPECTED["Hồ Văn Kê"]}
    assert problems == []


def test_a_household_number_groups_whatever_the_order() -> None:
    top: Cells = ["STT", "Mã hộ", *TOP[1:]]
    people = [WIFE, HEAD, CHILD, OTHER]
    codes = ["H1", "H1", "H1", "H2"]
    rows, problems = _read(
        *(
            [at, code, *one[1:]]
            for at, (code, one) in enumerate(zip(codes, people, strict=True), 1)
        ),
        top=top,
    )

    assert _homes(rows) == EXPECTED
    assert problems == []


def test_what_is_repeated_on_each_row_or_merged_down_is_said_once() -> None:
    repeated = [[None, *one[1:4], None, "Thôn 1", 3, "HN"] for one in (WIFE, CHILD)]
    rows, _ = _read(HEAD, *repeated, OTHER)
    assert _homes(rows) == EXPECTED

    rows, _ = _read(HEAD, WIFE, CHILD, OTHER, merged=[Area(2, at, 4, at) for at in (1, 6, 7, 8)])
    assert _homes(rows) == EXPECTED


def test_a_member_under_no_head_is_named() -> None:
    rows, problems = _read(CHILD, HEAD, OTHER)

    assert _homes(rows) == {"Hồ Văn Kê": [], "Vừ A Dia": []}
    assert [(found.row, found.kind) for found in problems] == [(2, Kind.MEMBER_ROW)]


def test_a_refused_head_takes_the_members_along_and_says_which() -> None:
    head = [*HEAD[:-1], None]

    rows, problems = _read(head, WIFE, CHILD, OTHER)

    assert _homes(rows) == {"Vừ A Dia": []}
    assert [(found.row, found.kind) for found in problems] == [
        (2, Kind.STANDING_MISSING),
        (2, Kind.MEMBERS_REFUSED),
    ]
    assert "3–4" in problems[1].sentence


def test_a_member_without_a_name_is_named_and_the_household_stays() -> None:
    rows, problems = _read(HEAD, [None, None, "Con", 2012], CHILD, OTHER)

    assert _homes(rows)["Hồ Văn Kê"] == ["Hồ Văn Tí"]
    assert [(found.row, found.kind) for found in problems] == [(3, Kind.MEMBER_NAME_MISSING)]


@pytest.mark.parametrize("heads", [("A", "", "", "B"), ("A", "A", "A", "B")])
def test_head_and_member_may_have_a_column_each(heads: tuple[str, ...]) -> None:
    names = {"A": "Hồ Văn Kê", "B": "Vừ A Dia", "": None}
    top: Cells = ["STT", "Họ tên chủ hộ", "Họ và tên thành viên", *TOP[2:]]
    people = [HEAD, WIFE, CHILD, OTHER]

    rows, problems = _read(
        *([one[0], names[head], *one[1:]] for head, one in zip(heads, people, strict=True)), top=top
    )

    assert _homes(rows) == EXPECTED
    assert rows[0].birth_year == 1980
    assert problems == []


def test_a_head_named_only_beside_the_first_member_has_no_birth_of_that_member() -> None:
    top: Cells = ["STT", "Họ tên chủ hộ", "Họ và tên thành viên", *TOP[2:]]

    rows, problems = _read(
        [1, "Hồ Văn Kê", "Hồ Thị Lan", "Vợ", 1982, None, "Thôn 1", 3, "HN"],
        [None, None, "Hồ Văn Tí", "Con", 2012],
        top=top,
    )

    assert _homes(rows) == {"Hồ Văn Kê": ["Hồ Thị Lan", "Hồ Văn Tí"]}
    assert rows[0].birth_year is None
    assert [found.kind for found in problems] == [Kind.BIRTH_MISSING]


def test_without_relations_the_count_of_people_tells_the_members() -> None:
    top: Cells = ["STT", "Họ và tên", "Năm sinh", "Thôn", "Số khẩu", "Diện"]

    rows, _ = _read(
        [1, "Hồ Văn Kê", 1980, "Thôn 1", 3, "HN"],
        [None, "Hồ Thị Lan", 1982],
        [None, "Hồ Văn Tí", 2012],
        [2, "Vừ A Dia", 1975, "Thôn 2", 2, "HCN"],
        [None, "Vừ Thị Mỷ", 2014],
        top=top,
    )

    assert _homes(rows) == {"Hồ Văn Kê": ["Hồ Thị Lan", "Hồ Văn Tí"], "Vừ A Dia": ["Vừ Thị Mỷ"]}


def test_raw_cells_are_kept_of_each_row() -> None:
    rows, _ = _read(HEAD, WIFE, OTHER)

    assert rows[0].raw == {
        1: "1",
        2: "Hồ Văn Kê",
        3: "Chủ hộ",
        4: "1980",
        6: "Thôn 1",
        7: "3",
        8: "HN",
    }
    assert rows[0].members[0].raw == {2: "Hồ Thị Lan", 3: "Vợ", 4: "1982"}


def test_a_group_row_or_a_repeated_header_ends_or_keeps_a_household() -> None:
    rows, problems = _read(HEAD, WIFE, TOP, CHILD, ["II", "Thôn 2"], OTHER)

    assert _homes(rows) == EXPECTED
    assert problems == []
