"""The words that steer a talk, and the answers that must not be taken for them."""

import pytest

from bot.reading.intents import control_word
from tests.bot.reading.notation import cases

CONTROL = """
huỷ => cancel
hủy => cancel
HUỶ => cancel
Hủy ạ => cancel
huy => cancel
HUY => cancel
huyr => cancel
thôi không làm nữa => cancel
thoi khong lam nua => cancel
quay lại => back
quay lai => back
Trở lại => back
em muốn quay lại ạ => back
menu => menu
/menu => menu
gặp cán bộ => human
gap can bo => human
cho em gặp cán bộ với => human
gặp người => human
làm lại => again
lam lai => again
XEM => data_view
xem => data_view
SỬA => data_fix
sua => data_fix
XÓA => data_delete
xoá => data_delete
DỪNG => data_stop
dừng => data_stop
"""
ANSWERS = """
dung
DUNG
Dũng
đúng
không
có
thôi
Thị Huy
Nguyễn Quốc Huy
Huy Hoàng
huỷ gì cơ?
xem phim
sửa máy
1
0
5
mn
lại
Hồ Thị Sua
Cứ A Súa
không biết
gặp
làm
thôn 1
"""


@pytest.mark.parametrize(("text", "expected"), cases(CONTROL))
def test_a_control_word_alone_steers_the_talk(text: str, expected: str) -> None:
    assert control_word(text) == expected


@pytest.mark.parametrize("text", ANSWERS.strip().splitlines())
def test_an_answer_is_never_taken_for_a_control_word(text: str) -> None:
    assert control_word(text) is None


@pytest.mark.parametrize("text", ["Huy", "huy", "HUY", "Sua", "Xoa", "sua"])
def test_while_a_name_is_asked_unmarked_words_are_names(text: str) -> None:
    assert control_word(text) is not None
    assert control_word(text, expecting_name=True) is None


@pytest.mark.parametrize(
    "text", ["huỷ", "HỦY", "quay lại", "quay lai", "menu", "gap can bo", "SỬA"]
)
def test_while_a_name_is_asked_unmistakable_words_still_steer(text: str) -> None:
    assert control_word(text, expecting_name=True) is not None
