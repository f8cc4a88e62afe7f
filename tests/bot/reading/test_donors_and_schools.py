"""Names that are no person's: of an organisation that gives, and of a school."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reading.donors import read_donor
from bot.reading.schools import is_no_school, school_named

ORGANISATIONS = [
    ("Công ty TNHH ABC", "Công ty TNHH ABC"),
    ("ghi tên công ty TNHH ABC giúp mình nhé", "Công ty TNHH ABC"),
    ("Hội phụ nữ xã", "Hội phụ nữ xã"),
    ("hoi phu nu xa", "Hoi phu nu xa"),
    ("nhóm thiện nguyện Sao Mai", "Nhóm thiện nguyện Sao Mai"),
    ("Đoàn thanh niên xã ạ", "Đoàn thanh niên xã"),
    ("CLB xe đạp", "CLB xe đạp"),
    ("chùa Từ Hiếu", "Chùa Từ Hiếu"),
    ("lớp 12A1 khoá 1998", "Lớp 12A1 khoá 1998"),
    ("Trường THPT Hai Bà Trưng", "Trường THPT Hai Bà Trưng"),
    ("gia đình anh Bình", "Gia đình anh Bình"),
    ("Sao Mai Group", "Sao Mai Group"),
    ("giấu tên giúp em", "không nêu tên"),
    ("không cần ghi tên đâu", "không nêu tên"),
]


@pytest.mark.parametrize(("text", "name"), ORGANISATIONS)
def test_an_organisation_is_taken_as_it_is_written(text: str, name: str) -> None:
    assert read_donor(text).certain
    assert read_donor(text).value == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Lê Văn Bình", "Lê Văn Bình"),
        ("dạ tên em là Trần Thị Lan", "Trần Thị Lan"),
        ("Hội Văn Hùng", "Hội Văn Hùng"),
        ("Đoàn Văn Hậu", "Đoàn Văn Hậu"),
        ("Đoàn Minh Hậu", "Đoàn Minh Hậu"),
    ],
)
def test_a_persons_name_is_read_as_everywhere(text: str, name: str) -> None:
    assert read_donor(text).value == name


@pytest.mark.parametrize("text", ["công ty", "chùa", "công ty nào cũng được hả?", "gửi đi", "dạ"])
def test_what_names_nobody_is_asked_again(text: str) -> None:
    assert not read_donor(text).certain


@given(st.text(max_size=150))
def test_any_text_is_read_without_an_error(text: str) -> None:
    assert read_donor(text).value != ""
    is_no_school(text)
    assert len(school_named(text)) <= len(text) + text.count(",")


@pytest.mark.parametrize(
    "text",
    [
        "nhà nghèo",
        "nha ngheo lam",
        "xa lắm",
        "xa lam em oi",
        "không biết",
        "khong biet truong nao",
        "nghỉ học rồi",
        "hong biet truong gi",
        "trường xa quá không nhớ",
        "gần nhà",
        "trên huyện",
        "chưa đi học",
        "di bo",
    ],
)
def test_words_about_a_school_are_no_name(text: str) -> None:
    assert is_no_school(text)


@pytest.mark.parametrize(
    "text",
    [
        "Tiểu học Hồng Thủy",
        "hồng thủy",
        "TH Lam Sơn",
        "trường nội trú huyện",
        "ptdtbt trung son",
        "Lê Lợi",
        "trường xã",
        "trường mầm non Xa Dung",
        "hong van",
        "Kim Đồng",
        "A Roàng",
    ],
)
def test_a_schools_name_is_one_in_any_spelling(text: str) -> None:
    assert not is_no_school(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("tieu hoc hong thuy lop 5", "tieu hoc hong thuy"),
        ("lop 5a truong tieu hoc Hong Thuy", "truong tieu hoc Hong Thuy"),
        ("TH Hồng Thủy, lớp 5/2", "TH Hồng Thủy"),
        ("TH Hồng Thủy 5A1", "TH Hồng Thủy"),
        ("5a tieu hoc hong thuy", "tieu hoc hong thuy"),
        ("TH&THCS A Ngo lớp 7, sn 2013", "TH&THCS A Ngo"),
        ("thcs a ngo, sdt 0912 345 678", "thcs a ngo"),
        ("em học lớp 5 trường Kim Đồng", "trường Kim Đồng"),
        ("cháu An học trường Kim Đồng", "trường Kim Đồng"),
        ("con hoc o th hong thuy", "th hong thuy"),
        ("em con di hoc o truong hong thuy", "truong hong thuy"),
        ("cháu đang học tại trường PTDTBT Trung Lý", "trường PTDTBT Trung Lý"),
        ("la truong tieu hoc kim dong", "truong tieu hoc kim dong"),
        ("ở Hồng Hạ", "Hồng Hạ"),
        ("lớp 5", ""),
        ("th hong thuy sdt 0912345678 5A", "th hong thuy"),
        ("sdt 0912.345.678 5a th lam son", "th lam son"),
        # what belongs to the name
        ("tieu hoc hong thuy", "tieu hoc hong thuy"),
        ("trường tiểu học 19/5", "trường tiểu học 19/5"),
        ("trường 2/9", "trường 2/9"),
        ("TH số 2 Hồng Thủy", "TH số 2 Hồng Thủy"),
        ("Điểm trường thôn 2", "Điểm trường thôn 2"),
        ("truong thon 5a", "truong thon 5a"),
        ("con Cuông", "con Cuông"),
        ("hoc o mon", "o mon"),
        ("o mon", "o mon"),
    ],
)
def test_a_school_is_named_without_what_is_said_with_it(text: str, name: str) -> None:
    assert school_named(text) == name
