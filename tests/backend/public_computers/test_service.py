"""What a librarian, an inspector and a visitor do, on both databases."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from backend import clock
from backend.access_points.models import AccessPoint, AccessPointId
from backend.access_points.service import except_day
from backend.administrative_units.models import UnitId
from backend.db import Database
from backend.errors import Conflict, Invalid, NotFound, Refused
from backend.officers.models import Officer, OfficerId
from backend.programmes.fields import Answer
from backend.public_computers import (
    book,
    book_queries,
    collection,
    log,
    log_queries,
    machine_queries,
    machines,
    upkeep,
)
from backend.public_computers.book import Cost, Looked
from backend.public_computers.log import DayForm
from backend.public_computers.models import MachineFault, ServiceDay
from backend.public_computers.words import Group, Money, Purpose
from backend.tickets.commands import SubmitTicket
from backend.tickets.models import Ticket, TicketStatus
from backend.tickets.service import submit
from tests.backend.counter import at_once
from tests.backend.public_computers.factory import machine_id, make_place
from tests.factories import World, make_contact

PUPIL, ADULT = Group
MONDAY = date(2026, 11, 16)


@dataclass
class Library:
    """One place of xã A Lưới 1 with the machines 1, 2 and 3; each act in a transaction of its own."""

    database: Database
    world: World
    point: AccessPointId

    @contextmanager
    def act(self) -> Iterator[tuple[Session, Officer]]:
        with self.database.transaction() as session:
            yield session, session.get_one(Officer, OfficerId(self.world.officer))

    def write(self, form: DayForm) -> ServiceDay:
        with self.act() as (session, officer):
            return log.write(session, officer, self.point, form)

    def breaks(self, code: str, on: date, symptom: str = "không lên nguồn") -> MachineFault:
        with self.act() as (session, officer):
            machine = machine_id(session, self.point, code)
            return machines.out_of_order(session, officer, self.point, machine, on, symptom)


@pytest.fixture
def library(database: Database, world: World) -> Library:
    with database.transaction() as session:
        return Library(database, world, make_place(session, world).id)


@pytest.mark.parametrize(
    ("typed", "codes"),
    [("1-3", ["1", "2", "3"]), ("TV1, TV2", ["TV1", "TV2"]), ("01-03", ["01", "02", "03"]),
     ("TV1-TV3", ["TV1", "TV2", "TV3"]), ("5", ["5"]), ("1, 1, 2", ["1", "2"]),
     ("1–2; 7", ["1", "2", "7"])],
)  # fmt: skip
def test_numbers_of_machines_are_read_as_people_write_them(typed: str, codes: list[str]) -> None:
    assert machines.codes_of(typed) == codes


@pytest.mark.parametrize("typed", ["", " ", ",;", "1-999", "9-1", "<b>", "x" * 30, "máy\x00"])
def test_what_is_no_number_of_a_machine_is_refused(typed: str) -> None:
    with pytest.raises(Invalid):
        machines.codes_of(typed)


def test_machines_that_are_there_stay_as_they_are(library: Library) -> None:
    with library.act() as (session, officer):
        assert machines.add(session, officer, library.point, "2-5", date(2026, 1, 1), "") == 2
    with library.act() as (session, _officer):
        every = machine_queries.machines(session, library.point)
        assert [one.machine.code for one in every] == ["1", "2", "3", "4", "5"]
        assert every[1].machine.since == date(2024, 1, 1)


def test_a_fault_from_the_first_word_to_the_last(library: Library) -> None:
    today = clock.today()
    fault = library.breaks("2", today - timedelta(days=4))
    with library.act() as (session, officer):
        machines.note_step(session, officer, library.point, fault.id, "Gọi thợ")
    with pytest.raises(Conflict):
        library.breaks("2", today)
    with library.act() as (session, officer):
        one = machine_queries.machines(session, library.point)[1]
        assert one.fault
        assert one.days_down == 5
        assert [step.text for step in one.steps] == ["Gọi thợ"]
        machines.works_again(session, officer, library.point, fault.id, today - timedelta(days=1))
    with library.act() as (session, officer):
        assert machine_queries.machines(session, library.point)[1].fault is None
        since = today - timedelta(days=9)
        assert machine_queries.worked(session, [library.point], since, today).lost == 3
        with pytest.raises(Conflict):
            machines.works_again(session, officer, library.point, fault.id, today)


@pytest.mark.parametrize("days", [-1, 4000])
def test_a_machine_does_not_break_tomorrow_or_before_it_came(library: Library, days: int) -> None:
    with pytest.raises(Invalid):
        library.breaks("1", clock.today() - timedelta(days=days))


def test_a_machine_that_goes_away_broken_is_not_broken_for_ever(library: Library) -> None:
    today = clock.today()
    library.breaks("1", today - timedelta(days=3))
    with library.act() as (session, officer):
        machine = machine_id(session, library.point, "1")
        machines.take_away(session, officer, library.point, machine, today - timedelta(days=1))
        every = machine_queries.machines(session, library.point)
        assert [one.machine.code for one in every if one.fault] == []
        assert every[-1].machine.code == "1"


def test_a_visitor_who_reported_a_machine_is_told_when_it_works(library: Library) -> None:
    with library.act() as (session, officer):
        visitor = make_contact(session, "khach")
        answers = (
            Answer("place", str(library.point), "Thư viện A Lưới 1"),
            Answer("machine", "3", "máy 3"),
            Answer("symptom", "no_power", "Không lên nguồn"),
        )
        commune = UnitId(library.world.commune)
        ticket = submit(session, visitor, SubmitTicket("report_public_fault", commune, answers))
        point = session.get_one(AccessPoint, library.point)
        assert machine_queries.reports(session, officer, point) == [ticket]
        machine, today = machine_id(session, library.point, "3"), clock.today()
        fault = machines.out_of_order(
            session, officer, library.point, machine, today, "không lên nguồn", ticket.id
        )
        assert machine_queries.reports(session, officer, point) == []
        machines.works_again(session, officer, library.point, fault.id, today)
    with library.database.reading() as session:
        found = session.get_one(Ticket, ticket.id)
        assert (found.status, found.outcome) == (TicketStatus.CLOSED, "repaired")


def test_two_who_report_the_same_machine_write_one_fault(library: Library) -> None:
    today = clock.today()
    answers = at_once(*[lambda: library.breaks("1", today)] * 2)
    assert sum(isinstance(one, MachineFault) for one in answers) == 1, answers
    assert sum(isinstance(one, Conflict) for one in answers) == 1, answers


def test_a_day_as_planned_is_one_tap(library: Library) -> None:
    row = library.write(DayForm(MONDAY, groups={PUPIL: 12, ADULT: 3}))
    assert (row.planned, row.kept, row.extra) == (450, 450, 0)
    with library.act() as (session, _officer):
        assert log_queries.visits_of(session, row) == {
            (PUPIL, Purpose.NOT_SAID): 12,
            (ADULT, Purpose.NOT_SAID): 3,
        }


@pytest.mark.parametrize(
    ("form", "minutes"),
    [(DayForm(MONDAY, "otherwise", "8:00-11:00", "mất điện"), (450, 180, 0)),
     (DayForm(MONDAY, "otherwise", "7:00-12:00, 13:00-17:00", ""), (450, 450, 90)),
     (DayForm(MONDAY, "closed", "", "tập huấn"), (450, 0, 0)),
     (DayForm(date(2026, 11, 15), "otherwise", "8:00-10:00", ""), (0, 0, 120)),  # a Sunday
     (DayForm(date(2026, 9, 2), "closed", "", ""), (0, 0, 0))],  # a public holiday
)  # fmt: skip
def test_planned_kept_and_extra_minutes(
    library: Library, form: DayForm, minutes: tuple[int, int, int]
) -> None:
    row = library.write(form)
    assert (row.planned, row.kept, row.extra) == minutes


@pytest.mark.parametrize(
    ("form", "field"),
    [(DayForm(MONDAY, "closed"), "reason"), (DayForm(MONDAY, "otherwise", "8:00-9:00"), "reason"),
     (DayForm(MONDAY, "otherwise", "", "x"), "hours"),
     (DayForm(MONDAY, "otherwise", "giờ", "x"), "hours"),
     (DayForm(MONDAY, "khác"), "opened"), (DayForm(date(2999, 1, 1)), "day"),
     (DayForm(date(2020, 1, 1)), "day"),
     (DayForm(MONDAY, "closed", "", "mưa", groups={PUPIL: 1}), "opened"),
     (DayForm(MONDAY, groups={PUPIL: 2}, purposes={(PUPIL, Purpose.LAW): 3}), "pupil"),
     (DayForm(MONDAY, groups={ADULT: 99999}), "adult"),
     (DayForm(MONDAY, upkeep=["khong-co"]), "task")],
)  # fmt: skip
def test_what_cannot_be_is_said_beside_its_field(
    library: Library, form: DayForm, field: str
) -> None:
    with pytest.raises(Invalid) as refused:
        library.write(form)
    assert refused.value.field == field
    with library.act() as (session, _officer):
        assert log_queries.service_day(session, library.point, form.day) is None


def test_a_day_can_be_mended_and_two_at_once_do_not_count_twice(library: Library) -> None:
    first = DayForm(MONDAY, groups={PUPIL: 5})
    answers = at_once(*[lambda: library.write(first)] * 2)
    assert sum(isinstance(one, ServiceDay) for one in answers) == 1, answers
    row = library.write(replace(first, groups={PUPIL: 7}, version=1))
    assert row.version == 2
    with library.act() as (session, _officer):
        assert sum(log_queries.visits_of(session, row).values()) == 7
        assert session.scalar(select(func.count()).select_from(ServiceDay)) == 1


def test_hours_that_change_later_change_no_day_that_is_written(library: Library) -> None:
    library.write(DayForm(MONDAY))
    with library.act() as (session, _officer):
        session.get_one(AccessPoint, library.point).hours = [[[480, 1440]]] + [[]] * 6
    with library.act() as (session, _officer):
        row = log_queries.service_day(session, library.point, MONDAY)
        assert row
        assert (row.planned, row.kept) == (450, 450)


def test_missing_days_are_those_that_should_have_been_open(library: Library) -> None:
    today = clock.today()
    with library.act() as (session, officer):
        point = session.get_one(AccessPoint, library.point)
        missing = log_queries.days_to_write(session, point)
        assert missing
        assert today not in missing
        assert all(day.weekday() < 5 for day in missing)
        first = missing[0]
    library.write(DayForm(first))
    with library.act() as (session, officer):
        point = session.get_one(AccessPoint, library.point)
        assert log_queries.days_to_write(session, point) == missing[1:]
        assert log_queries.places_behind(session, officer) == 1
        stranger = session.get_one(Officer, OfficerId(library.world.stranger))
        assert log_queries.places_behind(session, stranger) == 0


def test_a_day_that_was_closed_beforehand_is_not_missing(library: Library) -> None:
    with library.act() as (session, officer):
        ahead = clock.today() + timedelta(days=1)
        except_day(session, officer, library.point, ahead, "sửa điện")
        point = session.get_one(AccessPoint, library.point)
        assert log.planned_hours(session, point, ahead) == ()


def test_upkeep_is_due_until_it_is_done_and_counts_once_a_day(library: Library) -> None:
    today = clock.today()
    with library.act() as (session, officer):
        point = session.get_one(AccessPoint, library.point)
        assert upkeep.late_places(session, officer) == 1
        for due in upkeep.calendar(session, point):
            for _twice in range(2):
                upkeep.done(session, officer, point, due.task.code, today)
        assert upkeep.late_places(session, officer) == 0
        assert all(
            due.last == today and due.days_left > 0 for due in upkeep.calendar(session, point)
        )


def test_costs_by_line_and_source_without_what_was_struck_out(library: Library) -> None:
    day = date(2026, 3, 5)
    with library.act() as (session, officer):
        for line, source, dong in (
            ("dien", "budget", "1.200.000"), ("dien", "donated", "300000"),
            ("khac", "budget", "50.000 đ"),
        ):  # fmt: skip
            book.add_cost(session, officer, library.point, Cost(line, day, source, dong))
        wrong = book.add_cost(session, officer, library.point, Cost("khac", day, "budget", "9"))
        book.strike_cost(session, officer, library.point, wrong.id)
        sums = book_queries.costs(session, [library.point], date(2026, 1, 1), date(2026, 12, 31))
        assert sums == {
            "dien": {Money.BUDGET: 1200000, Money.DONATED: 300000},
            "khac": {Money.BUDGET: 50000},
        }
        with pytest.raises(Conflict):
            book.add_cost(session, officer, library.point, Cost("dien", day, "budget", "1200000"))


@pytest.mark.parametrize(
    ("cost", "field"),
    [(Cost("x", MONDAY, "budget", "1"), "line"), (Cost("dien", MONDAY, "x", "1"), "source"),
     (Cost("dien", date(2999, 1, 1), "budget", "1"), "paid_on"),
     (Cost("dien", MONDAY, "budget", "0"), "dong"),
     (Cost("dien", MONDAY, "budget", "-5"), "dong"),
     (Cost("dien", MONDAY, "budget", "một triệu"), "dong"),
     (Cost("dien", MONDAY, "budget", "9" * 15), "dong")],
)  # fmt: skip
def test_a_cost_that_cannot_be_is_refused(library: Library, cost: Cost, field: str) -> None:
    with library.act() as (session, officer), pytest.raises(Invalid) as refused:
        book.add_cost(session, officer, library.point, cost)
    assert refused.value.field == field


def test_an_inspection_has_a_trail_to_its_end(library: Library) -> None:
    looked = Looked(MONDAY, "Phòng Văn hóa - Xã hội", "Có trò chơi nạp tiền", "no", "Gỡ trò chơi")
    with library.act() as (session, officer):
        with pytest.raises(Invalid) as refused:
            book.inspect(session, officer, library.point, replace(looked, follow_up=""))
        assert refused.value.field == "follow_up"
        row = book.inspect(session, officer, library.point, looked)
        assert book.inspect(session, officer, library.point, looked).id == row.id
        book.follow_up(session, officer, library.point, row.id, "Đã gỡ, chặn cài lại")
        assert row.followed_up_on == clock.today()
        with pytest.raises(Conflict):
            book.follow_up(session, officer, library.point, row.id, "lần nữa")


ACTS: list[Callable[[Session, Officer, AccessPointId], object]] = [
    lambda session, officer, point: machines.add(session, officer, point, "9", MONDAY, ""),
    lambda session, officer, point: log.write(session, officer, point, DayForm(MONDAY)),
    lambda session, officer, point: book.add_cost(
        session, officer, point, Cost("dien", MONDAY, "budget", "1")
    ),
    lambda session, officer, point: book.add_training(session, officer, point, MONDAY, "x", "1"),
    lambda session, officer, point: book.inspect(
        session, officer, point, Looked(MONDAY, "x", "y", "yes")
    ),
]


@pytest.mark.parametrize("act", ACTS)
def test_an_officer_of_another_commune_finds_no_place(
    library: Library, act: Callable[[Session, Officer, AccessPointId], object]
) -> None:
    with library.database.transaction() as session:
        stranger = session.get_one(Officer, OfficerId(library.world.stranger))
        with pytest.raises(NotFound):
            act(session, stranger, library.point)


ITEMS = (
    ("film", "Chiến thắng Sa Thầy", "lịch sử Sa Thầy", "Anh, Việt"),
    ("history", "Người Gia Rai ở Sa Thầy", "con người, văn hóa", ""),
    ("book", "Cây thuốc nam", "chữa bệnh", ""),
    ("lesson", "Tiếng Anh thiếu nhi", "học tiếng Anh", ""),
)


@pytest.mark.parametrize(
    ("asked", "first"),
    [("có phim về lịch sử Sa Thầy không", "Chiến thắng Sa Thầy"),
     ("sach ve cay thuoc nam", "Cây thuốc nam"),
     ("GIA RAI", "Người Gia Rai ở Sa Thầy"), ("em muốn học tiếng anh", "Tiếng Anh thiếu nhi"),
     ("thuốc", "Cây thuốc nam"), ("trồng nấm", None), ("có gì không ạ", None), ("", None),
     ("%", None), ("_", None), ("x" * 900, None)],
)  # fmt: skip
def test_an_item_is_found_by_any_of_its_words(
    library: Library, asked: str, first: str | None
) -> None:
    with library.act() as (session, officer):
        unit = UnitId(library.world.commune)
        for at, (kind, title, about, subtitles) in enumerate(ITEMS):
            told = {"title": title, "kind": kind, "about": about, "subtitles": subtitles}
            link = f"https://example.org/{at}"
            collection.add(session, officer, unit, link=link, **told)
        found = collection.collection(session, asked)
        assert (found[0].title if found else None) == first


def test_an_item_that_was_removed_is_not_told(library: Library) -> None:
    with library.act() as (session, officer):
        unit, link = UnitId(library.world.commune), "https://example.org/a"
        item = collection.add(session, officer, unit, title="Sử thi", kind="book", link=link)
        assert (
            collection.add(session, officer, unit, title="Khác", kind="book", link=link).id
            == item.id
        )
        collection.remove(session, officer, item.id)
        assert collection.collection(session, "sử thi") == []
        assert not collection.items(session, officer)


@pytest.mark.parametrize(
    "link", ["http://x.vn", "javascript:alert(1)", "https://", "https://x", "x.vn"]
)
def test_only_https_links_are_taken(library: Library, link: str) -> None:
    unit = UnitId(library.world.commune)
    with library.act() as (session, officer), pytest.raises(Refused):
        collection.add(session, officer, unit, title="a", kind="book", link=link)
