"""The queue: in step with the requests, filtered, counted and paged as if one looked at all of them."""

from datetime import date

import pytest
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from backend import clock, scope
from backend.administrative_units.models import AdministrativeUnit, UnitId
from backend.db import Database, ring_of
from backend.deliveries.service import take_back
from backend.devices.models import Device
from backend.officers.models import Officer
from backend.programmes.rules import Circumstance
from backend.support_requests import following, queries
from backend.support_requests import search as searching
from backend.support_requests.case import next_waiting
from backend.support_requests.course import course_of
from backend.support_requests.filters import Due, Filters
from backend.support_requests.following import follow, unit_ids, words_of_request
from backend.support_requests.listing import Row, listing, next_in, status_counts
from backend.support_requests.models import Relation, RequestId, Status, SupportRequest
from backend.support_requests.queue_models import Entered, QueueEntry, RequestText, RequestWord
from backend.support_requests.search import search
from backend.support_requests.words import asked
from tests.backend.counter import APPROVE, REFUSE, SEND_BACK, Counter
from tests.backend.support_requests.queue_cases import FILTERS, SEARCHED
from tests.factories import World, make_request

TABLES = (QueueEntry, RequestText, RequestWord)
Kept = list[list[tuple[object, ...]]]


def kept(session: Session) -> Kept:
    """Everything that the queue is read from."""
    return [sorted(map(tuple, session.execute(select(one.__table__))), key=repr) for one in TABLES]


def in_step(database: Database) -> Kept:
    """The same, once it is known to be what one would write from the requests alone."""
    with database.transaction() as session:
        found = kept(session)
        for one in TABLES:
            session.execute(delete(one))
        for request in session.scalars(select(SupportRequest)):
            follow(session, request)
        assert found == kept(session)
    return found


def test_the_queue_follows_whatever_is_done(counter: Counter, database: Database) -> None:
    first, second = counter.submit(), counter.submit("tele-2", child_name="Hồ Thị Na")
    third = counter.submit("tele-3", head_name="Hồ Thị Hoá", head_birth_year=1988)
    in_step(database)
    counter.identify(third, "Hồ Thị Hoa")
    counter.decide(first, SEND_BACK, "Xin ghi rõ thôn.")
    counter.decide(second, REFUSE, "Không đúng xã.")
    in_step(database)
    counter.supplement(counter.code(first))
    counter.decide(third, APPROVE)
    counter.hand_over(third)
    entries, _texts, _words = in_step(database)
    assert {(row[1], row[2], row[8]) for row in entries} == {
        (first, Status.WAITING, True),
        (second, Status.REFUSED, False),
        (third, Status.HANDED_OVER, False),
    }
    counter.withdraw(counter.code(first))
    in_step(database)
    with database.transaction() as session:
        assert set(session.scalars(select(QueueEntry.handed_over_on))) == {None, clock.today()}
        device = session.scalars(select(Device)).one()
        officer = session.get_one(Officer, counter.world.officer)
        take_back(session, officer, device.id, device.version, clock.today(), "chuyển nhà")
    in_step(database)
    with database.reading() as session:
        assert set(session.scalars(select(QueueEntry.handed_over_on))) == {None}


def test_a_request_that_moves_is_found_only_where_it_is_now(
    database: Database, world: World
) -> None:
    with database.transaction() as session:
        request = make_request(session, world.commune)
        request.unit_id, request.hamlet = UnitId(world.other_commune), "thôn 2"
        request.child_name, request.phone = "Lê Thị Mỹ", ""
        session.flush()
        path = session.get_one(AdministrativeUnit, world.other_commune).path
        entries = session.scalars(select(QueueEntry.unit_id)).all()
        assert set(unit_ids(path)) < set(entries)
        assert world.commune not in entries
        assert set(session.scalars(select(RequestWord.unit_id))) == {world.other_commune}
        numbers = [ring_of(session).word(digits) for digits in ("0912345678", "678")]
        old = select(RequestWord.word).where(RequestWord.word.in_(["nam", *numbers]))
        assert session.scalars(old).all() == []
    in_step(database)


def test_what_is_undone_leaves_nothing(database: Database, world: World) -> None:
    with database.transaction() as session:
        make_request(session, world.commune)
        before = kept(session)
        inner = session.begin_nested()
        make_request(session, world.commune, chat_id="tele-2", child_name="Hồ Thị Na")
        inner.rollback()
    with database.reading() as session:
        assert kept(session) == before


@pytest.mark.parametrize(
    ("hamlet", "found"),
    [
        *(("Thôn 1", True), ("thon 01", True), ("1", True), ("bản 1", True), ("Thôn I", True)),
        *(("Thôn 3", False), ("", False), ("Tổ 1", False), ("Thôn 1 và 2", False)),
    ],
)
def test_a_hamlet_has_its_requests_when_it_is_surely_meant(
    database: Database, world: World, hamlet: str, found: bool
) -> None:
    with database.transaction() as session:
        request = make_request(session, world.commune, hamlet=hamlet)
        assert (following.hamlet_of(session, request.unit_id, hamlet) is not None) is found
        entries = session.scalars(select(QueueEntry)).all()
        assert len(entries) == (3 if found else 2)


