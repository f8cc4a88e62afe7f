"""A quota is never exceeded, is used by the last approval only, and is given in order."""

from functools import partial

import pytest

from backend.administrative_units.models import AdministrativeUnit, UnitId
from backend.errors import Conflict, Invalid, NotAllowed, NotFound, Refused
from backend.support_requests.models import RequestId, Status
from backend.support_requests.service import open_for_action, reopen
from tests.backend.counter import APPROVE, REFUSE, Counter, at_once
from tests.backend.quotas.factory import (
    approve,
    approved_by_commune,
    claims,
    divided,
    load_programme,
    set_quota,
)
from tests.factories import make_officer

NEAR_POOR = {"head_name": "Hồ Văn Nghiên", "head_birth_year": 1979, "hamlet": "Thôn 2"}
UNLISTED = {"head_name": "Lạ Văn Ai", "circumstance": "covid_hardship"}


@pytest.fixture
def office(counter: Counter) -> Counter:
    """The counter with the programme of two steps."""
    load_programme(counter)
    return counter


def taken(counter: Counter, quota_id: int) -> int:
    return sum(claim.quota_id == quota_id and claim.ended_at is None for claim in claims(counter))


def test_without_any_quota_approval_has_no_limit_and_leaves_no_trace(office: Counter) -> None:
    for number in (1, 2, 3):
        request_id = approved_by_commune(office, number)
        approve(office, request_id)
        assert office.status(request_id) is Status.APPROVED
    assert claims(office) == []


def test_the_first_step_uses_nothing_and_the_last_one_does(office: Counter) -> None:
    quota_id = divided(office, 1)
    request_id = approved_by_commune(office, 1)
    assert claims(office) == []
    approve(office, request_id)
    assert taken(office, quota_id) == 1
    office.hand_over(request_id)
    assert taken(office, quota_id) == 1


def test_when_it_is_used_up_the_next_waits_and_the_family_is_told(office: Counter) -> None:
    divided(office, 1)
    first, second = (approved_by_commune(office, number) for number in (1, 2))
    approve(office, first)
    approve(office, second)
    assert (office.status(first), office.status(second)) == (Status.APPROVED, Status.QUEUED)
    assert "hết chỉ tiêu đợt này" in office.told("tele-2")[-1]
    with pytest.raises(Conflict):
        office.hand_over(second, "SN-2")


def test_a_commune_that_was_given_nothing_has_nothing(office: Counter) -> None:
    set_quota(office, 100, unit=office.world.province)
    request_id = approved_by_commune(office, 1)
    approve(office, request_id)
    assert office.status(request_id) is Status.QUEUED
    assert "chưa được phân chỉ tiêu" in claims(office)[0].reason


def test_the_second_source_is_used_when_the_first_is_empty_and_the_reason_is_kept(
    office: Counter,
) -> None:
    state = divided(office, 1)
    donated = divided(office, 1, source="xa-hoi-hoa")
    for number in (1, 2, 3):
        approve(office, approved_by_commune(office, number))
    assert [claim.quota_id for claim in claims(office)] == [state, donated, None]
    assert "Ngân sách nhà nước: hết chỉ tiêu; nên dùng" in claims(office)[1].reason


def test_a_withdrawal_gives_the_place_to_the_first_by_class_then_by_day(office: Counter) -> None:
    divided(office, 1)
    taker = approved_by_commune(office, 1)
    hardship = approved_by_commune(office, 2, **UNLISTED)
    near_poor = approved_by_commune(office, 3, circumstance="near_poor", **NEAR_POOR)
    near_poor_too = approved_by_commune(office, 4, circumstance="near_poor", **NEAR_POOR)
    for request_id in (taker, hardship, near_poor_too, near_poor):
        approve(office, request_id)
    office.withdraw(office.code(taker), "tele-1")
    assert office.status(near_poor) is Status.APPROVED
    assert "Tin vui" in office.told("tele-3")[-1]
    assert office.status(near_poor_too) is Status.QUEUED
    assert office.status(hardship) is Status.QUEUED
    office.withdraw(office.code(near_poor_too), "tele-4")
    office.withdraw(office.code(near_poor), "tele-3")
    assert office.status(hardship) is Status.APPROVED


