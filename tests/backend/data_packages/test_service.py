"""Data packages: after a device, once, and for as long as the programme says."""

from calendar import monthrange
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend import clock
from backend.data_packages.rules import last_day
from backend.errors import Conflict, Invalid
from tests.backend.counter import APPROVE, Counter

NO_DEVICE = "Gói cước chỉ dành cho học sinh đã nhận máy. Hồ sơ này chưa bàn giao máy."


@pytest.mark.parametrize("approved", [False, True])
def test_there_is_no_package_before_a_device_and_the_reason_is_given(
    counter: Counter, approved: bool
) -> None:
    request_id = counter.submit()
    if approved:
        counter.decide(request_id, APPROVE)
    with pytest.raises(Conflict) as refused:
        counter.register(request_id)
    assert str(refused.value) == NO_DEVICE
    assert counter.package(request_id) is None


def test_there_is_no_package_while_the_family_says_that_no_device_came(counter: Counter) -> None:
    request_id = counter.delivered()
    counter.confirm(counter.code(request_id), received=False)
    with pytest.raises(Conflict, match="Gia đình báo chưa nhận được máy"):
        counter.register(request_id)
    counter.confirm(counter.code(request_id))
    counter.register(request_id)


def test_a_package_is_registered_and_activated_once(counter: Counter) -> None:
    request_id = counter.delivered()
    with pytest.raises(Conflict, match="chưa đăng ký gói cước"):
        counter.activate(request_id)
    counter.register(request_id)
    with pytest.raises(Conflict, match="đã đăng ký gói cước"):
        counter.register(request_id)
    with pytest.raises(Invalid, match="Ngày mở gói chưa tới") as refused:
        counter.activate(request_id, clock.today() + timedelta(days=1))
    assert refused.value.field == "on"
    counter.activate(request_id)
    with pytest.raises(Conflict, match="đã mở rồi"):
        counter.activate(request_id)


@pytest.mark.parametrize(
    "phone",
    ["", "091234567", "09123456789", "+84912345678", "9912345678", "0912 345 678", "٠٩١٢٣٤٥٦٧٨"],
)
def test_a_number_that_no_operator_takes_is_refused(counter: Counter, phone: str) -> None:
    request_id = counter.delivered()
    with pytest.raises(Invalid, match="10 chữ số, ví dụ 0912345678") as refused:
        counter.register(request_id, phone)
    assert refused.value.field == "phone"


MONTH_ENDS = [
    (date(2026, 11, 20), 3, date(2027, 2, 19)),
    (date(2026, 1, 1), 3, date(2026, 3, 31)),
    (date(2026, 12, 1), 1, date(2026, 12, 31)),
    (date(2026, 11, 30), 3, date(2027, 2, 28)),
    (date(2027, 11, 30), 3, date(2028, 2, 29)),
    (date(2026, 11, 29), 3, date(2027, 2, 28)),
    (date(2026, 11, 28), 3, date(2027, 2, 27)),
    (date(2026, 1, 31), 1, date(2026, 2, 28)),
    (date(2026, 3, 31), 1, date(2026, 4, 30)),
    (date(2024, 2, 29), 12, date(2025, 2, 28)),
    (date(2024, 2, 29), 48, date(2028, 2, 28)),
]


@pytest.mark.parametrize(("start", "months", "end"), MONTH_ENDS)
def test_a_package_ends_the_day_before_its_month_day_comes_again(
    start: date, months: int, end: date
) -> None:
    assert last_day(start, months) == end


@given(st.dates(date(2020, 1, 1), date(2060, 12, 31)), st.integers(1, 60))
def test_the_day_after_the_last_one_is_the_same_day_or_the_first_where_it_does_not_exist(
    start: date, months: int
) -> None:
    after = last_day(start, months) + timedelta(days=1)
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    if start.day <= monthrange(year, month + 1)[1]:
        assert after == date(year, month + 1, start.day)
    else:
        assert after == date(year, month + 1, monthrange(year, month + 1)[1]) + timedelta(days=1)


@given(st.dates(date(2020, 1, 1), date(2060, 12, 31)), st.integers(1, 59))
def test_a_later_start_or_a_longer_term_never_ends_earlier(start: date, months: int) -> None:
    end = last_day(start, months)
    assert start <= end
    assert end <= last_day(start + timedelta(days=1), months)
    assert end < last_day(start, months + 1)
