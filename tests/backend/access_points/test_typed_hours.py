"""Hours as officers type them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.access_points.rules import MIDNIGHT, NEVER, Interval, in_order
from backend.access_points.typed_hours import read_hours, read_week, show_hours, show_week
from backend.errors import Invalid

TYPED = """
T2-T6 7:30-11:30, 13:30-17:00; T7 8:00-11:00 => T2-T6 7:30-11:30, 13:30-17:00; T7 8:00-11:00
t2-t6 7h30-11h30,13h30-17h;t7 8h-11h => T2-T6 7:30-11:30, 13:30-17:00; T7 8:00-11:00
Thứ hai đến thứ sáu: 7h30 - 11h30 và 13h30 – 17h. CN nghỉ => T2-T6 7:30-11:30, 13:30-17:00
Thứ bảy 8h-11h, chủ nhật nghỉ => T7 8:00-11:00
thứ 2 - thứ 6 sáng 7h30-11h30 chiều 1h30-5h => T2-T6 7:30-11:30, 13:30-17:00
Thứ Hai tới thứ Năm 8:00 - 11:00 => T2-T5 8:00-11:00
thu 2 den thu 6 7g30 toi 11g30, t7 cn 8.00 - 10.30 => T2-T6 7:30-11:30; T7-CN 8:00-10:30
T2-T6: sáng từ 7 giờ 30 đến 11 giờ 30, chiều từ 13 giờ đến 17 giờ => T2-T6 7:30-11:30, 13:00-17:00
T2,3,4 8-11 => T2-T4 8:00-11:00
Thứ 2, 4, 6: 8h-11h => T2, T4, T6 8:00-11:00
T2, T4, T6: 8h đến 11h => T2, T4, T6 8:00-11:00
T2-6 7:30-17:00 => T2-T6 7:30-17:00
hằng ngày 8h-20h => T2-CN 8:00-20:00
Hàng ngày: 8:00-20:00 => T2-CN 8:00-20:00
mỗi ngày 8-20 => T2-CN 8:00-20:00
cả tuần 0:00-24:00 => T2-CN 0:00-24:00
cuối tuần 8-11 => T7-CN 8:00-11:00
T7-CN 8-11 => T7-CN 8:00-11:00
T7, CN 8-11 => T7-CN 8:00-11:00
chúa nhựt 8-11 => CN 8:00-11:00
T6-T2 8-24 => T2, T6-CN 8:00-24:00
thứ tư tối 6h-8h => T4 18:00-20:00
T3 tối 18h30-20h30 => T3 18:30-20:30
T2 8-11, 11-12 => T2 8:00-12:00
T2 13-17, 8-11 => T2 8:00-11:00, 13:00-17:00
T2-T6 8-11; T3 14-16 => T2, T4-T6 8:00-11:00; T3 8:00-11:00, 14:00-16:00
CN nghỉ; T2 8-9 => T2 8:00-9:00
T2 8-9; CN đóng cửa => T2 8:00-9:00
T2 10-14 => T2 10:00-14:00
"""
REFUSED = """
8-11 | phần thứ 1
T2-T6 | phần thứ 1
T2-T6 8-11; T7 | phần thứ 2
T2-T6 8-11; xem bảng ở cổng | phần thứ 2
T2 8:00 | phần thứ 1
giờ hành chính | phần thứ 1
T2 11-8 | đóng cửa phải sau
T2 13:30-5:00 | đóng cửa phải sau
T2 8-8 | đóng cửa phải sau
T2 8-11, 10-12 | chồng lên nhau
T2-T6 8-11; T3 9-10 | chồng lên nhau
T2 8:75-9 | nhỏ hơn 60
T2 8-25 | từ 0:00 đến 24:00
T9 8-11 | phần thứ 1
"""


def cases(table: str, separator: str) -> list[tuple[str, str]]:
    lines = (line for line in table.strip().splitlines())
    return [(typed.strip(), meant.strip()) for typed, meant in (x.split(separator) for x in lines)]


@pytest.mark.parametrize(("typed", "meant"), cases(TYPED, "=>"))
def test_hours_are_read_as_people_write_them(typed: str, meant: str) -> None:
    assert show_week(read_week(typed)) == meant


def test_each_line_is_a_part_of_its_own() -> None:
    assert show_week(read_week("T2-T6 8-11\nT7 8-10\n")) == "T2-T6 8:00-11:00; T7 8:00-10:00"


@pytest.mark.parametrize(("typed", "why"), cases(REFUSED, "|"))
def test_what_cannot_be_kept_is_refused_with_what_to_do(typed: str, why: str) -> None:
    with pytest.raises(Invalid) as refused:
        read_week(typed)
    assert why in str(refused.value)


def test_nothing_typed_is_no_hours() -> None:
    assert read_week(" ") == NEVER


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("8:00-10:00", "8:00-10:00"),
        ("8h-10h và 14h-16h", "8:00-10:00, 14:00-16:00"),
        ("chiều 2h-4h", "14:00-16:00"),
        ("", ""),
        ("nghỉ", ""),
        ("đóng cửa", ""),
    ],
)
def test_hours_of_one_day(typed: str, meant: str) -> None:
    assert show_hours(read_hours(typed)) == meant


@pytest.mark.parametrize("typed", ["T2 8-10", "8", "sáng", "8-10-12"])
def test_one_day_is_told_by_hours_only(typed: str) -> None:
    with pytest.raises(Invalid):
        read_hours(typed)


minutes = st.integers(0, MIDNIGHT)


@st.composite
def days(draw: st.DrawFn) -> tuple[Interval, ...]:
    marks = sorted(draw(st.sets(minutes, max_size=6)))
    return in_order(Interval(*pair) for pair in zip(marks[::2], marks[1::2], strict=False))


@given(st.tuples(*[days()] * 7))
def test_a_week_is_read_back_as_it_was_shown(week: tuple[tuple[Interval, ...], ...]) -> None:
    assert read_week(show_week(week)) == week


@given(st.text(alphabet="Tt2345678CNcn -,:;.hg0139thứ hai\n", max_size=60))
def test_whatever_is_typed_is_read_or_refused(typed: str) -> None:
    try:
        week = read_week(typed)
    except Invalid:
        return
    assert week == tuple(map(in_order, week))
