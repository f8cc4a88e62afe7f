"""Who may act on a request, who was faster, and which list counts."""

import re
from collections.abc import Callable
from functools import partial

import pytest

from backend.administrative_units.models import AdministrativeUnit, UnitId
from backend.errors import Conflict, Invalid, NotFound
from backend.officers.models import Officer, OfficerId, Role
from backend.poverty_lists.models import EntryId, PovertyListEntry
from backend.poverty_lists.queries import newest_list
from backend.support_requests import queries, service
from backend.support_requests.listing import listing, status_counts
from backend.support_requests.models import DecisionKind, Status
from backend.support_requests.search import search
from tests.backend.counter import APPROVE, REFUSE, SEND_BACK, Counter, at_once
from tests.factories import HOUSEHOLDS, make_household, make_list, make_officer, make_request

CLOCK = r"lúc \d\d:\d\d \d\d/\d\d/\d{4}\. Anh/chị xem lại rồi quyết định\.$"
Act = Callable[..., None]
ACTS: dict[str, Act] = {
    "approve": lambda counter, id_, **how: counter.decide(id_, APPROVE, **how),
    "refuse": lambda counter, id_, **how: counter.decide(id_, REFUSE, "Không đúng.", **how),
    "identify": lambda counter, id_, **how: counter.identify(id_, "Hồ Thị A Lơ", **how),
    "hand over": lambda counter, id_, **how: counter.hand_over(id_, **how),
    "register": lambda counter, id_, **how: counter.register(id_, **how),
    "activate": lambda counter, id_, **how: counter.activate(id_, **how),
}


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)
def test_to_an_officer_of_another_commune_a_request_does_not_exist(
    counter: Counter, act: Act
) -> None:
    request_id = counter.submit()
    with pytest.raises(NotFound) as theirs:
        act(counter, request_id, by=counter.world.stranger)
    with pytest.raises(NotFound) as invented:
        act(counter, 999, by=counter.world.stranger, version=1)
    assert str(theirs.value) == str(invented.value)
    assert counter.version(request_id) == 1


def test_an_officer_of_the_province_sees_a_request_but_does_not_decide_for_the_commune(
    counter: Counter,
) -> None:
    request_id = counter.submit()
    with pytest.raises(Conflict, match="không thuộc vai trò của anh/chị"):
        counter.decide(request_id, APPROVE, by=counter.world.province_officer)
    assert counter.status(request_id) is Status.WAITING


@pytest.mark.parametrize("role", [Role.VERIFIER, Role.ADMINISTRATOR])
def test_a_role_that_the_step_does_not_name_decides_nothing(counter: Counter, role: Role) -> None:
    request_id = counter.submit()
    with counter.database.transaction() as session:
        commune = session.get_one(AdministrativeUnit, UnitId(counter.world.commune))
        officer = make_officer(session, "khac", "Đỗ Thị O", commune, role).id
    for act in ("approve", "refuse", "identify"):
        with pytest.raises(Conflict, match="không thuộc vai trò của anh/chị"):
            ACTS[act](counter, request_id, by=officer)
    assert counter.status(request_id) is Status.WAITING


@pytest.mark.parametrize("first", ["approve", "refuse", "identify"])
def test_the_second_officer_is_told_who_was_faster(counter: Counter, first: str) -> None:
    request_id = counter.submit()
    ACTS[first](counter, request_id, by=counter.world.colleague)
    with pytest.raises(Conflict, match=rf"^Trần Văn Hải đã xử lý hồ sơ này {CLOCK}"):
        counter.decide(request_id, SEND_BACK, "Xin bổ sung.", version=1)


def test_the_one_who_acted_last_is_named_not_the_one_who_decided_last(counter: Counter) -> None:
    request_id = counter.submit()
    counter.decide(request_id, APPROVE)
    seen = counter.version(request_id)
    counter.hand_over(request_id, by=counter.world.colleague)
    with pytest.raises(Conflict, match=r"^Trần Văn Hải đã xử lý"):
        counter.hand_over(request_id, version=seen)
    counter.confirm(counter.code(request_id))
    with pytest.raises(Conflict, match=rf"^Gia đình vừa nhắn vào hồ sơ này {CLOCK}"):
        counter.register(request_id, version=seen + 1)
    counter.register(request_id, by=counter.world.colleague)
    with pytest.raises(Conflict, match=r"^Trần Văn Hải đã xử lý"):
        counter.register(request_id, version=seen + 2)


