"""Which source and round comes first, and what a unit may have."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.programmes.rules import Circumstance, Class, Facts, priority_of
from backend.programmes.schema import FundingSource, Round
from backend.quotas.rules import Place, against_amount, awaited_round, choose, rounds_for

STATE = FundingSource(code="tw", name="Trung ương", circumstances=("poor", "near_poor"))
PROVINCE = FundingSource(code="tinh", name="Tỉnh")
DONATED = FundingSource(code="xhh", name="Xã hội hóa")
SOURCES = (STATE, PROVINCE, DONATED)
SPRING = Round(code="dot-1", name="Đợt 1", opens=date(2026, 1, 1), closes=date(2026, 6, 30))
AUTUMN = Round(code="dot-2", name="Đợt 2", opens=date(2026, 9, 1), closes=date(2026, 12, 31))
ROUNDS = (SPRING, AUTUMN)

# When it was sent, today, and the rounds from which it may be served.
TIMES = [
    (date(2026, 3, 1), date(2026, 3, 9), ["dot-1"]),
    (date(2026, 6, 30), date(2026, 7, 9), ["dot-1"]),
    (date(2026, 7, 1), date(2026, 7, 9), []),
    (date(2026, 7, 1), date(2026, 9, 1), ["dot-2"]),
    (date(2026, 3, 1), date(2026, 9, 1), ["dot-1", "dot-2"]),
    (date(2025, 12, 1), date(2025, 12, 31), []),
    (date(2027, 1, 1), date(2027, 1, 2), []),
]


# When it was sent, today, and the round that it waits for.
AWAITED = [
    (date(2026, 3, 1), date(2026, 3, 9), None),
    (date(2026, 7, 1), date(2026, 7, 9), AUTUMN),
    (date(2026, 7, 1), date(2026, 9, 1), None),
    (date(2025, 12, 1), date(2025, 12, 31), SPRING),
    (date(2027, 1, 1), date(2027, 1, 2), None),
]


@pytest.mark.parametrize(("sent_on", "today", "awaited"), AWAITED)
def test_the_round_that_is_awaited_is_the_next_to_open(
    sent_on: date, today: date, awaited: Round | None
) -> None:
    assert awaited_round((AUTUMN, SPRING), sent_on, today) == awaited


@pytest.mark.parametrize(("sent_on", "today", "codes"), TIMES)
def test_a_late_request_waits_for_the_next_round(
    sent_on: date, today: date, codes: list[str]
) -> None:
    assert [each.code for each in rounds_for(ROUNDS, sent_on, today)] == codes


def left(**counts: int) -> dict[Place, int]:
    return {Place(code, "dot-1"): count for code, count in counts.items()}


# What is left, the household's classes, the source, and words of the reason.
CHOICES = [
    (left(tw=1, tinh=1), {"poor"}, "tw", "đầu tiên"),
    (left(tw=0, tinh=1), {"poor"}, "tinh", "Trung ương: hết chỉ tiêu"),
    (left(tinh=1), {"poor"}, "tinh", "Trung ương: chưa được phân"),
    (left(tw=9, tinh=1), {"covid_orphan"}, "tinh", "Trung ương: không dành cho diện này"),
    (left(tw=0, tinh=0, xhh=2), {"near_poor"}, "xhh", "Tỉnh: hết chỉ tiêu"),
    (left(tw=0, tinh=0, xhh=0), {"near_poor"}, None, "Xã hội hóa: hết chỉ tiêu"),
    (left(tw=-3, tinh=-1), {"poor"}, None, "Trung ương: hết chỉ tiêu"),
    ({}, {"poor"}, None, "chưa được phân"),
]


@pytest.mark.parametrize(("counts", "classes", "source", "reason"), CHOICES)
def test_sources_are_used_in_order_and_the_reason_is_kept(
    counts: dict[Place, int], classes: set[str], source: str | None, reason: str
) -> None:
    choice = choose([SPRING], SOURCES, classes, counts)
    assert (choice.place.source if choice.place else None) == source
    assert reason in choice.reason


def test_what_is_left_of_an_earlier_round_goes_first() -> None:
    counts = {Place("xhh", "dot-1"): 1, Place("tw", "dot-2"): 5}
    assert choose(ROUNDS, SOURCES, {"poor"}, counts).place == Place("xhh", "dot-1")


def test_without_an_open_round_there_is_no_place() -> None:
    assert choose([], SOURCES, {"poor"}, left(tw=5)).place is None


_lines = st.dictionaries(
    st.builds(
        Place, st.sampled_from([s.code for s in SOURCES]), st.sampled_from(["dot-1", "dot-2"])
    ),
    st.integers(-2, 3),
)


@given(_lines, st.sets(st.sampled_from(Circumstance)), st.integers(0, 20))
def test_no_line_is_ever_emptied_below_nothing_and_none_is_left_over(
    counts: dict[Place, int], classes: set[str], requests: int
) -> None:
    before = dict(counts)
    served = 0
    for _number in range(requests):
        choice = choose(ROUNDS, SOURCES, classes, counts)
        if choice.place:
            assert counts[choice.place] > 0
            counts[choice.place] -= 1
            served += 1
    open_to = {s.code for s in SOURCES if not s.circumstances or classes & set(s.circumstances)}
    there = sum(max(0, n) for place, n in before.items() if place.source in open_to)
    assert served == min(requests, there)


AMOUNTS = [
    (10, 0, 0, None, ""),
    (10, 10, 0, None, ""),
    (9, 10, 0, None, "10 hồ sơ"),
    (9, 0, 10, None, "chia 10"),
    (10, 0, 0, 10, ""),
    (11, 0, 0, 10, "chỉ còn 10"),
    (0, 0, 0, 0, ""),
    (1, 0, 0, -4, "chỉ còn"),
]


@pytest.mark.parametrize(("amount", "used", "below", "room", "words"), AMOUNTS)
def test_an_amount_holds_what_is_used_divided_and_above(
    amount: int, used: int, below: int, room: int | None, words: str
) -> None:
    answer = against_amount(amount, used, below, room)
    assert words in answer
    assert bool(words) == bool(answer)


POOR, NEAR_POOR = Circumstance.POOR, Circumstance.NEAR_POOR
ORPHAN, HARDSHIP = Circumstance.COVID_ORPHAN, Circumstance.COVID_HARDSHIP
# As TT 14/2022/TT-BTTTT orders them, with orphans in the place of a second ground.
CLASSES: list[Class] = [
    ((POOR, NEAR_POOR), (ORPHAN,), {}),
    ((POOR,), (), {}),
    ((NEAR_POOR,), (), {}),
    ((), (HARDSHIP,), {}),
]
PRIORITIES = [
    (ORPHAN, POOR, 0),
    (ORPHAN, NEAR_POOR, 0),
    (POOR, POOR, 1),
    (HARDSHIP, POOR, 1),
    (POOR, NEAR_POOR, 2),
    (HARDSHIP, None, 3),
    (ORPHAN, None, 4),
    (POOR, None, 4),
]


@pytest.mark.parametrize(("claimed", "listed", "number"), PRIORITIES)
def test_the_class_that_comes_first_is_told_by_the_list_and_the_ground(
    claimed: Circumstance, listed: Circumstance | None, number: int
) -> None:
    assert priority_of(CLASSES, Facts(claimed, listed, has_device=False)) == number
