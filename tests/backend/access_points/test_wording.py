"""What people are told; it is Monday, 23 November 2026."""

from datetime import date, datetime

import pytest

from backend.access_points.models import AccessPoint
from backend.access_points.rules import (
    Asked,
    DayHours,
    Found,
    Interval,
    Occasion,
    Part,
    Schedule,
)
from backend.access_points.typed_hours import read_week
from backend.access_points.wording import answer, hours_told, week_words
from backend.calendar.days import holiday_on
from backend.clock import VIETNAM

EXCEPTIONS = {
    date(2026, 11, 26): DayHours((), "tập huấn"),
    date(2026, 11, 27): DayHours((Interval(8 * 60, 10 * 60),), "họp"),
}
SCHEDULE = Schedule(read_week("T2-T6 7:30-11:30, 13:30-17:00; T7 8-11"), EXCEPTIONS, holiday_on)


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=VIETNAM)


def days(*numbers: int) -> tuple[date, ...]:
    return tuple(date(2026, 11, number) for number in numbers)


@pytest.mark.parametrize(
    ("now", "asked", "told"),
    [
        (at(23, 8), Asked(), "đang mở, đến 11:30"),
        (at(23, 14), Asked(), "đang mở, đến 17:00"),
        (at(23, 12), Asked(), "đang đóng cửa, mở lại 13:30 chiều nay"),
        (at(23, 6), Asked(), "đang đóng cửa, mở lại 7:30 sáng nay"),
        (at(23, 18), Asked(), "đang đóng cửa, mở lại 7:30 sáng thứ Tư 25/11"),
        (at(21, 12), Asked(), "đang đóng cửa, mở lại 7:30 sáng thứ Hai 23/11"),
        (at(22, 12), Asked(), "đang đóng cửa, mở lại 7:30 sáng mai, thứ Hai"),
        (at(26, 9), Asked(), "hôm nay nghỉ (tập huấn), mở lại 8:00 sáng mai, thứ Sáu"),
        (
            at(24, 9),
            Asked(),
            "hôm nay là Ngày Văn hóa Việt Nam, thường nghỉ, mở lại 7:30 sáng mai, thứ Tư",
        ),
        (at(23, 8), Asked(days(29)), "Chủ nhật 29/11 nghỉ; mở lại 7:30 sáng thứ Hai 30/11"),
        (at(23, 8), Asked(days(23)), "hôm nay mở 7:30-11:30 và 13:30-17:00"),
        (at(23, 8), Asked(days(25)), "thứ Tư 25/11 mở 7:30-11:30 và 13:30-17:00"),
        (at(24, 8), Asked(days(25)), "mai (thứ Tư 25/11) mở 7:30-11:30 và 13:30-17:00"),
        (at(23, 8), Asked(days(27)), "thứ Sáu 27/11 mở 8:00-10:00 (họp)"),
        (
            at(23, 8),
            Asked(days(26)),
            "thứ Năm 26/11 nghỉ (tập huấn); mở lại 8:00 sáng thứ Sáu 27/11",
        ),
        (at(23, 8), Asked(days(22)), "Chủ nhật 22/11 nghỉ"),
        (
            at(23, 8),
            Asked(days(28, 29)),
            "thứ Bảy 28/11 mở 8:00-11:00; Chủ nhật 29/11 nghỉ; mở lại 7:30 sáng thứ Hai 30/11",
        ),
        (
            at(23, 8),
            Asked(days(25), 20 * 60),
            "thứ Tư 25/11 lúc 20:00 không mở, chỉ mở 7:30-11:30 và 13:30-17:00",
        ),
        (
            at(23, 8),
            Asked(days(25), 9 * 60),
            "thứ Tư 25/11 lúc 9:00 có mở, giờ mở là 7:30-11:30 và 13:30-17:00",
        ),
        (
            at(23, 8),
            Asked(days(23), part=Part.EVENING),
            "tối nay không mở, chỉ mở 7:30-11:30 và 13:30-17:00",
        ),
        (at(23, 8), Asked(days(25), part=Part.AFTERNOON), "chiều thứ Tư 25/11 mở 13:30-17:00"),
        (at(24, 8), Asked(days(25), part=Part.MORNING), "sáng mai (thứ Tư 25/11) mở 7:30-11:00"),
        (
            at(23, 8),
            Asked(occasion=Occasion.NEW_YEAR),
            "thứ Sáu 5/2/2027 đến thứ Hai 8/2/2027 là Tết Nguyên đán, thường nghỉ; "
            "mở lại 7:30 sáng thứ Ba 9/2",
        ),
        (
            at(23, 8),
            Asked(occasion=Occasion.HOLIDAY),
            "mai (thứ Ba 24/11) là Ngày Văn hóa Việt Nam, thường nghỉ; "
            "mở lại 7:30 sáng thứ Tư 25/11",
        ),
    ],
)
def test_the_answer_is_what_was_asked(now: datetime, asked: Asked, told: str) -> None:
    assert hours_told(SCHEDULE, asked, now) == told


