"""Two spellings of one school are one; two schools stay two."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.schools.rules import (
    is_named,
    keys_of,
    read_level,
    read_names,
    school_key,
    site_key,
)
from backend.schools.words import SchoolLevel

ONE_SCHOOL = (
    ("Trường Tiểu học Hồng Thủy", "TH Hồng Thuỷ"),
    ("Trường Tiểu học Hồng Thủy", "truong tieu hoc hong thuy"),
    ("Trường Tiểu học Hồng Thủy", "  TRƯỜNG  TIỂU HỌC   HỒNG THỦY. "),
    ("Trường MN Hoa Ban", "mầm non Hoa Ban"),
    ("Trường PTDTBT TH&THCS A Xan", "Phổ thông dân tộc bán trú tiểu học và trung học cơ sở A Xan"),
    ("Trường PT DTBT TH & THCS A Xan", "PTDTBT TH-THCS A Xan"),
    ("THPT số 1 Mường Khương", "Trường Trung học phổ thông Số 1 Mường Khương"),
    ("Trung tâm GDNN-GDTX A Lưới", "tt giáo dục nghề nghiệp - giáo dục thường xuyên A Lưới"),
)
TWO_SCHOOLS = (
    ("TH Hồng Thủy", "THCS Hồng Thủy"),
    ("TH Hồng Thủy", "TH&THCS Hồng Thủy"),
    ("TH số 1 Hồng Thủy", "TH số 2 Hồng Thủy"),
    ("PTDTBT THCS Lũng Phìn", "PTDTNT THCS Lũng Phìn"),
    ("MN Hoa Ban", "MN Hoa Mai"),
)


@pytest.mark.parametrize(("one", "other"), ONE_SCHOOL)
def test_spellings_of_one_school(one: str, other: str) -> None:
    assert school_key(one) == school_key(other) != ""


@pytest.mark.parametrize(("one", "other"), TWO_SCHOOLS)
def test_schools_that_are_not_one(one: str, other: str) -> None:
    assert school_key(one) != school_key(other)


@pytest.mark.parametrize("text", ["", " ", "…", "Trường", "trường và"])
def test_what_names_no_school(text: str) -> None:
    assert school_key(text) == ""
    assert not is_named(text, keys_of("Trường", [text]))


@given(st.text(max_size=40))
def test_a_key_does_not_depend_on_the_encoding(text: str) -> None:
    assert school_key(unicodedata.normalize("NFD", text)) == school_key(text)
    assert school_key(school_key(text)) == school_key(text)


@pytest.mark.parametrize(
    ("written", "named"),
    [
        ("Tiểu học Hồng Thủy", True),
        ("th hồng thuỷ", True),
        ("TH Hồng Thủy, điểm thôn 2", True),
        ("Trường tiểu học Hồng Thủy (điểm trường A Tia)", True),
        ("TH Hồng Thủy phân hiệu Kỳ Nơi", True),
        ("trường dưới chợ", True),
        ("THCS Hồng Thủy", False),
        ("TH Hồng Thủy 2", False),
        ("TH Hồng", False),
        ("Hồng Thủy", False),
        ("điểm thôn 2", False),
        ("", False),
    ],
)
def test_what_a_family_wrote_names_the_school(written: str, named: bool) -> None:
    keys = keys_of("Trường Tiểu học Hồng Thủy", ["Trường dưới chợ"])
    assert is_named(written, keys) is named


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("TH", SchoolLevel.PRIMARY),
        ("Tiểu học", SchoolLevel.PRIMARY),
        ("tieu hoc", SchoolLevel.PRIMARY),
        ("Cấp 1", SchoolLevel.PRIMARY),
        ("Cấp I", SchoolLevel.PRIMARY),
        ("MN", SchoolLevel.PRESCHOOL),
        ("mẫu giáo", SchoolLevel.PRESCHOOL),
        ("THCS", SchoolLevel.LOWER_SECONDARY),
        ("trung học cơ sở", SchoolLevel.LOWER_SECONDARY),
        ("cấp 2", SchoolLevel.LOWER_SECONDARY),
        ("THPT", SchoolLevel.UPPER_SECONDARY),
        ("PTTH", SchoolLevel.UPPER_SECONDARY),
        ("cấp III", SchoolLevel.UPPER_SECONDARY),
        ("TH&THCS", SchoolLevel.COMBINED),
        ("TH và THCS", SchoolLevel.COMBINED),
        ("THCS-THPT", SchoolLevel.COMBINED),
        ("TH, THCS, THPT", SchoolLevel.COMBINED),
        ("liên cấp", SchoolLevel.COMBINED),
        ("cấp 1-2", SchoolLevel.COMBINED),
        ("GDTX", SchoolLevel.CONTINUING),
        ("GDNN-GDTX", SchoolLevel.CONTINUING),
        ("", None),
        ("đại học", None),
        ("cấp 4", None),
        ("Điểm chính", None),
    ],
)
def test_levels_as_they_are_written(text: str, level: SchoolLevel | None) -> None:
    assert read_level(text) is level


@pytest.mark.parametrize("level", SchoolLevel)
def test_every_level_is_read_from_what_the_pages_show_and_send(level: SchoolLevel) -> None:
    assert read_level(level.label) is read_level(level.value) is level


def test_other_names_stand_once_each() -> None:
    typed = " TH Hồng Thủy, tiểu học Hồng Thuỷ\ntrường thôn 2;; ,trường"
    assert read_names(typed) == ["tiểu học Hồng Thuỷ", "trường thôn 2"]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Điểm trường Thôn 2", "thôn 2", True),
        ("Điểm Thôn 2", "phân hiệu thôn 2", True),
        ("Điểm chính", "chính", True),
        ("Thôn 2", "Thôn 12", False),
        ("Điểm chính", "Điểm lẻ", False),
    ],
)
def test_spellings_of_a_site(one: str, other: str, same: bool) -> None:
    assert (site_key(one) == site_key(other)) is same
