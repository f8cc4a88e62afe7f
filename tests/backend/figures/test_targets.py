"""How a target stands: a share, a growth against the year before, and what cannot be told."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from backend import clock
from backend.administrative_units.models import UnitId
from backend.db import Database
from backend.figures.counting import Number
from backend.figures.narrowing import Narrowing
from backend.figures.rules import ALWAYS, Period
from backend.figures.targets import Reached, Verdict, comparable, reached
from backend.officers.models import Officer
from backend.programmes.schema import Target
from backend.programmes.sections import ReportPart
from backend.programmes.service import CATALOGUE, newest_revision, programme_of, read_programme
from backend.reports.generic_tables import targets as table_of_targets
from backend.reports.looking import Look
from tests.factories import World

PUBLIC = read_programme(CATALOGUE / "may-tinh-cong-cong.toml")
DAYS = st.dates(date(2001, 1, 1), date(2098, 12, 31))


def number(count: int | None) -> Number:
    return Number("x", "Số", count, "/admin/figures/rows", "năm 2026")


def stands(now: int | None, out_of: int | None, **said: object) -> Reached:
    """A target with these two numbers, of 100 percent unless `said` says other."""
    wanted = {"code": "muc-tieu", "name": "Mục tiêu", "wording": "…", "percent": 100}
    target = Target.model_validate({**wanted, "reached": "asked", "out_of": "asked", **said})
    return Reached(PUBLIC, target, number(now), number(out_of))


@pytest.mark.parametrize(
    ("now", "out_of", "verdict", "share"),
    [
        (0, 0, Verdict.NOTHING, ""),
        (4, 0, Verdict.NOTHING, ""),
        (0, 4, Verdict.BELOW, "0%"),
        (3, 4, Verdict.BELOW, "75%"),
        (9_999, 10_000, Verdict.BELOW, "99%"),
        (4, 4, Verdict.REACHED, "100%"),
        (5, 4, Verdict.REACHED, "100%"),
        (None, 4, Verdict.UNKNOWN, ""),
        (4, None, Verdict.UNKNOWN, ""),
        (None, None, Verdict.UNKNOWN, ""),
    ],
)
def test_a_share_of_nothing_is_neither_reached_nor_missed(
    now: int | None, out_of: int | None, verdict: Verdict, share: str
) -> None:
    found = stands(now, out_of)
    assert (found.verdict, found.share) == (verdict, share)
    assert found.is_reached is (verdict is Verdict.REACHED)


@pytest.mark.parametrize(
    ("now", "before", "verdict", "share"),
    [
        (0, 0, Verdict.NOTHING, ""),
        (10, 0, Verdict.NOTHING, ""),
        (50, 50, Verdict.BELOW, "tăng 0 %"),
        (40, 50, Verdict.BELOW, "giảm 20 %"),
        (0, 50, Verdict.BELOW, "giảm 100 %"),
        (1_049, 1_000, Verdict.BELOW, "tăng 4,9 %"),
        (1_050, 1_000, Verdict.REACHED, "tăng 5 %"),
        (53, 50, Verdict.REACHED, "tăng 6 %"),
        (1_070, 1_000, Verdict.REACHED, "tăng 7 %"),
        (1_071, 1_000, Verdict.ABOVE, "tăng 7,1 %"),
        (300, 100, Verdict.ABOVE, "tăng 200 %"),
        (None, 100, Verdict.UNKNOWN, ""),
    ],
)
def test_a_growth_is_held_against_both_ends_of_what_is_wanted(
    now: int | None, before: int, verdict: Verdict, share: str
) -> None:
    found = stands(now, before, kind="growth", percent=5, percent_to=7)
    assert (found.verdict, found.share) == (verdict, share)
    assert found.wanted == "tăng 5-7% so với cùng kỳ năm trước"


def test_a_growth_without_an_upper_end_is_never_above() -> None:
    found = stands(300, 100, kind="growth", percent=5)
    assert found.verdict is Verdict.REACHED
    assert found.wanted == "tăng 5% so với cùng kỳ năm trước"


def test_what_the_programme_says_is_missing_ends_with_its_first_number() -> None:
    said: dict[str, object] = {"missing": "Chưa lớp nào khảo sát.", "until_counted": True}
    assert stands(4, 0, **said).verdict is Verdict.UNKNOWN
    assert stands(4, 0, **said).missing == "Chưa lớp nào khảo sát."
    assert stands(4, 4, **said).verdict is Verdict.REACHED
    assert stands(4, 4, missing="Chưa ai đếm.").verdict is Verdict.UNKNOWN


@pytest.mark.parametrize(
    "said",
    [
        {"kind": "share", "percent_to": 7},
        {"kind": "growth", "percent_to": 4},
        {"kind": "growth", "percent_to": 0},
        {"kind": "growing"},
    ],
)
def test_a_growth_that_makes_no_sense_is_refused(said: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        stands(1, 1, **{"percent": 5, **said})


@given(st.none() | DAYS, st.none() | DAYS, DAYS)
def test_only_days_that_have_been_are_held_against_the_year_before(
    since: date | None, until: date | None, today: date
) -> None:
    found = comparable(Period.between(since, until), today)
    assert found.since
    assert found.until
    assert found.since <= found.until <= today
    assert found.until - found.since <= timedelta(days=366)


@pytest.mark.parametrize(
    ("period", "since", "until"),
    [
        (ALWAYS, date(2026, 1, 1), date(2026, 11, 22)),
        (Period(date(2026, 1, 1), date(2026, 12, 31)), date(2026, 1, 1), date(2026, 11, 22)),
        (Period(date(2025, 1, 1), date(2025, 12, 31)), date(2025, 1, 1), date(2025, 12, 31)),
        (Period(date(2024, 1, 1), date(2024, 12, 31)), date(2024, 1, 1), date(2024, 12, 31)),
        (Period(date(2025, 9, 1), date(2026, 8, 31)), date(2025, 9, 1), date(2026, 8, 31)),
        (Period(date(2021, 1, 1), date(2025, 12, 31)), date(2025, 1, 1), date(2025, 12, 31)),
        (Period(date(2026, 12, 1), date(2026, 12, 31)), date(2026, 1, 1), date(2026, 11, 22)),
    ],
)
def test_the_days_of_a_growth(period: Period, since: date, until: date) -> None:
    assert comparable(period, date(2026, 11, 22)) == Period(since, until)


def test_the_growth_of_visits_is_a_target_and_stands_in_the_report(
    database: Database, world: World
) -> None:
    with database.reading() as session:
        officer = session.get_one(Officer, world.officer)
        revision = newest_revision(session, PUBLIC.code)
        assert revision
        programme = programme_of(session, revision.id)
        today = clock.today()
        period = Period(date(today.year, 1, 1), date(today.year, 12, 31))
        narrowed = Narrowing(UnitId(world.commune), period=period)
        *_rest, visits = reached(session, officer, narrowed, [programme])
        assert visits.target.kind == "growth"
        assert visits.verdict is Verdict.UNKNOWN, "no books of the year before"
        assert visits.reached
        assert f"until={today}" in visits.reached.address, "it opens to the days that it counts"
        look = Look(session, officer, programme, period)
        (table,) = table_of_targets(look, ReportPart(heading="Thử", table="targets"))
        last = list(table.rows)[-1]  # type: ignore[union-attr]
    assert last[1] == (
        "Tăng số lượt người sử dụng 5-7 % mỗi năm (mục tiêu tăng 5-7% so với cùng kỳ năm trước)"
    )
    assert last[-1] == ("Chưa đủ số để kết luận. Sổ của cùng kỳ năm trước chưa có lượt nào để so.")
