"""The clocks of a breach are hours from its detection, and data with a source."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.breaches import rules
from backend.breaches.clocks import Clock, clocks, read_clocks
from backend.breaches.words import Told
from backend.clock import VIETNAM
from backend.errors import Invalid
from tests.test_impact_dossier import rows

A05 = Clock(receiver=Told.AUTHORITY, hours=72, source="mẫu", certainty="cần kiểm tra")
ZALO = Clock(receiver=Told.ZALO, hours=24, only_via_zalo=True, source="mẫu", certainty="có nguồn")
FRIDAY = datetime(2026, 11, 20, 18, 0, tzinfo=VIETNAM)
HOURS = st.integers(0, 400).map(lambda hours: timedelta(hours=hours))


def one(now: datetime, told: datetime | None = None) -> rules.Running:
    said = {Told.AUTHORITY: told} if told else {}
    [found] = rules.running([A05, ZALO], FRIDAY, said, now, via_zalo=False)
    return found


def test_a_weekend_does_not_stop_the_clock() -> None:
    monday = one(datetime(2026, 11, 23, 17, 59, tzinfo=VIETNAM))
    assert monday.until == datetime(2026, 11, 23, 18, 0, tzinfo=VIETNAM)
    assert not monday.is_late
    assert one(datetime(2026, 11, 23, 18, 1, tzinfo=VIETNAM)).is_late


CLOCK = [  # hours since detection, when told, hours shown, late
    (0, None, 72, False),
    (0.5, None, 71, False),
    (71.9, None, 0, False),
    (72, None, 0, False),
    (72.1, None, 1, True),
    (75, None, 3, True),
    (100, 70, 2, False),
    (100, 72, 0, False),
    (100, 74.5, 3, True),
]


@pytest.mark.parametrize(("passed", "told", "shown", "late"), CLOCK)
def test_what_the_clock_shows(passed: float, told: float | None, shown: int, late: bool) -> None:
    moment = FRIDAY + timedelta(hours=told) if told else None
    found = one(FRIDAY + timedelta(hours=passed), moment)
    assert (found.hours, found.is_late, found.is_open) == (shown, late, told is None)


@given(HOURS, HOURS)
def test_a_clock_is_late_exactly_when_its_hours_are_over(
    passed: timedelta, told: timedelta
) -> None:
    found = one(FRIDAY + passed + told, FRIDAY + told)
    assert found.is_late is (told > timedelta(hours=72))
    assert found.hours >= 0
    assert one((FRIDAY + passed).astimezone(UTC)).hours == one(FRIDAY + passed).hours


def test_zalo_is_told_only_of_what_went_through_zalo() -> None:
    found = rules.running([A05, ZALO], FRIDAY, {}, FRIDAY, via_zalo=True)
    assert [each.clock.receiver for each in found] == [Told.AUTHORITY, Told.ZALO]
    assert found[1].until == FRIDAY + timedelta(hours=24)


def test_ours_have_a_source_and_are_as_sure_as_the_dossier_says() -> None:
    by_receiver = {each.receiver: each for each in clocks()}
    said = {row[0]: row[2] for row in rows("1.")}
    for receiver, hours, words in ((Told.AUTHORITY, 72, "A05"), (Told.ZALO, 24, "Zalo")):
        [certainty] = [
            sure for text, sure in said.items() if words in text and f"{hours} giờ" in text
        ]
        own = by_receiver[receiver]
        assert (own.hours, own.certainty) == (hours, certainty)
        assert own.source


FAULTS = [
    ('[[clocks]]\nreceiver = "ai"\nhours = 72\nsource = "x"\ncertainty = "có nguồn"\n', "receiver"),
    ('[[clocks]]\nreceiver = "zalo"\nhours = 0\nsource = "x"\ncertainty = "có nguồn"\n', "hours"),
    ('[[clocks]]\nreceiver = "zalo"\nhours = 24\nsource = ""\ncertainty = "có nguồn"\n', "source"),
    ('[[clocks]]\nreceiver = "zalo"\nhours = 24\nsource = "x"\ncertainty = "chắc"\n', "certainty"),
    ('[[clocks]]\nreceiver = "zalo"\nhours = 24\nsource = "x"\n', "certainty"),
    ("clocks = 3", "clocks"),
]


@pytest.mark.parametrize(("text", "place"), FAULTS)
def test_a_fault_in_the_file_is_named(tmp_path: Path, text: str, place: str) -> None:
    path = tmp_path / "clocks.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(Invalid, match=place):
        read_clocks(path)


def test_a_receiver_has_one_clock(tmp_path: Path) -> None:
    one_clock = '[[clocks]]\nreceiver = "zalo"\nhours = 24\nsource = "x"\ncertainty = "có nguồn"\n'
    path = tmp_path / "clocks.toml"
    path.write_text(one_clock * 2, "utf-8")
    with pytest.raises(Invalid, match="every receiver once"):
        read_clocks(path)