def test_a_place_without_hours_to_come_is_said_to_be_closed() -> None:
    gone = Schedule(SCHEDULE.week, closed_on=date(2026, 11, 1))
    assert hours_told(gone, Asked(), at(23, 8)) == "đang đóng cửa, chưa rõ ngày mở lại"
    assert hours_told(gone, Asked(days(25)), at(23, 8)) == "thứ Tư 25/11 nghỉ"


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        (
            "T2-T6 7:30-11:30, 13:30-17:00; T7 8-11",
            "thứ Hai đến thứ Sáu 7:30-11:30 và 13:30-17:00; thứ Bảy 8:00-11:00",
        ),
        ("T2-CN 8-20", "hằng ngày 8:00-20:00"),
        ("T2, T4, T6 18-20", "thứ Hai, thứ Tư, thứ Sáu 18:00-20:00"),
        ("T7-CN 8-11", "thứ Bảy, Chủ nhật 8:00-11:00"),
        ("T2-T4, CN 8-11", "thứ Hai đến thứ Tư, Chủ nhật 8:00-11:00"),
    ],
)
def test_a_week_is_told_as_people_say_it(typed: str, told: str) -> None:
    assert week_words(Schedule(read_week(typed))) == told


def library(**facts: object) -> AccessPoint:
    known = {
        "name": "Thư viện Sa Thầy",
        "address": "",
        "phone": "",
        "machines": 0,
        "fee": "",
        "activities": "",
    }
    return AccessPoint(**{**known, **facts})


def test_one_place_alone_is_told_with_all_that_helps_in_300_letters() -> None:
    point = library(
        address="trung tâm xã",
        phone="0260 3821 000",
        machines=10,
        fee="miễn phí",
        activities="vào mạng, học trực tuyến, in bài",
    )
    told = answer(Found(point, SCHEDULE), Asked(any_time=True), at(23, 8), alone=True)
    assert told == (
        "Thư viện Sa Thầy: đang mở, đến 11:30 ạ. Giờ mở cửa: thứ Hai đến thứ Sáu 7:30-11:30 và "
        "13:30-17:00; thứ Bảy 8:00-11:00. Ở trung tâm xã, có 10 máy, miễn phí, gọi 0260 3821 000. "
        "Làm được: vào mạng, học trực tuyến, in bài."
    )
    assert len(told) <= 300


def test_one_of_several_is_told_shortly() -> None:
    point = library(address="Sa Sơn", phone="0260 3821 000", machines=5, activities="in bài")
    found = Found(point, SCHEDULE, commune="xã Sa Thầy", distance=3.4)
    told = answer(found, Asked(any_time=True), at(23, 8), alone=False)
    assert told == (
        "Thư viện Sa Thầy: đang mở, đến 11:30. "
        "Ở Sa Sơn, xã Sa Thầy, cách khoảng 3 km, gọi 0260 3821 000."
    )


def test_what_is_not_known_is_not_told() -> None:
    told = answer(Found(library(), SCHEDULE, distance=0.4), Asked(), at(23, 8), alone=True)
    assert told == "Thư viện Sa Thầy: đang mở, đến 11:30 ạ. Cách chưa đến 1 km."
    plain = answer(Found(library(), SCHEDULE), Asked(), at(23, 8), alone=True)
    assert plain == "Thư viện Sa Thầy: đang mở, đến 11:30 ạ."