def expected(session: Session, officer: Officer, filters: Filters) -> list[RequestId]:
    """Looked at one by one."""
    query = select(SupportRequest).where(scope.within(officer, SupportRequest.unit_id))
    hold = [one.id for one in session.scalars(query) if holds(session, filters, one)]
    return sorted(hold, reverse=not filters.oldest_first)


def holds(session: Session, filters: Filters, request: SupportRequest) -> bool:
    seen, left = queries.newest_verification(session, request.id), None
    if request.status is Status.WAITING:
        left = course_of(session, request).days_left
    entered = Entered.TEACHER if request.relation is Relation.TEACHER else Entered.FAMILY
    if request.created_by_id:
        entered = Entered.OFFICER
    due = range(-99, 0) if filters.due is Due.OVERDUE else (0,)
    return (
        filters.status in (None, request.status)
        and filters.verdict in (None, seen and seen.verdict)
        and filters.circumstance in (None, request.circumstance)
        and filters.programme in ("", "song-va-may-tinh")
        and filters.entered in (None, entered)
        and (filters.due is None or left in due)
        and not filters.supplemented
    )


@pytest.mark.usefixtures("many")
def test_a_filter_shows_what_looking_at_each_would_show(database: Database, world: World) -> None:
    with database.reading() as session:
        for who in (world.officer, world.stranger, world.province_officer):
            filters_agree(session, session.get_one(Officer, who))


def filters_agree(session: Session, officer: Officer) -> None:
    shown = set()
    for filters in FILTERS:
        wanted = expected(session, officer, filters)
        rows = listing(session, officer, filters, limit=100).rows
        assert [row.request.id for row in rows] == wanted, filters
        counts = status_counts(session, officer, filters)
        assert counts.get(filters.status or Status.WAITING, 0) == sum(
            row.request.status is (filters.status or Status.WAITING) for row in rows
        )
        shown.add(tuple(wanted))
        for row in rows:
            assert row.days_left == course_of(session, row.request).days_left
    assert len(shown) > 9  # they do differ


@pytest.mark.usefixtures("many")
def test_pages_forward_and_back_show_each_request_once(database: Database, world: World) -> None:
    with database.reading() as session:
        officer = session.get_one(Officer, world.province_officer)
        for filters in (Filters(), Filters(status=Status.WAITING)):
            wanted = expected(session, officer, filters)
            for limit in (1, 7, 100):
                pages_agree(session, officer, filters, limit, wanted)


def pages_agree(
    session: Session, officer: Officer, filters: Filters, limit: int, wanted: list[RequestId]
) -> None:
    pages = [listing(session, officer, filters, limit=limit)]
    while pages[-1].after:
        pages.append(listing(session, officer, filters, after=pages[-1].after, limit=limit))
    assert [row.request.id for page in pages for row in page.rows] == wanted
    assert pages[0].before is None
    back = pages[-1]
    for page in reversed(pages[:-1]):
        back = listing(session, officer, filters, before=back.before, limit=limit)
        assert ids(back.rows) == ids(page.rows)
        assert back.after == page.after


def ids(rows: object) -> list[RequestId]:
    assert isinstance(rows, list | tuple)
    return [row.request.id for row in rows if isinstance(row, Row)]


@pytest.mark.usefixtures("many")
def test_a_unit_below_can_be_chosen_and_no_other(database: Database, world: World) -> None:
    with database.reading() as session:
        units = {unit.id: unit for unit in session.scalars(select(AdministrativeUnit))}
        for who in (world.officer, world.province_officer):
            officer = session.get_one(Officer, who)
            own = listing(session, officer, limit=100).rows
            for unit in units.values():
                rows = listing(session, officer, Filters(unit=unit.id), limit=100).rows
                if not unit.path.startswith(units[officer.unit_id].path):
                    assert ids(rows) == ids(own)  # as if nothing was chosen
                    continue
                assert all(row.entry.unit_id == unit.id for row in rows)
                assert all(f"/{unit.id}/" in path_of(session, row) for row in rows)
                assert rows


def path_of(session: Session, row: Row) -> str:
    return following.places_of(session, row.request)