@pytest.mark.parametrize("others", [APPROVE, REFUSE])
def test_of_two_officers_at_one_moment_one_decides_and_the_other_is_told(
    counter: Counter, others: DecisionKind
) -> None:
    officers = {"Lê Thị Mai": counter.world.officer, "Trần Văn Hải": counter.world.colleague}
    for number in range(4):
        request_id = counter.submit(f"tele-{number}", child_name=f"Hồ Văn {'Nam' * (number + 1)}")
        acts = [
            partial(counter.decide, request_id, kind, "Không đúng.", by=officer, version=1)
            for kind, officer in zip((APPROVE, others), officers.values(), strict=True)
        ]
        answers = at_once(*acts)
        assert answers.count(None) == 1
        (told,) = (str(answer) for answer in answers if answer)
        faster = list(officers)[answers.index(None)]
        assert re.search(f"^{faster} đã xử lý hồ sơ này {CLOCK}", told)
        assert len(counter.told(f"tele-{number}")) == 2
        counter.status(request_id)


def test_what_the_page_had_read_before_does_not_hide_that_somebody_was_faster(
    counter: Counter,
) -> None:
    """On PostgreSQL others may commit between a page's first look and its act; SQLite has one
    writer, so there the second waits from the beginning."""
    request_id = counter.submit()
    if counter.database.is_sqlite:
        return
    with counter.database.transaction() as session:
        mine = session.get_one(Officer, OfficerId(counter.world.officer))
        seen = queries.request(session, mine, request_id)
        counter.decide(request_id, REFUSE, "Không đúng.", by=counter.world.colleague)
        with pytest.raises(Conflict, match=r"^Trần Văn Hải đã xử lý"):
            service.decide(session, mine, request_id, seen.version, APPROVE)


def test_only_a_row_of_the_communes_newest_list_identifies_a_household(counter: Counter) -> None:
    request_id = counter.submit(head_name="Lạ Văn Ai")
    world, database = counter.world, counter.database
    old = counter.entry("Hồ Thị Hoa")
    with database.transaction() as session:
        commune = session.get_one(AdministrativeUnit, UnitId(world.commune))
        officer = session.get_one(Officer, OfficerId(world.officer))
        make_list(session, officer, commune, HOUSEHOLDS, file_hash="1" * 64)
        other = session.get_one(AdministrativeUnit, UnitId(world.other_commune))
        stranger = session.get_one(Officer, OfficerId(world.stranger))
        theirs = make_list(session, stranger, other, (make_household("Hồ Thị Lạ"),), "2" * 64)
        their_row = session.query(PovertyListEntry).filter_by(list_id=theirs.id).one().id
    for entry_id in (old, their_row, EntryId(999)):
        with database.transaction() as session:
            officer = session.get_one(Officer, OfficerId(world.officer))
            with pytest.raises(Invalid, match="không thuộc danh sách mới nhất"):
                service.identify_household(session, officer, request_id, 1, entry_id)
    counter.identify(request_id, "Hồ Thị Hoa")
    with database.reading() as session:
        newest = newest_list(session, UnitId(world.commune))
    assert newest is not None
    assert counter.verifications(request_id)[-1].list_id == newest.id


def test_a_commune_without_a_list_takes_requests_and_says_so_to_the_officer(
    counter: Counter,
) -> None:
    with counter.database.transaction() as session:
        request_id = make_request(session, counter.world.other_commune).id
    (verification,) = counter.verifications(request_id)
    assert (verification.verdict, verification.list_id) == ("none", None)
    assert verification.reason == "Xã chưa có danh sách nào được công bố."


def test_one_person_cannot_touch_another_persons_request(counter: Counter) -> None:
    theirs = counter.delivered("tele-1")
    counter.submit("tele-2", child_name="Hồ Thị Kăn Tưi")
    code = counter.code(theirs)
    for act in (counter.confirm, counter.supplement, counter.withdraw):
        answers = set()
        for tried in (code, "HT-2026-999999", "", code.lower()):
            with pytest.raises(NotFound) as refused:
                act(tried, chat_id="tele-2")
            answers.add(str(refused.value))
        assert answers == {"Em không thấy mã này trong các hồ sơ của anh/chị."}
    assert counter.status(theirs) is Status.HANDED_OVER


def test_the_queue_shows_an_officer_the_own_unit_only(counter: Counter) -> None:
    request_id = counter.submit()
    seen = {}
    with counter.database.reading() as session:
        for who in ("officer", "stranger", "province_officer"):
            officer = session.get_one(Officer, OfficerId(getattr(counter.world, who)))
            ids = [row.request.id for row in listing(session, officer).rows]
            found = [row.request.id for row in search(session, officer, "ho van nam").rows]
            counts = status_counts(session, officer)
            seen[who] = (ids, found, counts.get(Status.WAITING, 0))
    mine = ([request_id], [request_id], 1)
    assert seen == {"officer": mine, "stranger": ([], [], 0), "province_officer": mine}
