"""Years of birth, said as years, dates and ages; the talk is held in November 2026."""

from datetime import date

import pytest

from bot.reading.birth_years import read_birth_year
from tests.bot.reading.notation import cases, written

TODAY = date(2026, 11, 22)
YEARS = """
1985 => 1985
sn 2014 => 2014
sn2014 => 2014
sn: 1990 ạ => 1990
sinh năm 1985 => 1985
sinh nam 85 => 1985
sn 85 => 1985
sn 14 => 2014
sn 26 => 2026
sn 27 => 1927
đẻ năm 90 => 1990
nawm 2014 => 2014
sinh na8m 2014 => 2014
2k14 => 2014
2k5 => 2005
sinh năm tám lăm => 1985
sinh năm hai nghìn mười bốn => 2014
một chín tám lăm => 1985
hai không mười hai => 2012
sinh năm ngoái => 2025
15/3/2012 => 2012
15/3/85 => 1985
tháng 3 năm 2012 => 2012
ngày mười lăm tháng ba năm hai nghìn mười hai => 2012
85 => 1985?
12 => 2012?
09 => 2009?
tám lăm => 1985?
khoảng 1985 => 1985?
năm nay 9 tuổi => 2017?
nam nay 9 tuoi => 2017?
9t => 2017?
9 tuoi hoc lop 3 => 2017?
chín tuổi => 2017?
mười hai tuổi => 2014?
cháu lên 9 => 2017?
tuổi mụ 10 => 2017?
10 tuổi mụ => 2017?
10 tuoi ta => 2017?
8 tháng tuổi => 2026?
20 tháng tuổi => 2025?
sinh năm 1985 à nhầm 1986 => 1986?
1985 chứ không phải 1986 => 1985?
con sinh 2014, mẹ sinh 1985 => 2014?
rằm tháng giêng năm 1985 => 1985?
9 => -
2030 => -
1850 => -
150 tuổi => -
15/3 => -
tuổi Thìn => -
năm Thìn => -
tuổi con rồng => -
lớp 5 => -
0912345678 => -
không nhớ => -
 => -
"""


@pytest.mark.parametrize(("text", "expected"), cases(YEARS))
def test_a_year_of_birth_is_read_from_years_dates_and_ages(text: str, expected: str) -> None:
    assert written(read_birth_year(text, TODAY)) == expected
