from datetime import date
from typing import Any

import pytest

from backend.poverty_lists.draft import BirthPrecision, ListRow, Standing
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
        ({"citizen_id": "1"}, {"citizen_id": "1", "head_name": "Khác", "hamlet": "X"}, Kind.DUPLICATE),
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
