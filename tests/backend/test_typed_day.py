"""Dates as officers type them: the day first on every computer, and never a guess."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend import i18n
from backend.typed_day import LONGEST, YEARS, read_day, typed_day

DAYS = st.dates(date(YEARS.start, 1, 1), date(YEARS.stop - 1, 12, 31))


@pytest.mark.parametrize(
    "text",
    [
        "5/3/2026", "05/03/2026", "5/03/2026", "05/3/2026", "5-3-2026", "05-03-2026", "5.3.2026",
        "05.03.2026", "5/3/26", "05-03-26", "5.3.26", "05032026", "050326", "5 3 2026",
        "05 03 26", " 5/3/2026 ", "5 / 3 / 2026", "5 - 3 - 2026", "5\u00a0/ 3/2026", "5/3/2026.",
        "5–3–2026", "5—3—2026", "5‑3‑2026", "5\\3\\2026", "5,3,2026", "5/3-2026", "\t5/3/2026\n",
        "\u200b5/3/2026", "2026-03-05", "2026-3-5", "2026/03/05", "2026.3.5", "ngày 5/3/2026",
        "5 tháng 3 năm 2026", "ngày 05 tháng 03 năm 2026", "Ngày 5 tháng 3, năm 2026",
        "NGÀY 5 THÁNG 3 NĂM 2026", "5 thang 3 nam 2026",
    ],
)  # fmt: skip
def test_the_fifth_of_march_however_it_is_typed(text: str) -> None:
    assert read_day(text) == date(2026, 3, 5)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("11/12/2026", date(2026, 12, 11)),
        ("12/11/2026", date(2026, 11, 12)),
        ("11122026", date(2026, 12, 11)),
        ("20122026", date(2026, 12, 20)),
        ("29/2/2028", date(2028, 2, 29)),
        ("29/2/2000", date(2000, 2, 29)),
        ("31/12/99", date(2099, 12, 31)),
        ("1/1/00", date(2000, 1, 1)),
        ("30/4/2027", date(2027, 4, 30)),
    ],
)
def test_the_day_comes_first(text: str, day: date) -> None:
    assert read_day(text) == day


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "/", "//", "hôm nay", "mai", "thứ hai", "5", "5/3", "3/2026", "2026", "tháng 3/2026",
        "31/2/2026", "30/2/2028", "29/2/2026", "29/2/2100", "31/4/2026", "31/6/2026", "31/9/2026",
        "31/11/2026", "32/1/2026", "0/3/2026", "5/0/2026", "00/00/0000", "5/13/2026", "12/25/2026",
        "12252026", "31022026", "310226", "2026/13/1", "2026-02-31", "2026-00-05", "2026-03-00",
        "20260305", "5/3/202", "5/3/20266", "5/3/02026", "5/3/1926", "5/3/0026", "5/3/2100",
        "5/3/9999", "005/3/2026", "5/003/2026", "5/3/2026 08:30", "2026-03-05T00:00", "5/3/2026/1",
        "-5/3/2026", "5/-3/2026", "5//3/2026", "5/3/2026 hoặc 6/3/2026", "5 năm 3 tháng 2026",
        "5/ba/2026", "5 Mar 2026", "Mar 5, 2026", "1e1/1/2026", "5/3/٢٠٢٦", "²/3/2026", "\0",
        "9999-99-99", "46086", "5/3/2026" + " " * LONGEST, "9" * 5000,
    ],
)  # fmt: skip
def test_what_is_no_day_of_the_calendar_is_not_guessed_at(text: str) -> None:
    assert read_day(text) is None


@given(DAYS)
def test_what_the_service_itself_writes_is_read_back(day: date) -> None:
    for written in (
        typed_day(day),
        i18n.day(day),
        day.isoformat(),
        f"{day:%d%m%Y}",
        f"{day:%d.%m.%y}",
    ):
        assert read_day(written) == day, written


@given(st.integers(0, 40), st.integers(0, 20), st.sampled_from("/-. "))
def test_a_day_is_read_as_the_calendar_has_it_or_not_at_all(
    day: int, month: int, between: str
) -> None:
    try:
        expected = date(2027, month, day)
    except ValueError:
        expected = None
    assert read_day(f"{day}{between}{month}{between}2027") == expected


@given(st.text() | st.text("0123456789/-. "))
def test_whatever_was_typed_is_a_day_of_this_century_or_none(text: str) -> None:
    day = read_day(text)
    assert day is None or day.year in YEARS


def test_a_field_shows_the_day_first() -> None:
    assert typed_day(date(2026, 3, 5)) == "05/03/2026"
