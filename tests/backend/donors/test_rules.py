"""What a donor may hear of a pupil."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.donors.rules import GRADES, grade_of


@pytest.mark.parametrize(
    ("class_name", "grade"),
    [
        *(("5A", "5"), ("lớp 5", "5"), ("12C3", "12"), ("10/2", "10"), ("05", "5"), ("6.1", "6")),
        *(("", ""), ("mầm", ""), ("lá", ""), ("0", ""), ("13", ""), ("2014", ""), ("lớp Một", "")),
    ],
)
def test_a_class_tells_only_its_grade(class_name: str, grade: str) -> None:
    assert grade_of(class_name) == grade


@given(st.text(max_size=20))
def test_whatever_a_class_is_called_nothing_but_a_grade_comes_out(class_name: str) -> None:
    assert grade_of(class_name) in {"", *map(str, GRADES)}
