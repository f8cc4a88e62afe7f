"""Choosing one of several labels on a channel with or without buttons."""

import pytest

from bot.reading.choices import read_choice
from tests.bot.reading.notation import cases, written

DEVICES = ["Máy tính bảng", "Điện thoại", "Ti vi học trực tuyến", "Chưa có gì"]
CHOICES = """
1 => 0
1. => 0
1) => 0
01 => 0
số 2 => 1
so 2 a => 1
em chọn số 2 ạ => 1
cái thứ ba => 2
cai thu 3 => 2
ba => 2
tôi chọn số một => 0
cái đầu tiên => 0
cuối cùng => 3
Máy tính bảng => 0
may tinh bang => 0
MÁY TÍNH BẢNG ạ => 0
maytinhbang => 0
mtb => 0
máy tính => 0
điện thoại => 1
dt => 1
ddieenj thoaij => 1
tv => 2
tivi => 2
chưa => 3
chưa có gì => 3
2) Điện thoại => 1
số 2 điện thoại => 1
may tinh bagn => 0?
dien thaoi => 1?
điện thoại cũ => 1?
có => -
dạ có => -
rồi => -
có rồi => -
là gì => -
0 => -
5 => -
99 => -
1 2 => -
điện thoại và ti vi => -
3 điện thoại => 1?
không phải điện thoại => -
điện thoại hả? => -
Hồ Thị A Lơ => -
😀 => -
 => -
"""


@pytest.mark.parametrize(("text", "expected"), cases(CHOICES))
def test_a_label_is_chosen_by_number_order_or_words(text: str, expected: str) -> None:
    assert written(read_choice(text, DEVICES)) == expected


VERDICTS = ["Đúng rồi, gửi đi", "Sửa lại", "gửi", "gửi đi", "đúng"]
ON_VERDICTS = """
đúng rồi => 0
dung roi a => 0
gởi => 0
gởi đi => 0
ừ gửi đi em => 0
sửa lại => 1
sai rồi => -
sai roi => -
sai hết rồi => -
nhầm => -
nhầm rồi => -
hết rồi => -
đi => -
chưa đúng => -
không đúng đâu => -
"""


@pytest.mark.parametrize(("text", "expected"), cases(ON_VERDICTS))
def test_who_says_that_it_is_wrong_never_sends_it(text: str, expected: str) -> None:
    assert written(read_choice(text, VERDICTS, [0, 1, 0, 0, 0])) == expected


def test_a_number_that_is_a_position_and_a_name_is_asked_back() -> None:
    labels = ["Thôn 2", "Thôn 1", "Thôn Pa Ring"]
    assert written(read_choice("2", labels)) == "1?"
    assert written(read_choice("thôn 2", labels)) == "0"
    assert written(read_choice("paring", labels)) == "2"


def test_numbers_are_never_mistyped_labels() -> None:
    assert read_choice("lớp 3", ["Lớp 1", "Lớp 2"]).value is None


@pytest.mark.parametrize(
    ("text", "at"), [("có", 0), ("ko", 1), ("dạ không ạ", 1), ("1", 0), ("k", 1)]
)
def test_yes_and_no_as_labels_are_chosen_by_their_short_forms(text: str, at: int) -> None:
    assert read_choice(text, ["Có", "Không"]).value == at


def test_marks_tell_labels_apart_and_without_them_nothing_is_chosen() -> None:
    assert read_choice("Hòa", ["Hòa", "Hoa"]).value == 0
    assert read_choice("hoà", ["Hòa", "Hóa"]).value == 0
    assert read_choice("hoa", ["Hòa", "Hóa"]).value is None


def test_a_polite_word_that_a_label_has_chooses_it() -> None:
    assert read_choice("con", ["Cho con tôi", "Cho tôi"]).value == 0
    assert read_choice("dạ cho con ạ", ["Cho con tôi", "Cho tôi"]).value == 0


def test_nothing_offered_is_nothing_chosen() -> None:
    assert read_choice("1", []).value is None
