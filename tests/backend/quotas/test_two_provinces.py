"""Two provinces, and two computers of one province, at one moment on one source and round of one
programme: never above a quota, nobody waits for ever, no click is lost."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

import pytest

from backend.administrative_units.models import AdministrativeUnit, Level, UnitId
from backend.administrative_units.service import add_unit
from backend.errors import Conflict
from backend.officers.models import OfficerId
from backend.support_requests.models import RequestId, Status
from tests.backend.counter import APPROVE, Counter, at_once
from tests.backend.quotas.factory import (
    approved_by_commune,
    claims,
    divided,
    load_programme,
    set_quota,
)
from tests.factories import HOUSEHOLDS, SINCE, make_list, make_officer

PLACES, ASKED = 2, 4  # in each commune


@pytest.fixture
def hue(counter: Counter) -> Counter:
    """The counter of the first province's commune."""
    load_programme(counter)
    return counter


@pytest.fixture
def quang_tri(hue: Counter) -> Counter:
    """The counter of a commune in another province, with a list that names the same heads."""
    with hue.database.transaction() as session:
        province = add_unit(
            session, Level.PROVINCE, "tỉnh", "Quảng Trị", code="44", valid_from=SINCE
        )
        commune = add_unit(
            session, Level.COMMUNE, "xã", "Hướng Mẫu", parent=province, code="19", valid_from=SINCE
        )
        officer = make_officer(session, "qt", "Lê Văn Mẫu", commune)
        listed = make_list(session, officer, commune, HOUSEHOLDS, file_hash="1" * 64)
        above = make_officer(session, "qt-tinh", "Đỗ Thị Mẫu", province)
        world = replace(
            hue.world,
            province=province.id,
            commune=commune.id,
            officer=officer.id,
            province_officer=above.id,
            poverty_list=listed.id,
        )
    return Counter(hue.database, world)


def second_officer(office: Counter, name: str) -> OfficerId:
    """Another officer of the province, at another computer."""
    with office.database.transaction() as session:
        province = session.get_one(AdministrativeUnit, UnitId(office.world.province))
        return make_officer(session, name, "Võ Thị Ba", province).id


def clicks(
    office: Counter, requests: Sequence[RequestId], *officers: int
) -> list[Callable[[], None]]:
    """The last approval of each request, by the officers in turn, on what all of them saw before."""
    return [
        partial(
            office.decide,
            request_id,
            APPROVE,
            by=officers[at % len(officers)],
            version=office.version(request_id),
        )
        for at, request_id in enumerate(requests)
    ]


def taken(office: Counter, quota_id: int) -> int:
    return sum(claim.quota_id == quota_id and claim.ended_at is None for claim in claims(office))


def test_two_provinces_and_two_computers_each_never_give_more_than_there_is(
    hue: Counter, quang_tri: Counter
) -> None:
    offices = (hue, quang_tri)
    quotas = [divided(office, PLACES) for office in offices]
    asked = [
        [approved_by_commune(office, 10 * at + number) for number in range(1, ASKED + 1)]
        for at, office in enumerate(offices, 1)
    ]
    acts = [
        act
        for office, requests, name in zip(offices, asked, ("hue-2", "qt-2"), strict=True)
        for act in clicks(
            office, requests, office.world.province_officer, second_officer(office, name)
        )
    ]
    assert at_once(*acts) == [None] * (2 * ASKED)
    for office, quota_id, requests in zip(offices, quotas, asked, strict=True):
        assert taken(office, quota_id) == PLACES
        statuses = sorted(office.status(request_id) for request_id in requests)
        assert statuses == sorted([Status.APPROVED] * PLACES + [Status.QUEUED] * (ASKED - PLACES))


def test_one_request_clicked_at_two_computers_takes_one_place(hue: Counter) -> None:
    quota_id = divided(hue, PLACES)
    (request_id,) = [approved_by_commune(hue, 1)]
    both = [
        *clicks(hue, [request_id], hue.world.province_officer),
        *clicks(hue, [request_id], second_officer(hue, "hue-2")),
    ]
    answers = at_once(*both)
    assert sorted(isinstance(answer, Conflict) for answer in answers) == [False, True]
    assert taken(hue, quota_id) == 1
    assert sum("Tin vui" in told for told in hue.told("tele-1")) <= 1


def test_two_provinces_set_the_same_line_at_one_moment_and_both_are_kept(
    hue: Counter, quang_tri: Counter
) -> None:
    offices = (hue, quang_tri)
    answers = at_once(
        *(partial(set_quota, office, 7, unit=office.world.province) for office in offices)
    )
    assert all(isinstance(answer, int) for answer in answers)
    assert len(set(answers)) == 2


def test_giving_more_while_others_approve_loses_no_place(hue: Counter, quang_tri: Counter) -> None:
    offices = (hue, quang_tri)
    quotas = [divided(office, 1) for office in offices]
    asked = [
        [approved_by_commune(office, 10 * at + number) for number in (1, 2, 3)]
        for at, office in enumerate(offices, 1)
    ]
    acts: list[Callable[[], object]] = []
    for office, requests in zip(offices, asked, strict=True):
        acts += clicks(office, requests, office.world.province_officer)
        acts.append(partial(set_quota, office, PLACES, version=1))
    answers = at_once(*acts)
    assert not [answer for answer in answers if isinstance(answer, Exception)]
    for office, quota_id, requests in zip(offices, quotas, asked, strict=True):
        assert taken(office, quota_id) == PLACES
        statuses = [office.status(request_id) for request_id in requests]
        assert statuses.count(Status.QUEUED) == 1
