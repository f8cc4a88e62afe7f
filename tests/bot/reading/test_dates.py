"""Days and months; the talk is held on 22 November 2026."""

from datetime import date

import pytest

from bot.reading.dates import read_date
from tests.bot.reading.notation import cases, written

TODAY = date(2026, 11, 22)
DATES = """
15/3/2012 => 2012-03-15
15/03/2012 => 2012-03-15
15-3-2012 => 2012-03-15
15.3.2012 => 2012-03-15
15 3 2012 => 2012-03-15
15 / 3 / 2012 => 2012-03-15
15/3/12 => 2012-03-15
15/3/26 => 2026-03-15
15/3/27 => 1927-03-15
15/3/85 => 1985-03-15
2012-03-15 => 2012-03-15
3/5/1985 => 1985-05-03
1/1/1985 => 1985-01-01
29/2/2024 => 2024-02-29
sn 15/3/2012 => 2012-03-15
sn15/3/2012 => 2012-03-15
sinh ngày 15/3/2012 ạ => 2012-03-15
15/3 năm 2012 => 2012-03-15
15/3 nam ngoai => 2025-03-15
15/3 năm nay => 2026-03-15
15/3/2012 dương lịch => 2012-03-15
ngày 15 tháng 3 năm 2012 => 2012-03-15
ngay 15 thang 3 nam 2012 => 2012-03-15
15 thang 3 2012 => 2012-03-15
15 tháng 3, 2012 => 2012-03-15
ngay15thang3nam2012 => 2012-03-15
ngayf 15 thangs 3 nawm 2012 => 2012-03-15
nga2y 15 tha1ng 3 na8m 2012 => 2012-03-15
ngày mười lăm tháng ba năm hai nghìn mười hai => 2012-03-15
ngay muoi lam thang ba nam hai nghin muoi hai => 2012-03-15
ngày năm tháng năm năm hai nghìn mười => 2010-05-05
ngay nam thang nam nam hai nghin muoi => 2010-05-05
hai mươi tháng mười một năm hai không mười hai => 2012-11-20
ngày 20 tháng 11 năm một chín tám lăm => 1985-11-20
ngày bảy tháng bảy năm chín lăm => 1995-07-07
ngày hăm mốt tháng chín năm hai nghìn lẻ năm => 2005-09-21
tháng 3 năm 2012 => 2012-03
tháng tư năm 2012 => 2012-04
thang ba nam ngoai => 2025-03
3/2012 => 2012-03
T3/2012 => 2012-03
hôm nay => 2026-11-22
hôm qua => 2026-11-21
hom qua => 2026-11-21
hoom qua => 2026-11-21
tối qua mất sóng => 2026-11-21
hôm kia => 2026-11-20
tháng trước => 2026-10
tháng này => 2026-11
15/3 => 2026-03-15?
25/12 => 2025-12-25?
5/2 => 2026-02-05?
ngày 2 tháng 9 => 2026-09-02?
tháng 5 => 2026-05?
15032012 => 2012-03-15?
khoảng tháng 3 năm 2012 => 2012-03?
mồng 5 tháng 2 năm 2013 => 2013-02-05?
mung 5 thang 2 nam 2013 => 2013-02-05?
15/3 à nhầm 16/3 => 2026-03-16?
15/3/2012 a nham 16/3/2012 => 2012-03-16?
15/3/2012 chứ không phải 13/5/2012 => 2012-03-15?
15/3/2012 chu ko phai 13/5/2012 => 2012-03-15?
không phải 13/5/2012 mà là 15/3/2012 => 2012-03-15?
từ 1/3/2026 đến 15/3/2026 => 2026-03-01?
31/2/2012 à nhầm 28/2/2012 => 2012-02-28?
30/2/2012 => -
29/2/2023 => -
31/4/2012 => -
15/13/2012 => -
3/15/2012 => -
00/00/1985 => -
32/1/2012 => -
15/3/0212 => -
ngày 15 => -
2012 => -
sn 2012 => -
năm ngoái => -
lớp 5/2 => -
lop 5/2 => -
học lớp 10/3 => -
0912345678 => -
046085001234 => -
không nhớ => -
 => -
"""

LUNAR = """
rằm
ram thang 7
rằm tháng giêng năm 2012
mồng 5 tháng chạp
mong 5 thang chap nam 2012
mồng 5
mồng 5 tháng 2
mùng 2 tết
mung 2 tet nam 2012
15/3/2012 âm lịch
15/3/2012 am lich
15/3/2012 (âm)
15/3/2012 AL
ngày 15 tháng 3 năm 2012 lịch ta
âm lịch 15/3/2012 dương lịch 5/4/2012
15/3 năm Giáp Thìn
15/3 nam thin
tháng 3 năm Nhâm Thìn
năm Thìn
tuổi Tỵ
15 tháng giêng năm 2012
15 thang gieng 2012
tháng chạp năm 2012
tháng 4 nhuận năm 2012
rawmf thangs 7
"""


@pytest.mark.parametrize(("text", "expected"), cases(DATES))
def test_a_date_is_read_day_first(text: str, expected: str) -> None:
    assert written(read_date(text, TODAY)) == expected


@pytest.mark.parametrize("text", LUNAR.strip().splitlines())
def test_a_lunar_date_is_never_taken_for_a_solar_one(text: str) -> None:
    assert read_date(text, TODAY).value is None


@pytest.mark.parametrize("text", ["15/3", "ngày 2 tháng 9", "tháng 5", "15/3 à nhầm 16/3"])
def test_where_the_year_is_needed_a_date_without_it_is_nothing(text: str) -> None:
    assert read_date(text, TODAY, with_year=True).value is None
