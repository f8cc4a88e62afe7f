"""Names that are no person's: of an organisation that gives, and of a school."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reading.donors import read_donor
from bot.reading.schools import is_no_school

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
