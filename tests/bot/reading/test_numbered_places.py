"""The number of a commune's name beside an hour."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reading.numbered_places import without_its_number
from tests.bot.reading.notation import cases, listed

A_NAME = """
thư viện A Lưới 1 giờ nào mở => thư viện A Lưới giờ nào mở
thu vien a luoi 1 gio nao mo => thu vien a luoi gio nao mo
thư viện xã A Lưới 1 giờ mở cửa => thư viện xã A Lưới giờ mở cửa
A Lưới 1 giờ làm việc thế nào => A Lưới giờ làm việc thế nào
ở A Lưới 1 giờ đóng cửa là mấy giờ => ở A Lưới giờ đóng cửa là mấy giờ
"""
AN_HOUR = """
thư viện A Lưới 1 giờ chiều mở không
thư viện A Lưới 1 giờ mở không
thu vien a luoi 1 gio mo cua chua
thư viện A Lưới mở 1 giờ không
A Lưới 1 mấy giờ mở
A Lưới 10 giờ nào mở
1 giờ
mở lúc 1 giờ mở cửa
xã A Lưới 1
"""


@pytest.mark.parametrize(("text", "left"), cases(A_NAME))
def test_a_number_of_a_name_before_the_question_for_hours_is_no_hour(text: str, left: str) -> None:
    assert without_its_number(text, "xã A Lưới 1") == left


@pytest.mark.parametrize("text", listed(AN_HOUR))
def test_an_hour_stays_where_it_is_told(text: str) -> None:
    assert without_its_number(text, "xã A Lưới 1") == text


@given(st.text(max_size=60), st.sampled_from(["xã Hồng Hạ", "", "phường", "1", "vị trí đã gửi"]))
def test_where_no_name_ends_in_a_number_nothing_is_taken_away(text: str, place: str) -> None:
    assert without_its_number(text, place) == text


@given(st.integers(1, 99), st.integers(1, 99))
def test_only_the_own_number_is_taken_away(own: int, said: int) -> None:
    text = f"thư viện A Lưới {said} giờ nào mở"
    taken = "thư viện A Lưới giờ nào mở" if said == own else text
    assert without_its_number(text, f"xã A Lưới {own}") == taken
