"""Classes of pupils, from nursery to adult education."""

import pytest

from bot.reading.grades import read_grade
from tests.bot.reading.notation import cases, written

GRADES = """
5 => 5
12 => 12
lớp 5 => 5
lop 5 => 5
lop5 => 5
lớp 5 ạ => 5
Lớp 5A => 5A
5A => 5A
5a => 5A
lop5a => 5A
lớp 5 A => 5A
lop 1c => 1C
5-B => 5B
10A1 => 10A1
lop 10a1 => 10A1
12C3 => 12C3
5/2 => 5/2
lớp 5/2 => 5/2
lop 9/1 => 9/1
lớp năm => 5
lop nam => 5
cháu học lớp ba => 3
lop muoi hai => 12
lowps 5 => 5
khối 9 => 9
lớp lá => mn:la
lop la => mn:la
lá => mn:la
mẫu giáo lớn => mn:la
mau giao 4 tuoi => mn:choi
lớp chồi => mn:choi
lop mam => mn:mam
lớp 3 tuổi => mn:mam
nhà trẻ => mn:nha-tre
nha tre => mn:nha-tre
mầm non => mn
mn => mn
mẫu giáo => mn
lớp ghép 1+2 => ghep:1+2
lop ghep 1 va 2 => ghep:1+2
ghép 2 3 => ghep:2+3
ghép lớp 1 với lớp 2 => ghep:1+2
gdtx 10 => gdtx:10
GDTX lớp 11 => gdtx:11
lớp 10 gdtx => gdtx:10
bổ túc lớp 9 => gdtx:9
lop 5, lop 2 => 5;2
con lớn lớp 5 con nhỏ lớp 3 => 5;3
5A và 3B => 5A;3B
lớp 5, 3 => 5;3
5 và 3 => 5;3
đứa lớp lá đứa lớp 3 => mn:la;3
nhà em có 2 con học lớp 5 => 5
lớp 5 trường tiểu học số 1 => 5
lop 5 a => 5?
sắp lên lớp 6 => 6?
a luoi 1 => -
A Lưới 5 => -
xã Mường Lát 2 => -
Mường Lát 1 => 1?
thôn 2 => -
thon 3 => -
tổ 5 => -
bản 4 => -
hộ nghèo 2 => -
hộ cận nghèo 2 => -
khó khăn => -
xã A Lưới 2 lớp 5 => 5
lớp 5 thôn 2 => 5
thôn 2 học lớp ghép 1+2 => ghep:1+2
cháu học 5 => 5
vừa học xong lớp 5 => 5?
lớp 13 => -
lớp 0 => -
9 tuổi => -
15/3/2012 => -
2012 => -
0912345678 => -
nghỉ học rồi => -
chưa đi học => -
lớp mấy? => -
Hồ Thị A Lơ => -
 => -
"""


@pytest.mark.parametrize(("text", "expected"), cases(GRADES))
def test_a_class_is_read_in_the_conventions(text: str, expected: str) -> None:
    assert written(read_grade(text)) == expected
