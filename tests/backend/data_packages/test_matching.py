"""Which package a row speaks of, and what it may change."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.data_packages.answer_file import Answered
from backend.data_packages.matching import (
    CHANGED_NUMBER,
    IS_ACTIVE,
    LONG_AGO,
    NOT_YET,
    OTHER_DAY,
    SEVERAL_ANSWERS,
    TO_ORDER_AGAIN,
    Judged,
    Known,
    match,
)
from backend.data_packages.models import DataPackageId, PackageState, RefusalReason
from backend.data_packages.reconciliation_models import CHANGES, Verdict
from backend.data_packages.statuses import outcome_of

TODAY = date(2026, 11, 22)
DAY = date(2026, 11, 20)
NAM = Known(DataPackageId(1), "HT-2026-000001", "0912000001", "", PackageState.ORDERED)
LAN = Known(DataPackageId(2), "HT-2026-000002", "0912000002", "", PackageState.ORDERED)
SISTER = replace(NAM, id=DataPackageId(3), request="HT-2026-000003")


def row(phone: str, status: str, on: date | None = DAY, **more: str) -> Answered:
    return Answered(1, phone, outcome_of(status), status, on, **more)


def judge(rows: list[Answered], packages: list[Known]) -> list[Judged]:
    return match(rows, packages, TODAY, TODAY)


def verdicts(rows: list[Answered], packages: list[Known]) -> list[tuple[str, int | None]]:
    return [(each.verdict.value, each.package_id) for each in judge(rows, packages)]


def test_each_row_finds_its_package() -> None:
    rows = [
        row("0912000002", "sai số"),
        row("0912000001", "OK"),
        row("0912999999", "OK"),
        row("", "OK"),
        row("", "OK", request="HT-2026-000009"),
    ]
    assert verdicts(rows, [NAM, LAN]) == [
        ("refused", 2),
        ("activated", 1),
        ("unknown", None),
        ("unreadable", None),
        ("unknown", None),
    ]


STATES = [
    (PackageState.ORDERED, "OK", Verdict.ACTIVATED, ""),
    (PackageState.NEEDS_IDENTITY, "OK", Verdict.ACTIVATED, ""),
    (PackageState.REFUSED, "OK", Verdict.ACTIVATED, ""),
    (PackageState.TO_ORDER, "OK", Verdict.CONTRADICTORY, TO_ORDER_AGAIN),
    (PackageState.ACTIVE, "OK", Verdict.SAME, ""),
    (PackageState.ACTIVE, "sai số", Verdict.CONTRADICTORY, IS_ACTIVE),
    (PackageState.ACTIVE, "chưa chuẩn hoá thông tin", Verdict.CONTRADICTORY, IS_ACTIVE),
    (PackageState.ORDERED, "chưa chuẩn hoá thông tin", Verdict.NEEDS_IDENTITY, ""),
    (PackageState.NEEDS_IDENTITY, "chưa chuẩn hoá thông tin", Verdict.SAME, ""),
    (PackageState.REFUSED, "chưa chuẩn hoá thông tin", Verdict.NEEDS_IDENTITY, ""),
    (PackageState.ORDERED, "sai số", Verdict.REFUSED, ""),
    (PackageState.REFUSED, "sai số", Verdict.SAME, ""),
    (PackageState.REFUSED, "đã có gói", Verdict.REFUSED, ""),
    (PackageState.ORDERED, "đang xử lý", Verdict.PENDING, ""),
    (PackageState.ACTIVE, "đang xử lý", Verdict.PENDING, ""),
    (PackageState.ORDERED, "blabla", Verdict.NOT_UNDERSTOOD, ""),
]


@pytest.mark.parametrize(("state", "status", "verdict", "note"), STATES)
def test_what_a_row_means_depends_on_where_the_package_stands(
    state: PackageState, status: str, verdict: Verdict, note: str
) -> None:
    refusal = RefusalReason.WRONG_NUMBER if state is PackageState.REFUSED else None
    on = DAY if state is PackageState.ACTIVE else None
    known = replace(NAM, state=state, refusal=refusal, activated_on=on)
    (judged,) = judge([row(NAM.phone, status)], [known])
    assert (judged.verdict, judged.note) == (verdict, note)


@pytest.mark.parametrize(
    ("on", "before", "note"),
    [
        (date(2026, 11, 23), None, NOT_YET),
        (date(2025, 1, 1), None, LONG_AGO),
        (DAY, DAY, LONG_AGO),
        (DAY, date(2026, 8, 20), ""),
        (TODAY, None, ""),
        (None, None, ""),
    ],
)
def test_a_day_that_cannot_be_is_shown_and_not_taken(
    on: date | None, before: date | None, note: str
) -> None:
    known = replace(NAM, activated_on=before)
    (judged,) = judge([row(NAM.phone, "OK", on)], [known])
    assert (judged.note, judged.verdict is Verdict.ACTIVATED) == (note, not note)


def test_another_day_for_a_package_that_runs_is_a_contradiction() -> None:
    known = replace(NAM, state=PackageState.ACTIVE, activated_on=date(2026, 11, 1))
    (judged,) = judge([row(NAM.phone, "OK")], [known])
    assert (judged.verdict, judged.note) == (Verdict.CONTRADICTORY, OTHER_DAY)


def test_the_same_row_twice_counts_once() -> None:
    assert verdicts([row(NAM.phone, "OK"), row(NAM.phone, "OK")], [NAM]) == [
        ("activated", 1),
        ("repeated", 1),
    ]


def test_two_answers_for_one_number_are_both_left_to_the_officer() -> None:
    judged = judge([row(NAM.phone, "OK"), row(NAM.phone, "sai số")], [NAM])
    assert [(each.verdict, each.note) for each in judged] == [
        (Verdict.CONTRADICTORY, SEVERAL_ANSWERS)
    ] * 2


def test_brothers_and_sisters_with_one_number_take_a_row_each() -> None:
    ok = row(NAM.phone, "OK")
    assert verdicts([ok, ok], [NAM, SISTER]) == [("activated", 1), ("activated", 3)]
    assert verdicts([ok], [NAM, SISTER]) == [("activated", 1)]
    mixed = judge([ok, row(NAM.phone, "đã có gói")], [NAM, SISTER])
    assert [(each.verdict, each.package_id) for each in mixed] == [
        (Verdict.CONTRADICTORY, None)
    ] * 2


def test_the_code_tells_brothers_and_sisters_apart() -> None:
    rows = [
        row(NAM.phone, "đã có gói", request=SISTER.request),
        row(NAM.phone, "OK", request=NAM.request),
    ]
    assert verdicts(rows, [NAM, SISTER]) == [("refused", 3), ("activated", 1)]


def test_a_code_with_another_number_is_a_contradiction() -> None:
    (judged,) = judge([row("0912000009", "OK", request=NAM.request)], [NAM])
    assert (judged.verdict, judged.note) == (Verdict.CONTRADICTORY, CHANGED_NUMBER)


def test_a_sim_is_found_where_the_number_is_lost_but_not_by_half_of_it() -> None:
    known = replace(NAM, sim_serial="8984048000012345678")
    assert verdicts([row("", "OK", sim_serial="8984048000012345678")], [known]) == [
        ("activated", 1)
    ]
    short = replace(NAM, sim_serial="12345")
    assert verdicts([row("", "OK", sim_serial="12345")], [short]) == [("unreadable", None)]


PACKAGES = st.lists(
    st.builds(
        Known,
        st.integers(1, 9).map(DataPackageId),
        st.sampled_from(["HT-2026-000001", "HT-2026-000002", "HT-2026-000003"]),
        st.sampled_from(["0912000001", "0912000002"]),
        st.just(""),
        st.sampled_from(PackageState),
    ),
    unique_by=(lambda known: known.id, lambda known: known.request),
    max_size=3,
)
ROWS = st.lists(
    st.builds(
        row,
        st.sampled_from(["", "0912000001", "0912000002", "0912000003"]),
        st.sampled_from(["OK", "sai số", "chưa định danh", "đang xử lý", "?"]),
        st.sampled_from([None, DAY]),
    ),
    max_size=6,
)


@given(ROWS, PACKAGES)
def test_every_row_is_judged_once_and_no_package_is_changed_twice(
    rows: list[Answered], packages: list[Known]
) -> None:
    judged = match(rows, packages, TODAY, TODAY)
    assert [each.row for each in judged] == rows
    changed = [each.package_id for each in judged if each.verdict in CHANGES]
    assert None not in changed
    assert len(changed) == len(set(changed))
    states = {known.id: known.state for known in packages}
    assert all(
        states[id_] not in (PackageState.ACTIVE, PackageState.TO_ORDER) for id_ in changed if id_
    )
