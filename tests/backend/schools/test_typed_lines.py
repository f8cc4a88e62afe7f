"""Pasted lines: every line is taken or named as bad, none is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.schools.typed_lines import LONGEST_NAME, read_lines
from backend.schools.words import SchoolLevel


def taken(text: str) -> list[tuple[str, SchoolLevel, tuple[str, ...]]]:
    read = read_lines(text)
    assert read.bad == ()
    return [(each.name, each.level, each.sites) for each in read.schools]


@pytest.mark.parametrize(
    "text",
    [
        "TH Suối Trong; TH; Điểm chính, Thôn 2",
        "TH Suối Trong ;tiểu học; Điểm chính; Thôn 2",
        "TH Suối Trong\tTH\tĐiểm chính, Thôn 2",
        "TH Suối Trong;TH;Điểm chính\nTH Suối Trong;TH;Thôn 2",
        "TH Suối Trong;TH;Điểm chính\r\n\r\nTrường Tiểu học Suối Trong;cấp 1;Điểm Chính, Thôn 2\r\n",
        "Tên trường; Cấp; Điểm trường\nTH Suối Trong; TH; Điểm chính, , Thôn 2",
        "TH Suối Trong;TH;Điểm chính,Thôn 2;\r",
    ],
)
def test_one_school_with_two_sites(text: str) -> None:
    assert taken(text) == [
        ("TH Suối Trong", SchoolLevel.PRIMARY, ("Điểm chính", "Thôn 2")),
    ]


def test_a_school_needs_no_site() -> None:
    assert taken("TH Suối Trong; TH") == [("TH Suối Trong", SchoolLevel.PRIMARY, ())]


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("; TH; Điểm chính", "Thiếu tên trường"),
        ("Trường; TH", "Thiếu tên trường"),
        ("TH Suối Trong", "Thiếu cấp học"),
        ("TH Suối Trong;; Điểm chính", "Thiếu cấp học"),
        ("TH Suối Trong; Điểm chính; TH", "không rõ cấp học"),
        ("TH Suối Trong, TH, Điểm chính", "Thiếu cấp học"),
        (f"TH {'a' * LONGEST_NAME}; TH", "dài quá"),
        (f"TH A; TH; {'a' * (LONGEST_NAME + 1)}", "dài quá"),
        ("TH Đồi Xanh; THCS; Thôn 3", "Dòng 1 ghi trường này cấp Tiểu học"),
    ],
)
def test_a_bad_line_is_named_with_what_to_do(line: str, why: str) -> None:
    read = read_lines(f"TH Đồi Xanh; TH\n\n{line}")
    (bad,) = read.bad
    assert bad.number == 3
    assert why in bad.why
    assert [each.name for each in read.schools] == ["TH Đồi Xanh"]


@given(st.text(alphabet="abTHđ;,\t\n\r\0 1", max_size=80))
def test_no_line_is_lost(text: str) -> None:
    read = read_lines(text)
    assert all(each.name and each.number >= 1 for each in read.schools)
    assert bool(read.schools or read.bad) == any(line.strip(" ;\t\0") for line in text.splitlines())
