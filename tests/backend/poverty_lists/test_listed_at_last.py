"""Who asked in vain is looked for in later lists, flagged, and told once, by day."""

from datetime import datetime, timedelta

import pytest

from backend import clock
from backend.households.rules import Verdict
from backend.poverty_lists import listed_at_last
from backend.poverty_lists.effects import LISTED_AT_LAST
from backend.support_requests.models import RequestId
from tests.backend.counter import REFUSE
from tests.backend.counter import Counter as Desks
from tests.backend.poverty_lists.files import Desk
from tests.backend.poverty_lists.test_versions import waiting_again
from tests.factories import HOUSEHOLDS, make_household

SAM = make_household("Y Sâm", born=1990, row=9)
NEWS = "Danh sách mới của xã đã có hộ nhà mình"


@pytest.fixture
def counter(desk: Desk) -> Desks:
    """Families write to the same commune."""
    return Desks(desk.database, desk.world)


@pytest.fixture(autouse=True)
def at_noon(monkeypatch: pytest.MonkeyPatch) -> None:
    """People are written to now, whenever the tests run."""
    set_clock(monkeypatch, 0, hour=12)


def set_clock(monkeypatch: pytest.MonkeyPatch, days: int, hour: int) -> None:
    """So many days from tomorrow: always after the world's own list, whenever the tests run."""
    tomorrow = datetime.now(clock.VIETNAM) + timedelta(days=1)
    local = tomorrow.replace(hour=hour, minute=0) + timedelta(days=days)
    monkeypatch.setattr(clock, "now", lambda: local.astimezone(TIMEZONE))


TIMEZONE = clock.now().tzinfo


def refused(counter: Desks) -> RequestId:
    request = counter.submit(head_name="Y Sâm", head_birth_year=1990)
    counter.decide(request, REFUSE, "Chưa có tên trong danh sách hộ nghèo.")
    return request


def news(counter: Desks) -> list[str]:
    return [text for text in counter.told() if NEWS in text]


def marks(counter: Desks) -> int:
    return sum(entry.action == LISTED_AT_LAST for entry in counter.audited())


def test_who_was_refused_and_is_listed_now_is_flagged_and_told_once(
    desk: Desk, counter: Desks, monkeypatch: pytest.MonkeyPatch
) -> None:
    request = refused(counter)
    listed_at_last.look_for_all(desk.database)
    assert (news(counter), waiting_again(desk)) == ([], [])
    set_clock(monkeypatch, 1, hour=12)
    desk.published([*HOUSEHOLDS, SAM])
    set_clock(monkeypatch, 2, hour=12)
    for _turn in range(2):
        listed_at_last.look_for_all(desk.database)
    [told] = news(counter)
    assert "gửi lại được" in told
    assert "xin máy" in told
    assert "Sâm" not in told
    assert counter.verifications(request)[-1].verdict == Verdict.SAME
    assert waiting_again(desk) == [request]
    assert marks(counter) == 1


def test_who_waits_is_told_that_nothing_is_to_be_done(
    desk: Desk, counter: Desks, monkeypatch: pytest.MonkeyPatch
) -> None:
    counter.submit(head_name="Y Sâm", head_birth_year=1990)
    desk.published([*HOUSEHOLDS, SAM])
    for _turn in range(2):
        listed_at_last.look_for_all(desk.database)
    [told] = news(counter)
    assert "không phải gửi lại" in told


def test_nobody_is_written_to_by_night(
    desk: Desk, counter: Desks, monkeypatch: pytest.MonkeyPatch
) -> None:
    counter.submit(head_name="Y Sâm", head_birth_year=1990)
    desk.published([*HOUSEHOLDS, SAM])
    set_clock(monkeypatch, 1, hour=2)
    listed_at_last.look_for_all(desk.database)
    assert news(counter) == []
    set_clock(monkeypatch, 1, hour=9)
    listed_at_last.look_for_all(desk.database)
    assert len(news(counter)) == 1


@pytest.mark.parametrize(("days", "looks"), [(0, 1), (29, 1), (31, 2)])
def test_without_a_newer_list_everybody_is_looked_for_once_a_month(
    desk: Desk, counter: Desks, monkeypatch: pytest.MonkeyPatch, days: int, looks: int
) -> None:
    request = refused(counter)
    set_clock(monkeypatch, days, hour=12)
    for _turn in range(2):
        listed_at_last.look_for_all(desk.database)
    assert len(counter.verifications(request)) == looks


def test_who_was_found_at_once_or_asked_anew_hears_nothing(
    desk: Desk, counter: Desks, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = counter.submit("tele-2")
    counter.decide(found, REFUSE, "Con đã có máy của trường.")
    refused(counter)
    counter.submit(head_name="Y Sâm", head_birth_year=1990)
    set_clock(monkeypatch, 1, hour=12)
    desk.published([*HOUSEHOLDS, SAM])
    set_clock(monkeypatch, 2, hour=12)
    listed_at_last.look_for_all(desk.database)
    assert [text for text in counter.told("tele-2") if NEWS in text] == []
    assert len(news(counter)) == 1  # of the request that waits
    assert "không phải gửi lại" in news(counter)[0]
