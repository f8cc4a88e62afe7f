"""The truth table of every rule of eligibility."""

from itertools import product

import pytest

from backend.programmes.rules import (
    RULES,
    Circumstance,
    Class,
    Facts,
    Reason,
    priority_of,
    reasons_against,
)
from backend.programmes.schema import Eligible

POOR, NEAR_POOR, HARDSHIP, ORPHAN, POLICY = Circumstance
ALL = tuple(Circumstance)
NOT_FOUND = "Chưa xác định được hộ trong danh sách hộ nghèo, hộ cận nghèo của xã."
NOT_MEANT = "Hoàn cảnh này chưa thuộc đối tượng của chương trình."
HAS_ONE = "Chương trình dành cho học sinh chưa có máy hoặc thiết bị học."
SERVED = "Học sinh này đã được cấp thiết bị theo HT-2026-000001."

# What the programme takes, what the family claims, what the list says, and the answer.
CIRCUMSTANCES = [
    (ALL, POOR, POOR, True),
    (ALL, POOR, NEAR_POOR, True),
    (ALL, NEAR_POOR, POOR, True),
    (ALL, HARDSHIP, POOR, True),
    (ALL, POOR, None, NOT_FOUND),
    (ALL, NEAR_POOR, None, NOT_FOUND),
    (ALL, HARDSHIP, None, True),
    (ALL, ORPHAN, None, True),
    ((POOR,), POOR, POOR, True),
    ((POOR,), POOR, NEAR_POOR, NOT_FOUND),
    ((POOR,), NEAR_POOR, NEAR_POOR, NOT_FOUND),
    ((POOR,), HARDSHIP, None, NOT_MEANT),
    ((POOR,), HARDSHIP, NEAR_POOR, NOT_MEANT),
    ((POOR,), HARDSHIP, POOR, True),
    ((ORPHAN,), POOR, POOR, NOT_FOUND),
    ((ORPHAN,), ORPHAN, POOR, True),
    ((POOR, NEAR_POOR, POLICY), POLICY, None, True),  # papers prove it, no list does
    ((POOR, NEAR_POOR, POLICY), POLICY, NEAR_POOR, True),
    ((POOR, NEAR_POOR), POLICY, None, NOT_MEANT),
    ((POOR, NEAR_POOR), POLICY, POOR, True),
]


def facts(
    claimed: Circumstance = POOR,
    listed: Circumstance | None = POOR,
    has_device: bool = False,
    served_by: str | None = None,
    household_served_by: str | None = None,
) -> Facts:
    return Facts(claimed, listed, has_device, served_by, household_served_by)


def said(answer: object) -> object:
    return answer.words if isinstance(answer, Reason) else answer


@pytest.mark.parametrize(("takes", "claimed", "listed", "answer"), CIRCUMSTANCES)
def test_the_list_proves_a_standing_and_papers_prove_the_rest(
    takes: tuple[Circumstance, ...],
    claimed: Circumstance,
    listed: Circumstance | None,
    answer: object,
) -> None:
    assert said(RULES["circumstances"](takes, facts(claimed, listed))) == answer


@pytest.mark.parametrize(
    ("asked", "has", "answer"),
    [(True, True, HAS_ONE), (True, False, True), (False, True, True), (False, False, True)],
)
def test_a_child_with_a_machine_of_its_own_is_turned_away_where_the_programme_says_so(
    asked: bool, has: bool, answer: object
) -> None:
    assert said(RULES["without_device"](asked, facts(has_device=has))) == answer


@pytest.mark.parametrize(
    ("asked", "code", "answer"),
    [
        (True, "HT-2026-000001", SERVED),
        (True, None, True),
        (False, "HT-2026-000001", True),
        (False, None, True),
    ],
)
def test_a_child_that_already_received_is_told_through_which_request(
    asked: bool, code: str | None, answer: object
) -> None:
    assert said(RULES["one_device_a_child"](asked, facts(served_by=code))) == answer


def test_a_household_with_a_device_of_another_programme_is_told_through_which_request() -> None:
    """By law (TT 14/2022/TT-BTTTT), where a programme says so."""
    served = facts(household_served_by="HT-2026-000007")
    words = "Hộ này đã được cấp thiết bị theo HT-2026-000007, của chương trình này hoặc khác."
    assert said(RULES["one_device_a_household"](True, served)) == words
    assert said(RULES["one_device_a_household"](False, served)) is True
    assert said(RULES["one_device_a_household"](True, facts())) is True