def test_a_refusal_after_looking_again_gives_the_place_back(office: Counter) -> None:
    quota_id = divided(office, 1)
    request_id, other = approved_by_commune(office, 1), approved_by_commune(office, 2)
    approve(office, request_id)
    approve(office, other)
    office.act(
        lambda session, officer, id_, version: reopen(
            session, officer, open_for_action(session, officer, id_, version), "Có đơn tố cáo đúng."
        ),
        request_id,
        by=office.world.province_officer,
    )
    assert office.status(request_id) is Status.WAITING
    assert office.status(other) is Status.APPROVED
    office.decide(request_id, REFUSE, "Không đúng diện.", by=office.world.province_officer)
    assert taken(office, quota_id) == 1


def test_more_is_given_at_once_to_those_who_wait(office: Counter) -> None:
    quota_id = divided(office, 0)
    waiting = [approved_by_commune(office, number) for number in (1, 2, 3)]
    for request_id in waiting:
        approve(office, request_id)
    set_quota(office, 2, version=1)
    statuses = [office.status(request_id) for request_id in waiting]
    assert statuses == [Status.APPROVED, Status.APPROVED, Status.QUEUED]
    assert taken(office, quota_id) == 2


@pytest.mark.parametrize("left", [1, 2])
def test_two_officers_at_one_moment_never_give_more_than_there_is(
    office: Counter, left: int
) -> None:
    quota_id = divided(office, left)
    with office.database.transaction() as session:
        province = session.get_one(AdministrativeUnit, UnitId(office.world.province))
        second = make_officer(session, "tinh2", "Võ Thị Ba", province).id
    ids = [approved_by_commune(office, number) for number in range(1, 5)]
    officers = (office.world.province_officer, second) * 2
    answers = at_once(
        *(
            partial(office.decide, request_id, APPROVE, by=by, version=office.version(request_id))
            for request_id, by in zip(ids, officers, strict=True)
        )
    )
    assert answers == [None] * 4
    assert taken(office, quota_id) == left
    statuses = sorted(office.status(request_id) for request_id in ids)
    assert statuses == sorted([Status.APPROVED] * left + [Status.QUEUED] * (4 - left))


def test_giving_back_and_asking_at_one_moment_loses_no_place(office: Counter) -> None:
    quota_id = divided(office, 2)
    first, second, third, fourth = (approved_by_commune(office, number) for number in range(1, 5))
    for request_id in (first, second, third):
        approve(office, request_id)
    code = office.code(first)
    answers = at_once(
        lambda: office.withdraw(code, "tele-1"),
        lambda: approve(office, fourth),
    )
    assert answers == [None, None]
    assert taken(office, quota_id) == 2
    # Whoever was just being acted on may have been passed over, and nobody else was.
    assert office.status(third) is Status.APPROVED
    assert office.status(fourth) is Status.QUEUED


# What is set, in order: (unit, amount), and the sentence with which the last one is refused.
SETTINGS = {
    "more than the province has": ([("province", 10), ("commune", 11)], "chỉ còn 10 để chia"),
    "more than is left of it": (
        [("province", 10), ("commune", 6), ("other_commune", 5)],
        "chỉ còn 4 để chia",
    ),
    "a commune before its province": ([("commune", 5)], "đặt chỉ tiêu của tỉnh trước"),
    "no number": ([("province", "mười")], "bằng chữ số"),
    "below zero": ([("province", -1)], "bằng chữ số"),
    "far too many": ([("province", 1_000_001)], "bằng chữ số"),
    "half a one": ([("province", "1,5")], "bằng chữ số"),
}


@pytest.mark.parametrize(("settings", "sentence"), SETTINGS.values(), ids=SETTINGS)
def test_a_wrong_amount_is_refused_with_what_is_left(
    office: Counter, settings: list[tuple[str, object]], sentence: str
) -> None:
    *before, (unit, amount) = settings
    for earlier, given in before:
        set_quota(office, given, unit=getattr(office.world, earlier))
    with pytest.raises(Invalid, match=sentence):
        set_quota(office, amount, unit=getattr(office.world, unit))


