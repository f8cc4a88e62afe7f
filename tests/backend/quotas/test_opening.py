"""A round that opens serves those who wait: by day, in order, once, in every commune."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from unittest.mock import patch

import pytest

from backend import clock
from backend.errors import Conflict
from backend.quotas.opening import serve_all_waiting
from backend.support_requests.models import RequestId, Status
from tests.backend.counter import APPROVE, Counter, at_once
from tests.backend.quotas.factory import (
    approve,
    approved_by_commune,
    claims,
    load_programme,
    set_quota,
    submit,
)

OPENS = clock.today() + timedelta(days=30)
ROUNDS = f"""
[[rounds]]
code = "dot-1"
name = "Đợt 1"
opens = 2020-01-01

[[rounds]]
code = "dot-2"
name = "Đợt 2"
opens = {OPENS}
"""


@pytest.fixture
def office(counter: Counter) -> Counter:
    """A commune with nothing in the first round and one place in the second."""
    load_programme(counter, rounds=ROUNDS)
    for round_code, amount in (("dot-1", 0), ("dot-2", 1)):
        set_quota(counter, 100, unit=counter.world.province, round_code=round_code)
        set_quota(counter, amount, round_code=round_code)
    return counter


@pytest.fixture
def queued(office: Counter) -> list[RequestId]:
    """Two who wait; the first one comes first."""
    ids = [approved_by_commune(office, number) for number in (1, 2)]
    for request_id in reversed(ids):
        approve(office, request_id)
    assert [office.status(request_id) for request_id in ids] == [Status.QUEUED] * 2
    return ids


@contextmanager
def at(days: int, hour: int) -> Iterator[None]:
    """So many days after the second round opens, at this hour in Việt Nam."""
    day = OPENS + timedelta(days=days)
    moment = datetime(day.year, day.month, day.day, hour, 30, tzinfo=clock.VIETNAM)
    with patch.object(clock, "now", lambda: moment.astimezone(UTC)):
        yield


@pytest.mark.parametrize(("days", "hour"), [(-1, 9), (-1, 19), (0, 0), (0, 7), (0, 20), (3, 23)])
def test_nobody_is_served_before_the_day_or_woken_at_night(
    office: Counter, queued: list[RequestId], days: int, hour: int
) -> None:
    with at(days, hour):
        serve_all_waiting(office.database)
    assert [office.status(request_id) for request_id in queued] == [Status.QUEUED] * 2


def test_the_first_is_served_and_told_once_however_often_the_worker_looks(
    office: Counter, queued: list[RequestId]
) -> None:
    told = len(office.told("tele-1"))
    with at(0, 8):
        at_once(*[lambda: serve_all_waiting(office.database)] * 2)
        serve_all_waiting(office.database)
    first, second = (office.status(request_id) for request_id in queued)
    assert (first, second) == (Status.APPROVED, Status.QUEUED)
    assert len(office.told("tele-1")) == told + 1
    assert "Tin vui" in office.told("tele-1")[-1]
    assert "hết chỉ tiêu" in claims(office)[0].reason


def test_who_withdrew_or_waits_for_officers_is_left_alone(
    office: Counter, queued: list[RequestId]
) -> None:
    office.withdraw(office.code(queued[0]), "tele-1")
    waiting = submit(office, 3)
    with at(1, 12):
        serve_all_waiting(office.database)
    statuses = [office.status(request_id) for request_id in (*queued, waiting)]
    assert statuses == [Status.WITHDRAWN, Status.APPROVED, Status.WAITING]


def test_nothing_waits_and_nothing_happens(office: Counter) -> None:
    with at(0, 9):
        serve_all_waiting(office.database)
    assert claims(office) == []


def test_an_officer_who_was_looking_is_told_that_a_place_was_given(
    office: Counter, queued: list[RequestId]
) -> None:
    seen = office.version(queued[0])
    with at(0, 9):
        serve_all_waiting(office.database)
    with pytest.raises(Conflict, match=r"^Hồ sơ này vừa được xếp chỉ tiêu lúc 09:30 "):
        office.decide(queued[0], APPROVE, by=office.world.province_officer, version=seen)