@pytest.mark.usefixtures("many")
def test_the_next_case_is_of_the_view_one_came_from(database: Database, world: World) -> None:
    with database.reading() as session:
        officer = session.get_one(Officer, world.officer)
        view = Filters(status=Status.WAITING, circumstance=Circumstance.NEAR_POOR)
        order = expected(session, officer, view)
        assert len(order) > 2
        for one, other in zip(order, [*order[1:], order[0]], strict=True):
            assert next_waiting(session, officer, one, view.query) == other
        # decided meanwhile, and so no longer among them
        gone = RequestId(order[0] + 1)
        assert next_in(session, officer, view, gone) == next(i for i in order if i > gone)
        assert next_in(session, officer, Filters(programme="khong-co"), order[0]) is None
        waiting = expected(session, officer, Filters(status=Status.WAITING))
        for view_query in ("", "x=y&unit=zzz", "status=nonsense", "%%%", "due=" + "x" * 999):
            assert next_waiting(session, officer, waiting[0], view_query) == waiting[1]


@pytest.mark.parametrize(
    ("query", "kept_query"),
    [
        ("status=waiting&unit=5", "status=waiting&unit=5"),
        ("unit=5&status=waiting&page=7", "status=waiting&unit=5"),
        ("status=zzz&unit=-1&due=never&verdict=&programme=A B", ""),
        ("unit=99999999999999999999", ""),
        ("unit=0", ""),
        ("unit=%C2%B2", ""),
        ("supplemented=1&entered=officer&due=today", "due=today&entered=officer&supplemented=1"),
        ("programme=song-va-may-tinh", "programme=song-va-may-tinh"),
        ("programme=../../etc", ""),
        ("circumstance=near_poor&verdict=ask", "circumstance=near_poor&verdict=ask"),
    ],
)
def test_an_address_says_what_is_filtered_and_nonsense_says_nothing(
    query: str, kept_query: str
) -> None:
    assert Filters.parse(query).query == kept_query
    assert Filters.parse(kept_query) == Filters.parse(query)


@pytest.mark.parametrize("filters", FILTERS)
def test_filters_come_back_from_their_address(filters: Filters) -> None:
    assert Filters.parse(filters.query) == filters


@pytest.mark.parametrize(
    ("today", "due_on", "due"),
    [
        (date(2026, 11, 20), date(2026, 11, 20), Due.TODAY),  # a Friday
        (date(2026, 11, 21), date(2026, 11, 20), Due.TODAY),  # the weekend is no delay
        (date(2026, 11, 22), date(2026, 11, 20), Due.TODAY),
        (date(2026, 11, 23), date(2026, 11, 20), Due.OVERDUE),
        (date(2026, 11, 20), date(2026, 11, 19), Due.OVERDUE),
        (date(2026, 11, 22), date(2026, 11, 23), None),
        (date(2026, 9, 3), date(2026, 9, 3), None),  # see below: no one works on 2 September
        (date(2026, 9, 2), date(2026, 8, 31), Due.TODAY),
    ],
)
def test_late_is_counted_in_working_days(
    database: Database,
    world: World,
    monkeypatch: pytest.MonkeyPatch,
    today: date,
    due_on: date,
    due: Due | None,
) -> None:
    with database.transaction() as session:
        make_request(session, world.commune)
        entries = session.scalars(select(QueueEntry)).all()
        for entry in entries:
            entry.due_on = due_on
    monkeypatch.setattr(clock, "today", lambda: today)
    with database.reading() as session:
        officer = session.get_one(Officer, world.officer)
        row = listing(session, officer).rows[0]
        left = row.days_left
        assert left is not None
        for one in Due:
            rows = listing(session, officer, Filters(due=one)).rows
            assert bool(rows) is (left < 0 if one is Due.OVERDUE else left == 0), one
        if today.month == 11:
            assert (Due.OVERDUE if left < 0 else Due.TODAY if left == 0 else None) is due


@pytest.mark.usefixtures("many")
def test_a_search_finds_each_request_that_has_every_word(
    database: Database, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whether a word is rare or not, only the way to it differs."""
    with database.reading() as session:
        for who in (world.officer, world.province_officer):
            for rare in (0, 3, 5000):
                monkeypatch.setattr(searching, "RARE", rare)
                search_agrees(session, session.get_one(Officer, who))


def search_agrees(session: Session, officer: Officer) -> None:
    own = session.scalars(
        select(SupportRequest)
        .where(scope.within(officer, SupportRequest.unit_id))
        .order_by(SupportRequest.id.desc())
    ).all()
    hide = ring_of(session).word
    for typed in SEARCHED:
        wanted = [
            request.id
            for request in own
            if all(
                any(f" {way}" in words_of_request(request, hide) for way in ways)
                for ways in asked(typed, hide)
            )
        ]
        page = search(session, officer, typed, limit=4)
        pages = [page]
        while page.after:
            page = search(session, officer, typed, after=page.after, limit=4)
            pages.append(page)
        assert [i for one in pages for i in ids(one.rows)] == wanted, typed
        for earlier in reversed(pages[:-1]):
            page = search(session, officer, typed, before=page.before, limit=4)
            assert ids(page.rows) == ids(earlier.rows)
