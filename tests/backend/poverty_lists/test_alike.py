"""Telling alike problems once."""

from backend.poverty_lists.alike import alike, ranges
from backend.poverty_lists.draft import Problem


def problem(row: int, sentence: str, *, refused: bool = False) -> Problem:
    return Problem("Danh sách", row, "Số CCCD", "citizen_id", sentence, refused)


def test_rows_with_the_same_slip_are_told_once_and_refused_ones_first() -> None:
    found = alike(
        [
            problem(4, "Thiếu số."),
            problem(5, "Thiếu số."),
            problem(6, "Không có tên.", refused=True),
            problem(9, "Thiếu số."),
            problem(9, "Thiếu số."),
        ]
    )
    assert [(group.rows, group.refused) for group in found] == [("6", True), ("4–5, 9", False)]


def test_row_numbers_are_told_in_ranges() -> None:
    assert ranges([]) == ""
    assert ranges([3]) == "3"
    assert ranges([3, 4, 5, 9, 11, 12]) == "3–5, 9, 11–12"


def test_of_very_many_rows_only_the_first_are_told() -> None:
    told = ranges(range(1, 2_000, 2))
    assert told.startswith("1, 3, 5")
    assert told.endswith("39 và 980 dòng nữa")