def test_a_province_cannot_take_back_what_it_has_divided_nor_a_commune_what_is_used(
    office: Counter,
) -> None:
    set_quota(office, 10, unit=office.world.province)
    set_quota(office, 6)
    with pytest.raises(Invalid, match="Đã chia 6 cho các xã"):
        set_quota(office, 5, unit=office.world.province, version=1)
    for number in (1, 2):
        approve(office, approved_by_commune(office, number))
    with pytest.raises(Invalid, match="Đã có 2 hồ sơ dùng"):
        set_quota(office, 1, version=1)
    set_quota(office, 2, version=1)


def test_dividing_at_one_moment_never_gives_more_than_the_province_has(office: Counter) -> None:
    world = office.world
    set_quota(office, 10, unit=world.province)
    answers = at_once(
        lambda: set_quota(office, 7, unit=world.commune),
        lambda: set_quota(office, 7, unit=world.other_commune),
    )
    refused = [answer for answer in answers if isinstance(answer, Exception)]
    assert len(refused) == 1
    assert isinstance(refused[0], Invalid)


def test_two_who_set_one_line_at_one_moment_do_not_overwrite_each_other(office: Counter) -> None:
    set_quota(office, 100, unit=office.world.province)
    answers = at_once(lambda: set_quota(office, 7), lambda: set_quota(office, 8))
    assert sum(isinstance(answer, Conflict) for answer in answers) == 1


def test_who_may_set_what(office: Counter) -> None:
    world = office.world
    with pytest.raises(NotFound):
        set_quota(office, 5, by=world.stranger)
    with pytest.raises(NotFound):
        set_quota(office, 5, unit=world.province, by=world.officer)
    set_quota(office, 5, by=world.officer)  # no province has set anything: as its paper says
    set_quota(office, 9, unit=world.province)
    with pytest.raises(NotAllowed):
        set_quota(office, 9, by=world.officer, version=1)
    with pytest.raises(Conflict):
        set_quota(office, 8, version=7)


@pytest.mark.parametrize(
    "line",
    [{"source": "khac"}, {"round_code": "khac"}, {"benefit": "data_package"}, {"benefit": ""}],
)
def test_a_line_that_the_programme_does_not_have_is_refused(
    office: Counter, line: dict[str, str]
) -> None:
    with pytest.raises(Invalid, match="trong danh sách"):
        set_quota(office, 5, unit=office.world.province, **line)  # type: ignore[arg-type]


def test_what_was_approved_before_a_quota_was_set_stays_approved(office: Counter) -> None:
    request_id = approved_by_commune(office, 1)
    approve(office, request_id)
    divided(office, 0)
    office.hand_over(request_id)
    assert office.status(request_id) is Status.HANDED_OVER


def test_each_commune_uses_its_own(office: Counter) -> None:
    set_quota(office, 10, unit=office.world.province)
    set_quota(office, 0)
    set_quota(office, 10, unit=office.world.other_commune)
    request_id = approved_by_commune(office, 1)
    approve(office, request_id)
    assert office.status(request_id) is Status.QUEUED


def test_whoever_waits_for_a_place_can_still_withdraw(office: Counter) -> None:
    divided(office, 0)
    request_id: RequestId = approved_by_commune(office, 1)
    approve(office, request_id)
    office.withdraw(office.code(request_id), "tele-1")
    assert office.status(request_id) is Status.WITHDRAWN
    set_quota(office, 3, version=1)
    assert office.status(request_id) is Status.WITHDRAWN


def test_a_request_can_not_be_refused_while_it_waits_for_a_place(office: Counter) -> None:
    divided(office, 0)
    request_id = approved_by_commune(office, 1)
    approve(office, request_id)
    with pytest.raises(Refused):
        office.decide(request_id, REFUSE, "Không.", by=office.world.province_officer)