def test_every_key_of_a_programme_has_a_rule_and_every_rule_a_key() -> None:
    assert list(RULES) == list(Eligible.model_fields)


def test_every_reason_is_given_in_the_order_of_the_rules() -> None:
    eligible = {"circumstances": ALL, "without_device": True, "one_device_a_child": True}
    against = reasons_against(eligible, facts(POOR, None, True, "HT-2026-000001"))
    assert [reason.words for reason in against] == [NOT_FOUND, HAS_ONE, SERVED]


def test_a_rule_that_the_programme_does_not_name_is_not_asked() -> None:
    assert reasons_against({"circumstances": ALL}, facts(has_device=True, served_by="x")) == []


@pytest.mark.parametrize(
    ("claimed", "listed"), list(product((POOR, HARDSHIP), (POOR, NEAR_POOR, None)))
)
def test_every_reason_is_a_sentence(claimed: Circumstance, listed: Circumstance | None) -> None:
    reasons = reasons_against({"circumstances": (ORPHAN,)}, facts(claimed, listed))
    assert reasons
    for reason in reasons:
        assert reason.words[0].isupper()
        assert reason.words.endswith(".")


WANTED = {"bought": ("no",), "merit": ("merit", "social")}


@pytest.mark.parametrize(
    ("given", "fits"),
    [
        ({"bought": "no", "merit": "merit"}, True),
        ({"bought": "no", "merit": "social"}, True),
        ({"bought": "no", "merit": "social", "size": "xl"}, True),
        ({"bought": "yes", "merit": "merit"}, False),
        ({"bought": "no", "merit": "none"}, False),
        ({"bought": "no"}, False),
        ({"merit": "merit"}, False),
        ({"bought": "", "merit": ""}, False),
        ({}, False),
    ],
)
def test_each_field_that_a_programme_names_needs_an_answer_that_qualifies(
    given: dict[str, str], fits: bool
) -> None:
    answered = Facts(POOR, POOR, has_device=False, answers=given)
    assert (RULES["answers"](WANTED, answered) is True) is fits
    assert RULES["answers"]({}, answered) is True


@pytest.mark.parametrize("rule", ["once_a_child", "once_a_household"])
@pytest.mark.parametrize("asked", [True, False])
@pytest.mark.parametrize("code", ["DT-2026-000007", None])
def test_what_was_given_once_is_not_given_twice_where_the_programme_says_so(
    rule: str, asked: bool, code: str | None
) -> None:
    given = {"once_a_child": "given_by", "once_a_household": "household_given_by"}[rule]
    answer = RULES[rule](asked, Facts(POOR, POOR, False, **{given: code}))  # type: ignore[arg-type]
    assert (answer is True) is not (asked and bool(code))
    if isinstance(answer, Reason):
        assert "DT-2026-000007" in answer.words


# The order of TT 14/2022/TT-BTTTT: of merit, under social protection, poor, near-poor.
BY_LAW: list[Class] = [
    ((POOR, NEAR_POOR), (), {"merit": ("merit",)}),
    ((POOR, NEAR_POOR), (), {"merit": ("social",)}),
    ((POOR,), (), {}),
    ((NEAR_POOR,), (), {}),
]


@pytest.mark.parametrize(
    ("claimed", "listed", "merit", "number"),
    [
        (POOR, POOR, "merit", 0),
        (POLICY, NEAR_POOR, "merit", 0),
        (NEAR_POOR, NEAR_POOR, "social", 1),
        (POOR, POOR, "none", 2),
        (POOR, POOR, "", 2),
        (NEAR_POOR, NEAR_POOR, "none", 3),
        (NEAR_POOR, POOR, "none", 2),  # the list decides, not the family
        (POLICY, None, "merit", 4),  # neither poor nor near-poor: behind all of them
        (POLICY, None, "social", 4),
    ],
)
def test_who_is_served_first_by_law(
    claimed: Circumstance, listed: Circumstance | None, merit: str, number: int
) -> None:
    said = Facts(claimed, listed, has_device=False, answers={"merit": merit} if merit else {})
    assert priority_of(BY_LAW, said) == number
