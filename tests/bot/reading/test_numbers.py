"""Whole numbers in digits and in words."""

import pytest

from bot.reading.numbers import read_number
from tests.bot.reading.notation import cases, written

NUMBERS = """
5 => 5
0 => 0
ba => 3
mười => 10
mười lăm => 15
mười nhăm => 15
muoi lam => 15
muwowfi lawm => 15
mu7o7i2 la8m => 15
hăm mốt => 21
ham mot => 21
hai mươi mốt => 21
hai mươi tư => 24
bốn lăm => 45
bon lam => 45
tám tư => 84
ba mươi => 30
hai chục => 20
chục rưỡi => 15
trăm rưỡi => 150
tram ruoi => 150
hai trăm mốt => 210
hai tram mot => 210
một trăm linh năm => 105
1 trăm lẻ 5 => 105
một nghìn hai => 1200
nghìn rưỡi => 1500
triệu hai => 1200000
hai triệu rưỡi => 2500000
hai nghìn không trăm mười hai => 2012
năm trăm ngàn => 500000
1.250 => 1250
1,250 => 1250
1.250.000 đồng => 1250000
2tr5 => 2500000
2tr500 => 2500000
2 triệu 500 nghìn => 2500000
2,5 triệu => 2500000
2.5tr => 2500000
500k => 500000
1k5 => 1500
3 trăm => 300
5 khẩu ạ => 5
nhà em có 5 người => 5
nhà em có năm người => 5
nam nguoi => 5
dạ 2 đứa ạ => 2
khoảng 5 => 5?
hơn 20 em => 20?
hai ba => -
hai tám => 28?
2-3 => -
2 hoặc 3 => -
2 trai 1 gái => -
1.5 => -
12/3 => -
-5 => -
50% => -
2tr50 => -
ba em mất rồi => -
nhà em không có ai => -
mấy đứa? => -
nhiều lắm => -
 => -
"""


@pytest.mark.parametrize(("text", "expected"), cases(NUMBERS))
def test_a_number_is_read_as_people_say_it(text: str, expected: str) -> None:
    assert written(read_number(text)) == expected
