"""The head of the household and the ground, told by the way."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reading.gleaning import birth_year_in
from bot.reading.grounds import ground_in
from bot.reading.heads import head_name_in, without_head, year_behind

TODAY = date(2026, 11, 23)

HEADS = [
    ("chủ hộ là ông nội Hồ Văn Dơm sinh 1955", "Hồ Văn Dơm", 1955),
    ("hộ nghèo, chủ hộ tên Hồ Văn Dơm, sn 1955, ở thôn 1", "Hồ Văn Dơm", 1955),
    ("chu ho la ong noi Ho Van Dom sinh nam 1955", "Ho Van Dom", 1955),
    ("chu ho ho van dom 1955", "Ho Van Dom", 1955),
    ("Chủ hộ: Hồ Thị Mai (1960)", "Hồ Thị Mai", 1960),
    ("bà nội Hồ Thị Mai sinh năm 1955 là chủ hộ", "Hồ Thị Mai", 1955),
    ("chủ hộ là chồng em Vừ A Dia sinh một chín bảy lăm", "Vừ A Dia", 1975),
    ("chủ hộ là mẹ tôi tên là Hồ Thị Năm sinh 1960", "Hồ Thị Năm", 1960),
    ("chủ hộ ông Hồ Xuân Sinh", "Hồ Xuân Sinh", None),
    ("chủ hộ H'Bian Niê 1980", "H'Bian Niê", 1980),
    ("chủ hộ là tôi", None, None),
    ("chủ hộ là ông Dơm", None, None),
    ("không biết chủ hộ là ai", None, None),
    ("chủ hộ mất rồi", None, None),
    ("tôi tên Hồ Thị Mai sinh 1960", None, None),
]


@pytest.mark.parametrize(("text", "name", "year"), HEADS)
def test_the_head_is_told_by_name_and_year(text: str, name: str | None, year: int | None) -> None:
    told = head_name_in(text).value
    assert (told, year_behind(told or "", text, TODAY).value) == (name, year)


def test_the_heads_year_is_never_the_childs() -> None:
    text = "con Hồ Văn Tí sn 2014 lớp 5, chủ hộ là chị gái Hồ Thị Lơ sinh 2004"
    assert birth_year_in(text, TODAY).value == 2014
    assert birth_year_in("chủ hộ là chị gái Hồ Thị Lơ sinh 2004", TODAY).value is None
    assert "2004" not in without_head(text)


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("cháu sinh mười lăm tháng ba năm hai không mười bốn", 2014),
        ("chau sinh muoi lam thang ba nam hai khong muoi bon, hoc lop 6", 2014),
        ("cháu sinh 15 tháng 3 năm 2014 học lớp 6", 2014),
        ("con sinh năm hai ngàn mười lăm", 2015),
        ("cháu là học sinh lớp 5", None),
        ("sinh được hai đứa", None),
        ("con sinh mười lăm tháng ba, cháu kia sinh năm hai không mười bốn", None),
    ],
)
def test_a_birthday_in_words_tells_the_year(text: str, year: int | None) -> None:
    assert birth_year_in(text, TODAY).value == year


@pytest.mark.parametrize(
    ("text", "ground", "certain"),
    [
        ("nhà em hộ nghèo", "poor", True),
        ("em có sổ hộ nghèo, xin máy cho con", "poor", True),
        ("xin máy cho con, nhà tui hộ cận nghèo", "near_poor", True),
        ("ho can ngheo nha chi", "near_poor", True),
        ("không có máy học, hộ nghèo", "poor", True),
        ("nhà em hộ nghèo có được xin máy không", "poor", True),
        ("cháu mồ côi, bố mất vì covid", "covid_orphan", True),
        ("nhà em khó khăn do covid", "covid_hardship", True),
        ("cháu mồ côi cha", "covid_orphan", False),
        ("nhà nghèo lắm em ơi", None, False),
        ("nhà em chưa được vào hộ nghèo", None, False),
        ("nhà em mới thoát nghèo", None, False),
        ("không phải hộ nghèo đâu", None, False),
        ("trước là hộ nghèo nay là cận nghèo", None, False),
        ("năm ngoái hộ nghèo năm nay chưa biết", None, False),
        ("nhà hàng xóm hộ nghèo mà có máy", None, False),
        ("hộ nghèo có được xin không", None, False),
        ("hộ nghèo được gì vậy?", None, False),
    ],
)
def test_a_ground_is_taken_only_where_the_family_tells_its_own(
    text: str, ground: str | None, certain: bool
) -> None:
    reading = ground_in(text)
    assert (reading.value, reading.certain) == (ground, certain)


@given(st.text(max_size=200))
def test_any_text_is_read_and_what_is_taken_needs_no_confirming(text: str) -> None:
    assert head_name_in(text).value is None or head_name_in(text).certain
    year_behind(text[:10], text, TODAY)
    ground_in(text)
