"""Codes of requests: in the order of arrival, without gaps, a new series each year."""

from datetime import UTC, datetime
from unittest.mock import patch

import pytest

from backend import clock
from backend.errors import Refused
from tests.backend.counter import Counter, at_once


def codes(counter: Counter, count: int) -> list[str]:
    return [counter.code(counter.submit(f"tele-{number}")) for number in range(count)]


def test_codes_are_numbered_without_gaps_when_many_submit_at_once(counter: Counter) -> None:
    people = [f"tele-{number}" for number in range(8)]
    answers = at_once(*(lambda who=who: counter.submit(who) for who in people))
    year = clock.today().year
    assert sorted(counter.code(id_) for id_ in answers) == [  # type: ignore[arg-type]
        f"HT-{year}-{number:06d}" for number in range(1, 9)
    ]


def test_a_request_that_comes_to_nothing_takes_no_number(counter: Counter) -> None:
    first = counter.submit()
    with pytest.raises(Refused), counter.database.transaction():
        counter_of_its_own(counter)
    second = counter.submit()
    assert [counter.code(id_)[-6:] for id_ in (first, second)] == ["000001", "000002"]


def counter_of_its_own(counter: Counter) -> None:
    raise Refused


def test_a_new_year_in_viet_nam_begins_a_new_series(counter: Counter) -> None:
    moments = {
        datetime(2026, 12, 31, 16, 59, tzinfo=UTC): "HT-2026-000001",
        datetime(2026, 12, 31, 17, 0, tzinfo=UTC): "HT-2027-000001",
        datetime(2027, 6, 1, tzinfo=UTC): "HT-2027-000002",
    }
    for moment, code in moments.items():
        with patch.object(clock, "now", lambda moment=moment: moment):
            assert counter.code(counter.submit()) == code
