"""Several steps: who sees what waits, until when, back a step, and never one person twice."""

from datetime import timedelta
from unittest.mock import patch

import pytest

from backend import clock
from backend.administrative_units.models import AdministrativeUnit, UnitId
from backend.errors import Conflict, Invalid
from backend.officers.models import Officer, OfficerId, Role
from backend.support_requests import steps
from backend.support_requests.models import RequestId, Status, SupportRequest
from tests.backend.counter import APPROVE, REFUSE, RETURN, SEND_BACK, Counter
from tests.backend.quotas.factory import approved_by_commune, load_programme, submit
from tests.factories import make_officer


@pytest.fixture
def office(counter: Counter) -> Counter:
    """The counter with the programme of two steps."""
    load_programme(counter)
    return counter


def waiting_for(counter: Counter, officer_id: int) -> list[RequestId]:
    """What waits for an officer, once the count agrees."""
    with counter.database.reading() as session:
        officer = session.get_one(Officer, OfficerId(officer_id))
        found = [each.request.id for each in steps.waiting(session, officer)]
        longest = found[0] if found else None
        assert steps.count_and_first(session, officer) == (len(found), longest)
        return found


def test_each_step_waits_for_its_own_officers_only(office: Counter) -> None:
    world = office.world
    request_id, other = submit(office, 1), submit(office, 2)
    assert waiting_for(office, world.officer) == [request_id, other]
    assert waiting_for(office, world.province_officer) == []
    office.decide(request_id, APPROVE)
    assert waiting_for(office, world.officer) == [other]
    assert waiting_for(office, world.province_officer) == [request_id]
    assert waiting_for(office, world.stranger) == []
    with office.database.transaction() as session:
        commune = session.get_one(AdministrativeUnit, UnitId(world.commune))
        keeper = make_officer(session, "kho", "Võ Văn Kho", commune, Role.STOREKEEPER).id
    assert waiting_for(office, keeper) == []


def test_every_step_has_its_own_days(office: Counter) -> None:
    request_id = submit(office, 1)
    world, later = office.world, clock.now() + timedelta(days=14)
    with patch.object(clock, "now", lambda: later):
        office.decide(request_id, APPROVE)
        with office.database.reading() as session:
            officer = session.get_one(Officer, OfficerId(world.province_officer))
            (found,) = steps.waiting(session, officer)
    assert (found.step.name, found.days_left) == ("Tỉnh duyệt", 10)
    assert found.due > clock.local(later).date() + timedelta(days=10)


def test_back_to_the_step_before_with_days_of_its_own_and_without_a_word_to_the_family(
    office: Counter,
) -> None:
    world = office.world
    request_id = approved_by_commune(office, 1)
    told = len(office.told())
    with pytest.raises(Invalid):
        office.decide(request_id, RETURN, by=world.province_officer)
    office.decide(request_id, RETURN, "Thiếu xác nhận của thôn.", by=world.province_officer)
    assert (office.status(request_id), office.request(request_id).step) == (Status.WAITING, 0)
    assert waiting_for(office, world.officer) == [request_id]
    assert len(office.told()) == told
    office.decide(request_id, APPROVE)
    office.decide(request_id, APPROVE, by=world.province_officer)
    assert office.status(request_id) is Status.APPROVED


def test_there_is_nothing_before_the_first_step(office: Counter) -> None:
    request_id = submit(office, 1)
    with pytest.raises(Conflict, match="bước đầu tiên"):
        office.decide(request_id, RETURN, "Xem lại.")


@pytest.mark.parametrize("kind", [APPROVE, REFUSE, SEND_BACK, RETURN])
def test_nobody_decides_at_two_steps_even_after_moving_to_the_province(
    office: Counter, kind: object
) -> None:
    world = office.world
    request_id = approved_by_commune(office, 1)
    with office.database.transaction() as session:
        session.get_one(Officer, OfficerId(world.officer)).unit_id = UnitId(world.province)
    with pytest.raises(Conflict, match="ở một bước khác"):
        office.decide(request_id, kind, "Vì vậy.")  # type: ignore[arg-type]
    office.decide(request_id, kind, "Vì vậy.", by=world.province_officer)  # type: ignore[arg-type]


def test_who_entered_a_request_does_not_approve_it(office: Counter) -> None:
    request_id = submit(office, 1)
    with office.database.transaction() as session:
        entered = session.get_one(SupportRequest, request_id)
        entered.created_by_id = OfficerId(office.world.officer)
    with pytest.raises(Conflict, match="đã nhập hồ sơ này"):
        office.decide(request_id, APPROVE)
    office.decide(request_id, APPROVE, by=office.world.colleague)
