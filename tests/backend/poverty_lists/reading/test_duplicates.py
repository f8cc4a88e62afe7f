from datetime import date
from typing import Any

import pytest

from backend.poverty_lists.draft import BirthPrecision, ListMember, ListRow, Standing
from backend.poverty_lists.reading.duplicates import Seen
from backend.poverty_lists.reading.problems import Kind

DAY = BirthPrecision.DAY


def _row(row: int = 10, **facts: Any) -> ListRow:
    known: dict[str, Any] = {"head_name": "Hồ Thị Hoa", "hamlet": "Thôn 1", "birth_year": 1988}
    return ListRow("Thôn 1", row, standing=Standing.POOR, **(known | facts))


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ({}, {}, Kind.DUPLICATE),
        ({}, {"head_name": "HỒ THỊ HOA"}, Kind.DUPLICATE),
        ({}, {"head_name": "Ho Thi Hoa"}, Kind.DUPLICATE),
        ({"head_name": "Hồ Thị A Lơ"}, {"head_name": "Hồ Thị Alơ"}, Kind.DUPLICATE),
        ({"head_name": "Lê Hoà"}, {"head_name": "Lê Hòa"}, Kind.DUPLICATE),
        ({}, {"hamlet": "THÔN 1"}, Kind.DUPLICATE),
        ({"citizen_id": "1"}, {"citizen_id": "1", "head_name": "Khác", "hamlet": "X"}, Kind.SAME_NUMBER),
        ({"citizen_id": "1"}, {}, Kind.DUPLICATE),
        ({"citizen_id": "1"}, {"citizen_id": "2"}, Kind.LOOK_ALIKE),
        ({}, {"head_name": "Hồ Thị Hòa"}, Kind.LOOK_ALIKE),
        ({"note": "1"}, {"note": "2"}, Kind.LOOK_ALIKE),
        ({"birth_year": None}, {"birth_year": None}, Kind.LOOK_ALIKE),
        (
            {"birth_date": date(1988, 3, 5), "birth_precision": DAY},
            {"birth_date": date(1988, 5, 3), "birth_precision": DAY},
            Kind.LOOK_ALIKE,
        ),
        ({}, {"birth_year": 1990}, None),
        ({}, {"hamlet": "Thôn 2"}, None),
        ({}, {"head_name": "Hồ Thị Hiên"}, None),
    ],
)  # fmt: skip
def test_the_second_of_two_is_compared_with_the_first(
    first: dict[str, Any], second: dict[str, Any], expected: Kind | None
) -> None:
    seen = Seen()
    assert seen.add(_row(9, **first)) is None

    problem = seen.add(_row(10, **second))

    assert (problem.kind if problem else None) == expected


def test_the_first_row_is_named() -> None:
    seen = Seen()
    seen.add(_row(9))

    problem = seen.add(_row(10))

    assert problem is not None
    assert problem.refused
    assert problem.sentence == "Hộ này đã có ở dòng 9, trang “Thôn 1”."


def _child(row: int, name: str = "Hồ Tí", **facts: Any) -> ListMember:
    child = ListMember(row, name, "Con", birth_date=date(2015, 4, 3), birth_year=2015)
    return child._replace(**{"birth_precision": DAY, **facts})


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ([_child(10)], [_child(20)], Kind.SHARED_MEMBER),
        ([_child(10, citizen_id="1")], [_child(20, "Tí", citizen_id="1")], Kind.SHARED_MEMBER),
        ([_child(10)], [_child(20, birth_date=date(2016, 4, 3))], None),
        ([_child(10, birth_precision=None)], [_child(20, birth_precision=None)], None),
        ([_child(10)], [], None),
    ],
)
def test_a_child_in_two_households_is_shown_and_both_stay(
    first: list[ListMember], second: list[ListMember], expected: Kind | None
) -> None:
    seen = Seen()
    seen.add(_row(9, members=tuple(first)))

    problem = seen.add(_row(19, head_name="Vừ Thị Mỷ", birth_year=1990, members=tuple(second)))

    assert (problem.kind if problem else None) == expected
    assert not (problem and problem.refused)


def test_a_wife_on_her_own_line_and_in_her_husbands_household_is_shown() -> None:
    seen = Seen()
    seen.add(_row(9, members=(_child(10, "Vừ Thị Mỷ", citizen_id="046185001234"),)))

    problem = seen.add(_row(19, head_name="Vừ Thị Mỷ", citizen_id="046185001234"))

    assert problem is not None
    assert problem.kind == Kind.SHARED_MEMBER


@pytest.mark.parametrize(
    ("second", "expected"),
    [
        (_child(20), Kind.DUPLICATE_PUPIL),
        (_child(20, "Hồ Thị Tèo"), None),
        (_child(20, birth_date=date(2015, 9, 9)), Kind.LOOK_ALIKE),
    ],
)
def test_brothers_and_sisters_share_a_parent_and_are_no_duplicates(
    second: ListMember, expected: Kind | None
) -> None:
    seen = Seen()
    seen.add_pupil(_row(10, members=(_child(10),)))

    problem = seen.add_pupil(_row(20, members=(second,)))

    assert (problem.kind if problem else None) == expected
