"""Where an application stands follows from what happened, and points are added up honestly."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.administrative_units.models import Level
from backend.learning_titles.rules import (
    Points,
    is_scoring,
    may_act,
    needs_reason,
    passes,
    percent,
    standing_of,
    total,
)
from backend.learning_titles.words import TitleHappened as H
from backend.learning_titles.words import TitleStatus as S
from backend.officers.models import Role
from backend.programmes.schema import Step

STANDINGS = [
    ([H.SUBMITTED], (S.WAITING, 0)),
    ([H.SUBMITTED, H.CONFIRMED], (S.WAITING, 1)),
    ([H.SUBMITTED, H.CONFIRMED, H.SCORED], (S.WAITING, 1)),
    ([H.SUBMITTED, H.CONFIRMED, H.SCORED, H.PASSED], (S.PASSED, 2)),
    ([H.SUBMITTED, H.CONFIRMED, H.PASSED, H.RECOGNISED], (S.RECOGNISED, 2)),
    ([H.SUBMITTED, H.SENT_BACK], (S.SENT_BACK, 0)),
    ([H.SUBMITTED, H.SENT_BACK, H.ADDED], (S.WAITING, 0)),
    ([H.SUBMITTED, H.CONFIRMED, H.SENT_BACK, H.ADDED], (S.WAITING, 1)),
    ([H.SUBMITTED, H.CONFIRMED, H.PASSED, H.SENT_BACK], (S.SENT_BACK, 1)),
    ([H.SUBMITTED, H.CONFIRMED, H.PASSED, H.SENT_BACK, H.ADDED, H.PASSED], (S.PASSED, 2)),
    ([H.SUBMITTED, H.CONFIRMED, H.REFUSED], (S.REFUSED, 1)),
    ([H.SUBMITTED, H.CONFIRMED, H.REFUSED, H.APPEALED], (S.WAITING, 1)),
    ([H.SUBMITTED, H.CONFIRMED, H.PASSED, H.REFUSED, H.APPEALED], (S.WAITING, 1)),
    ([H.SUBMITTED, H.ADDED], (S.WAITING, 0)),
]


@pytest.mark.parametrize(("history", "standing"), STANDINGS)
def test_the_standing_follows_from_the_history(history: list[H], standing: tuple[S, int]) -> None:
    assert standing_of(history) == standing


REASONS = [
    (Points(30, None, 30, proven=False), False),
    (Points(30, 30, 30, proven=True), False),
    (Points(30, 30, 30, proven=False), True),
    (Points(30, 20, 30, proven=True), True),
    (Points(0, 0, 30, proven=False), False),
    (Points(20, 0, 30, proven=False), True),
    (Points(0, 10, 30, proven=True), True),
]


@pytest.mark.parametrize(("points", "wanted"), REASONS)
def test_other_points_and_points_without_proof_need_a_reason(points: Points, wanted: bool) -> None:
    assert needs_reason(points) is wanted


@given(st.lists(st.one_of(st.none(), st.integers(0, 100)), max_size=12), st.integers(1, 300))
def test_nothing_passes_until_everything_is_scored(
    given_points: list[int | None], mark: int
) -> None:
    scores = [Points(0, each, 100, proven=True) for each in given_points]
    known = [each for each in given_points if each is not None]
    whole = bool(given_points) and len(known) == len(given_points)
    assert total(scores) == (sum(known) if whole else None)
    assert passes(scores, mark) is (whole and sum(known) >= mark)


@given(st.integers(0, 10**6), st.integers(1, 10**6))
def test_a_share_is_never_rounded_up_and_never_above_all(count: int, out_of: int) -> None:
    share = percent(count, out_of)
    assert share is not None
    assert 0 <= share <= 100
    assert share * out_of <= count * 100


@pytest.mark.parametrize("out_of", [None, 0])
def test_no_share_without_a_denominator(out_of: int | None) -> None:
    assert percent(5, out_of) is None


def step(level: Level, *roles: Role) -> Step:
    return Step(name="Bước", level=level, roles=roles, working_days=1)


def test_the_step_before_the_last_scores() -> None:
    for count in (2, 3, 5):
        steps = [step(Level.COMMUNE, Role.APPROVER)] * count
        assert [is_scoring(steps, at) for at in range(count)].index(True) == count - 2


ACTORS = [
    (Level.HAMLET, Level.COMMUNE, Role.VERIFIER, True),
    (Level.HAMLET, Level.HAMLET, Role.VERIFIER, False),
    (Level.COMMUNE, Level.COMMUNE, Role.VERIFIER, True),
    (Level.COMMUNE, Level.COMMUNE, Role.STOREKEEPER, False),
    (Level.COMMUNE, Level.PROVINCE, Role.VERIFIER, False),
    (Level.PROVINCE, Level.PROVINCE, Role.VERIFIER, True),
    (Level.PROVINCE, Level.COMMUNE, Role.VERIFIER, False),
]


@pytest.mark.parametrize(("of_step", "of_officer", "role", "may"), ACTORS)
def test_a_step_belongs_to_its_level_and_a_hamlet_s_to_the_commune(
    of_step: Level, of_officer: Level, role: Role, may: bool
) -> None:
    assert may_act(step(of_step, Role.VERIFIER), of_officer, role) is may
