"""How far a need is, and how the report writes an amount."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.school_needs.rules import (
    LevelCount,
    Promise,
    padded,
    state_of,
    still_wanted,
    told,
)
from backend.school_needs.words import NeedState
from backend.schools.words import SchoolLevel

PROMISES = st.lists(st.builds(Promise, st.integers(1, 60), st.booleans()), max_size=8)
TH, MN, THCS = SchoolLevel.PRIMARY, SchoolLevel.PRESCHOOL, SchoolLevel.LOWER_SECONDARY


@pytest.mark.parametrize(
    ("quantity", "promises", "closed", "state"),
    [
        (30, [], False, "open"),
        (30, [], True, "closed"),
        (30, [(30, False)], False, "matched"),
        (30, [(1, False)], False, "matched"),
        (30, [(10, True)], False, "partly"),
        (30, [(10, True), (20, False)], False, "partly"),
        (30, [(10, True), (20, True)], False, "met"),
        (30, [(45, True)], False, "met"),
        (30, [(10, True)], True, "closed"),
        (1, [(1, True)], False, "met"),
        (1, [(1, True)], True, "met"),
    ],
)
def test_the_state_follows_from_what_was_promised_and_came(
    quantity: int, promises: list[tuple[int, bool]], closed: bool, state: str
) -> None:
    given_ = [Promise(*each) for each in promises]
    assert state_of(quantity, given_, closed=closed) is NeedState(state)


@given(st.integers(1, 100), PROMISES, st.booleans(), st.randoms())
def test_the_order_of_pledges_does_not_matter(
    quantity: int, promises: list[Promise], closed: bool, chance: object
) -> None:
    shuffled = sorted(promises, key=lambda _each: chance.random())  # type: ignore[attr-defined]
    state = state_of(quantity, promises, closed=closed)
    assert state is state_of(quantity, shuffled, closed=closed)
    received = sum(each.quantity for each in promises if each.received)
    assert (state is NeedState.MET) == (received >= quantity)


@given(st.integers(1, 100), PROMISES, st.integers(1, 60))
def test_one_more_arrival_never_takes_a_need_back(
    quantity: int, promises: list[Promise], more: int
) -> None:
    order = [NeedState.OPEN, NeedState.MATCHED, NeedState.PARTLY, NeedState.MET]
    before = state_of(quantity, promises, closed=False)
    after = state_of(quantity, [*promises, Promise(more, True)], closed=False)
    assert order.index(after) >= order.index(before)
    assert 0 <= still_wanted(quantity, [*promises, Promise(more, True)]) <= quantity


@pytest.mark.parametrize(
    ("count", "written"),
    [(0, "0"), (1, "01"), (2, "02"), (3, "03"), (6, "6"), (10, "10"), (13, "13"), (67, "67")],
)
def test_small_numbers_are_written_as_in_the_report_of_2021(count: int, written: str) -> None:
    assert padded(count) == written


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        ([], ""),
        ([LevelCount(TH, 0, 0)], ""),
        (
            [LevelCount(TH, 6, 13), LevelCount(MN, 10, 22)],
            "cấp TH: 6 trường (13 điểm trường); cấp MN: 10 trường (22 điểm trường)",
        ),
        (
            [LevelCount(THCS, 2, 0), LevelCount(TH, 6, 10), LevelCount(MN, 2, 2)],
            "cấp THCS: 02 trường; cấp TH: 6 trường (10 điểm trường); "
            "cấp MN: 02 trường (02 điểm trường)",
        ),
        (
            [LevelCount(TH, 10, 0), LevelCount(MN, 0, 0), LevelCount(THCS, 3, 0)],
            "cấp TH: 10 trường; cấp THCS: 03 trường",
        ),
        ([LevelCount(SchoolLevel.COMBINED, 1, 7)], "liên cấp: 01 trường (7 điểm trường)"),
    ],
)
def test_a_sentence_names_levels_with_schools_and_sites_only_where_there_are_any(
    counts: list[LevelCount], words: str
) -> None:
    assert told(counts) == words
