"""By when a request has to be acknowledged and done, over weekends and Tết, and how far it stretches."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.calendar.days import is_working_day, working_days
from backend.data_requests.clocks import CLOCKS, clocks, read_clocks
from backend.data_requests.models import DataRequestKind
from backend.data_requests.rules import (
    dates,
    days_of,
    longest_extension,
    may_extend_to,
)
from backend.errors import Invalid
from backend.tickets.kinds import kinds

SEE, FIX, DELETE, WITHDRAW, OBJECT = DataRequestKind
DAYS = st.dates(date(2026, 1, 1), date(2030, 12, 31))


@pytest.mark.parametrize(
    ("kind", "outside", "received", "acknowledge_by", "due_by"),
    [
        # Monday; 24/11 is a holiday
        (DELETE, False, date(2026, 11, 23), date(2026, 11, 26), date(2026, 12, 14)),
        (FIX, False, date(2026, 11, 23), date(2026, 11, 26), date(2026, 12, 3)),
        (SEE, False, date(2026, 12, 1), date(2026, 12, 3), date(2026, 12, 11)),
        (WITHDRAW, False, date(2026, 12, 1), date(2026, 12, 3), date(2026, 12, 16)),
        (WITHDRAW, True, date(2026, 12, 1), date(2026, 12, 3), date(2026, 12, 21)),
        (OBJECT, True, date(2026, 12, 1), date(2026, 12, 3), date(2026, 12, 21)),
        # others than these two have no longer time for that
        (DELETE, True, date(2026, 12, 1), date(2026, 12, 3), date(2026, 12, 21)),
        (SEE, True, date(2026, 12, 1), date(2026, 12, 3), date(2026, 12, 11)),
        # Friday, Saturday, Sunday
        (SEE, False, date(2026, 12, 4), date(2026, 12, 8), date(2026, 12, 14)),
        (SEE, False, date(2026, 12, 5), date(2026, 12, 8), date(2026, 12, 15)),
        (SEE, False, date(2026, 12, 6), date(2026, 12, 8), date(2026, 12, 16)),
        # the last working day before Tết 2027, which offices have off from 5/2 to 11/2
        (SEE, False, date(2027, 2, 4), date(2027, 2, 15), date(2027, 2, 15)),
        (FIX, False, date(2027, 1, 28), date(2027, 2, 1), date(2027, 2, 12)),
        (DELETE, False, date(2027, 1, 18), date(2027, 1, 20), date(2027, 2, 12)),
        # on Tết itself
        (DELETE, False, date(2027, 2, 6), date(2027, 2, 15), date(2027, 2, 26)),
    ],
)
def test_the_days_are_counted_as_the_law_counts_them(
    kind: DataRequestKind, outside: bool, received: date, acknowledge_by: date, due_by: date
) -> None:
    found = dates(clocks(), kind, received, third_party=outside)
    assert (found.acknowledge_by, found.due_by) == (acknowledge_by, due_by)


@given(kind=st.sampled_from(DataRequestKind), received=DAYS, outside=st.booleans())
def test_a_deadline_is_a_working_day_and_never_too_early(
    kind: DataRequestKind, received: date, outside: bool
) -> None:
    found = dates(clocks(), kind, received, third_party=outside)
    days = days_of(clocks().of(kind), third_party=outside)
    assert is_working_day(found.due_by)
    assert found.due_by >= received + timedelta(days=days)
    assert working_days(received + timedelta(days=days - 1), found.due_by) == 1, "the first one"
    assert working_days(received, found.acknowledge_by) == 2
    assert received < found.acknowledge_by <= found.due_by


@given(due_by=DAYS, days=st.integers(-400, 400))
def test_an_extension_is_at_most_fifteen_days_and_ends_on_a_working_day(
    due_by: date, days: int
) -> None:
    day = due_by + timedelta(days=days)
    assert may_extend_to(clocks(), due_by, day) == (0 < days <= 15 and is_working_day(day))
    latest = longest_extension(clocks(), due_by)
    assert may_extend_to(clocks(), due_by, latest)


def test_a_ticket_tells_the_same_days_as_the_clocks() -> None:
    for code, kind in (("data_fix", FIX), ("data_delete", DELETE)):
        assert kinds()[code].within_days == clocks().of(kind).days
        assert kinds()[code].calendar_days


def test_every_clock_has_its_source_and_the_unsure_ones_are_marked() -> None:
    assert {clock.kind for clock in clocks().kinds if not clock.sure} == {SEE, FIX, DELETE}
    assert all(clock.source for clock in clocks().kinds)


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("days = 20\nsource", "days = 0\nsource", "line 31: kinds.2.days"),
        ('kind = "see"', 'kind = "look"', "kinds.0.kind"),
        ('kind = "see"', 'kind = "fix"', "a clock for every kind"),
        ("most_days = 15", 'most_days = "15"', "extension.most_days"),
        ("sure = true", 'sure = "yes"', "acknowledge.sure"),
        ("working_days = 2", "working_days = 2\nhours = 3", "acknowledge.hours"),
    ],
)
def test_a_fault_in_the_file_is_named(tmp_path: Path, before: str, after: str, told: str) -> None:
    file = tmp_path / "clocks.toml"
    text = CLOCKS.read_text("utf-8")
    assert before in text
    file.write_text(text.replace(before, after, 1), "utf-8")
    with pytest.raises(Invalid, match=r"clocks\.toml") as refused:
        read_clocks(file)
    assert told in str(refused.value)
