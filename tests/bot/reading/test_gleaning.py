"""What people tell by the way: only what is labelled, and only once in a text."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reading.gleaning import (
    birth_year_in,
    child_name_in,
    class_in,
    commune_in,
    hamlet_in,
    phone_in,
    school_in,
)
from bot.reading.hamlets import read_hamlet

TODAY = date(2026, 11, 22)
HAMLETS = ("Thôn 1", "Thôn 2", "Bản Nậm Pồ")
ALL = "Vừ A Dia sn 2014 lớp 5/2 trường Hồng Thủy, bản Nậm Pồ, sđt 0912 345 678"

# text, year, class, phone, school, child, hamlet
TOLD = [
    (ALL, 2014, "5/2", "0912345678", "Hồng Thủy", None, "Bản Nậm Pồ"),
    (
        *("con toi ten Ho Van Ti sinh nam 2015 hoc lop 5a truong tieu hoc Hong Thuy thon 1",),
        *(2015, "5A", None, "tieu hoc Hong Thuy", "Ho Van Ti", "Thôn 1"),
    ),
    ("xin máy cho con Hồ Văn Tí, 2k14", 2014, None, None, None, "Hồ Văn Tí", None),
    ("cháu tên là Hồ Thị A Lơ, lớp 3", None, "3", None, None, "Hồ Thị A Lơ", None),
    ("xin máy cho con trai học lớp 10A1", None, "10A1", None, None, None, None),
    ("tôi tên là Hồ Thị Mai, xin máy cho con", None, None, None, None, None, None),
    ("cho hỏi con học trường nào cũng được hả em", None, None, None, None, None, None),
    ("hai đứa lớp 5 và lớp 3", None, None, None, None, None, None),
    ("0912345678 hoặc 0987654321", None, None, None, None, None, None),
    ("nhà tui ở thôn 1 hay thôn 2 tui cũng không rõ", None, None, None, None, None, None),
    ("ho thi lan 2014", 2014, None, None, None, None, None),
    ("ho ngheo nam 2014", None, None, None, None, None, None),
    ("con tôi 9 tuổi", None, None, None, None, None, None),  # an age is to be confirmed
    ("sinh rằm tháng giêng năm Ngọ", None, None, None, None, None, None),
    ("th hong thuy 5a", None, "5A", None, None, None, None),
    ("truong thon 5a", None, None, None, "thon", None, None),
    ("trường tiểu học 19/5", None, None, None, "tiểu học", None, None),
    ("ban bè nó có máy cả", None, None, None, None, None, None),
]


@pytest.mark.parametrize(("text", "year", "name", "phone", "school", "child", "hamlet"), TOLD)
def test_what_is_labelled_is_taken_and_nothing_else(
    text: str,
    year: int | None,
    name: str | None,
    phone: str | None,
    school: str | None,
    child: str | None,
    hamlet: str | None,
) -> None:
    place = hamlet_in(text, lambda said: read_hamlet(said, HAMLETS))
    found = (birth_year_in(text, TODAY), class_in(text), phone_in(text), school_in(text))
    assert [reading.value for reading in (*found, child_name_in(text), place)] == [
        *(year, name, phone, school, child, hamlet)
    ]


def test_a_commune_is_known_by_its_longest_name() -> None:
    known = ("xã A Lưới", "xã A Lưới 1")
    read = commune_in("nha o thon 2 xa A Luoi 1 a", lambda said: read_hamlet(said, known))
    assert read.value == "xã A Lưới 1"


@given(st.text(max_size=200))
def test_whatever_is_said_nothing_is_taken_that_would_have_to_be_confirmed(text: str) -> None:
    readings = (birth_year_in(text, TODAY), class_in(text), phone_in(text), school_in(text))
    for reading in (*readings, child_name_in(text)):
        assert reading.value is None or reading.certain
