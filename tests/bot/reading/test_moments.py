"""For when somebody asks; the talk is held on Monday, 23 November 2026, at 8:05 in the morning."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.vietnamese import fold
from bot.reading.moments import read_moment
from tests.bot.reading.notation import cases, listed, written

NOW = datetime(2026, 11, 23, 8, 5)  # noqa: DTZ001 - as a clock on the wall shows it

DAYS = """
thư viện mở chủ nhật không => 2026-11-29
thu vien mo chu nhat ko => 2026-11-29
thuw vieenj mowr chur nhaatj khoong => 2026-11-29
thu7 vie65n mo73 chu3 nha65t kho6ng => 2026-11-29
thu7 co mo ko => 2026-11-28
thứ7 mở không => 2026-11-28
thư viện mở cn ko => 2026-11-29
CN mở không em => 2026-11-29
chúa nhựt mở hông => 2026-11-29
chủ nhựt thư viện có mở hôn => 2026-11-29
chủ nhật này có mở ko => 2026-11-29
chủ nhật tới có mở ko => 2026-11-29
t7 co mo ko => 2026-11-28
T7 có mở không => 2026-11-28
thứ 7 có mở phòng máy không => 2026-11-28
thu 7 mo ko => 2026-11-28
thứ bảy mở không => 2026-11-28
thứ bẩy có mở không => 2026-11-28
thu bay co mo cua khong => 2026-11-28
thuws bary mowr khoong => 2026-11-28
thứ hai có mở không => 2026-11-23
thứ hai tới có mở không => 2026-11-30
thu tu mo ko => 2026-11-25
thứ tư này => 2026-11-25
thứ năm => 2026-11-26
thứ sáu mở tới mấy giờ => 2026-11-27
thứ 7 tuần sau mở ko => 2026-12-05
chủ nhật tuần tới => 2026-12-06
thứ ba tuần này => 2026-11-24
chủ nhật tuần trước có mở không => 2026-11-22
cuối tuần nhà văn hóa có mở máy tính không => 2026-11-28+2026-11-29
cuoi tuan co mo ko => 2026-11-28+2026-11-29
thứ 7 chủ nhật có làm không => 2026-11-28+2026-11-29
t7 cn mo ko => 2026-11-28+2026-11-29
cuối tuần sau mở không => 2026-12-05+2026-12-06
hôm nay có mở không => 2026-11-23
bữa ni có mở khôn => 2026-11-23
bữa nay thư viện có mở cửa hông => 2026-11-23
hum nay mo hk => 2026-11-23
mai có mở ko => 2026-11-24
ngay mai mo ko => 2026-11-24
ngày mơi có mở hông => 2026-11-24
mốt có mở không => 2026-11-25
ngày mốt mở hông => 2026-11-25
bữa mốt có mở khôn => 2026-11-25
ngày kia có mở không => 2026-11-25
hôm qua có mở không => 2026-11-22
hôm kia sao đóng cửa => 2026-11-21
29/11 có mở ko => 2026-11-29
ngày 29/11/2026 => 2026-11-29
ngày 29 tháng 11 mở không => 2026-11-29
ngày 25 có mở không => 2026-11-25
ngày 5 có mở không => 2026-12-05
2/9 có mở không => 2027-09-02
lễ 30/4 có mở cửa ko => 2027-04-30
chủ nhật 6/12 mở không => 2026-12-06
ngày 31 => 2026-12-31
hôm nay thứ hai thư viện có mở không => 2026-11-23
mai t3 co mo k => 2026-11-24
3 ngày nữa có mở không => 2026-11-26
hai bữa nữa mở chưa => 2026-11-25
đầu tuần sau mở không => 2026-11-30
8/3 => 2027-03-08
"""
HOURS = """
8h tối có mở không => 2026-11-23 20:00
8h tối mai mở không => 2026-11-24 20:00
tối mai 8h => 2026-11-24 20:00
3h chiều t7 => 2026-11-28 15:00
3 gio chieu thu 7 => 2026-11-28 15:00
15h30 hôm nay => 2026-11-23 15:30
9:30 sáng mai => 2026-11-24 9:30
lúc 7g30 sáng => 2026-11-24 7:30
7 giờ kém 15 sáng mai => 2026-11-24 6:45
8 giờ rưỡi tối => 2026-11-23 20:30
9 rưỡi sáng => 2026-11-23 9:30
tám giờ tối => 2026-11-23 20:00
tam gio toi nay => 2026-11-23 20:00
sáu giờ chiều => 2026-11-23 18:00
mười hai giờ trưa => 2026-11-23 12:00
12h trưa có nghỉ không => 2026-11-23 12:00
1h trưa mở chưa => 2026-11-23 13:00
17h còn mở không => 2026-11-23 17:00
0h => 2026-11-24 0:00
5h còn mở không => 2026-11-23 17:00?
7h còn mở ko => 2026-11-23 19:00?
thu vien mo toi 7h ko => 2026-11-23 19:00?
9h mở không => 2026-11-23 9:00?
bảy giờ có mở không => 2026-11-24 7:00?
tám rưỡi tối => 2026-11-23 20:30
từ 2h đến 4h chiều mai => 2026-11-24 14:00
tầm 5h chiều qua được không => 2026-11-23 17:00
trưa 12h30 => 2026-11-23 12:30
10h đêm => 2026-11-23 22:00
5g chiều => 2026-11-23 17:00
3h t4 => 2026-11-25 15:00?
lát nữa ra còn mở không => 2026-11-23 8:35
2 tiếng nữa => 2026-11-23 10:05
30 phút nữa tới được không => 2026-11-23 8:35
nửa tiếng nữa => 2026-11-23 8:35
"""
PARTS = """
tối thư viện mở chứ => 2026-11-23 evening
phòng đọc có mở buổi tối không => 2026-11-23 evening
buoi toi co mo ko => 2026-11-23 evening
tối nay mấy giờ đóng => 2026-11-23 evening
tối chủ nhật => 2026-11-29 evening
ban đêm có mở không => 2026-11-23 evening
sáng mai mấy giờ mở => 2026-11-24 morning
sang t7 mo ko => 2026-11-28 morning
sáng chủ nhật => 2026-11-29 morning
buổi sáng có ai không => 2026-11-23 morning
chiều mai => 2026-11-24 afternoon
chieu nay mo ko => 2026-11-23 afternoon
trưa thư viện có nghỉ không => 2026-11-23 noon
trua t6 => 2026-11-27 noon
"""
OTHERS = """
giờ này còn mở cửa không => now
gio nay con mo cua ko => now
bây giờ có mở không => now
bay gio thu vien mo cua khong => now
chừ còn mở khôn => now
bi giờ mở chưa => now
mở cửa chưa => now
thư viện đang mở không => now
đóng cửa chưa em => now
tết có mở không => new_year
tet co mo cua ko => new_year
mùng 1 có mở không => new_year
nghỉ lễ có mở cửa không hay đóng => holiday
ngày lễ có mở không => holiday
dịp lễ tới thư viện có làm không => holiday
29 tết có mở không => new_year
ngày 30 tết => new_year
giỗ tổ có nghỉ không => kings_day
tết dương lịch có mở không => 2027-01-01
tết tây mở ko => 2027-01-01
"""
NOTHING_SAID = """
thư viện ở đâu | thu vien may gio dong cua | giờ mở cửa thư viện | mở 24/7 không | mở 24/24 à
thôn 1 xã A Lưới 1 có máy không | thư viện có 10 máy không | 4g có không | lớp 5 dùng được không
toi muon ra thu vien | sang thu vien hoc duoc ko | dem may ra thu vien | chị Mai ở thư viện có làm không
mai mốt có mở nữa không | sau gio hoc con ghe duoc ko | tết trung thu có phát quà không | 0912345678
| T2 đến T6 mở mấy giờ | thứ 2-6 mở không | thứ hai đến thứ sáu mở tới mấy giờ | t2,t4,t6 có mở không
| giờ hành chính | ngày thường mở mấy giờ | hè có mở không | thứ 8 | phòng 203 thư viện
| số 12 đường 3/2 có wifi không | thu vien may h mo cua | mot may tinh
| toi thu vien hoc bai | con toi muon in bai | thư viện sa thầy có mấy máy tính | thu vien thon 4
"""


@pytest.mark.parametrize(("text", "meant"), cases(DAYS + HOURS + PARTS + OTHERS))
def test_a_moment_is_read(text: str, meant: str) -> None:
    assert written(read_moment(text, NOW)) == meant


@pytest.mark.parametrize("text", listed(NOTHING_SAID))
def test_who_speaks_of_no_time_is_not_given_one(text: str) -> None:
    assert written(read_moment(text, NOW)) == "-"


# Without their marks these are other words.
AMBIGUOUS = ("bảy giờ", "sáu giờ", "tối thư", "mốt có", "lễ", "sáng chứ", "thú")


@pytest.mark.parametrize(
    ("text", "meant"),
    [pair for pair in cases(DAYS + HOURS + PARTS + OTHERS) if not pair[0].startswith(AMBIGUOUS)],
)
def test_the_same_without_marks(text: str, meant: str) -> None:
    assert written(read_moment(fold(text), NOW)) == meant


@pytest.mark.parametrize(
    ("text", "hour", "meant"),
    [
        ("buổi sáng có mở không", 15, "2026-11-24 morning"),  # this morning is over
        ("buổi chiều có mở không", 15, "2026-11-23 afternoon"),
        ("9h sáng mở chưa", 15, "2026-11-24 9:00"),
        ("sáng nay có mở không", 15, "2026-11-23 morning"),
        ("5h chiều còn mở ko", 15, "2026-11-23 17:00"),
    ],
)
def test_what_is_over_today_is_meant_for_tomorrow(text: str, hour: int, meant: str) -> None:
    assert written(read_moment(text, NOW.replace(hour=hour))) == meant


@given(st.text(max_size=120), st.datetimes(datetime(2025, 1, 1), datetime(2035, 1, 1)))  # noqa: DTZ001
def test_whatever_is_typed_the_moment_can_be_told(text: str, now: datetime) -> None:
    moment = read_moment(text, now).value
    if moment is None:
        return
    assert moment.minute is None or 0 <= moment.minute < 24 * 60
    assert len(moment.days) <= 3
    assert list(moment.days) == sorted(set(moment.days))


WEEKDAYS = ("thứ hai", "thứ ba", "thứ tư", "thứ năm", "thứ sáu", "thứ bảy", "chủ nhật")


@given(st.sampled_from(range(7)), st.dates(date(2025, 1, 1), date(2035, 1, 1)))
def test_a_weekday_is_one_of_the_next_seven_days(number: int, today: date) -> None:
    now = datetime(today.year, today.month, today.day, 9)  # noqa: DTZ001
    moment = read_moment(f"{WEEKDAYS[number]} có mở không", now).value
    assert moment is not None
    (day,) = moment.days
    assert day.weekday() == number
    assert today <= day <= today + timedelta(days=6)
