"""Jobs whose worker is killed in their middle, as real processes: another one ends them, with the same
result; one that was cancelled stops."""

import signal
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from backend import clock
from backend.administrative_units.models import AdministrativeUnit
from backend.audit import AuditEntry
from backend.broadcasts import service as broadcasts
from backend.broadcasts.audience import Audience
from backend.broadcasts.models import BroadcastRecipient, State
from backend.data_packages import applying
from backend.data_packages.models import DataPackage, PackageState
from backend.data_packages.reconciliation_models import AnswerRow
from backend.db import Database
from backend.jobs.models import Job, JobId, JobState
from backend.messages.models import OutboxMessage, Priority
from backend.officers.models import Officer
from backend.papers import service as exports
from backend.papers.models import Export
from backend.poverty_lists import importing
from backend.poverty_lists.models import ListState, PovertyList, PovertyListEntry
from tests.backend.counter import Counter
from tests.backend.data_packages.factory import sent, take_in
from tests.backend.data_packages.factory import workbook as workbook_of_answers
from tests.backend.poverty_lists.files import Desk, workbook
from tests.databases import DATABASES
from tests.factories import HOUSEHOLDS as HOUSEHOLDS_OF_WORLD
from tests.factories import (
    World,
    make_contact,
    make_household,
    make_list,
    make_request,
    make_world,
)
from tests.processes.conftest import NewDatabase
from tests.processes.harness import LONG, House, house, until

HOUSEHOLDS, FAMILIES, PACKAGES = 3_000, 160, 80  # each more than one portion of its job
Check = Callable[[Session], bool]


@dataclass
class Office:
    """An installation with one worker, and an officer's desk."""

    house: House
    database: Database
    world: World

    def begins(self) -> None:
        """A worker starts, and sends nothing."""
        self.house.start("worker", TELEGRAM_TOKEN="", ZALO_TOKEN="")

    def look(self, job_id: JobId) -> Job:
        with self.database.reading() as session:
            return session.get_one(Job, job_id)

    def dies(self, job_id: JobId, is_begun: Check) -> None:
        """The worker is killed when the job is begun and not done: it is let go on for moments, and
        killed where it stands."""
        popen = self.house.processes[-1].popen
        deadline = time.monotonic() + LONG
        while time.monotonic() < deadline:
            popen.send_signal(signal.SIGSTOP)
            with self.database.reading() as session:
                job = session.get_one(Job, job_id)
                assert job.is_open, "it was done before anybody could stop it"
                if job.state is JobState.RUNNING and is_begun(session):
                    self.house.processes[-1].kill()
                    return
            popen.send_signal(signal.SIGCONT)
            time.sleep(0.005)
        raise AssertionError(f"not begun\n{self.house.logs()}")

    def in_the_middle(
        self, job_id: JobId, is_begun: Check, act: Callable[[Session], object]
    ) -> None:
        """Does something in a transaction in which the job stands still, begun and not done."""
        query = select(Job).where(Job.id == job_id).with_for_update()
        deadline = time.monotonic() + LONG
        while time.monotonic() < deadline:
            with self.database.transaction() as session:
                job = session.scalars(query).one()
                assert job.is_open, "it was done before anybody could stop it"
                if job.state is JobState.RUNNING and is_begun(session):
                    act(session)
                    return
            time.sleep(0.003)
        raise AssertionError(f"not begun\n{self.house.logs()}")

    def another_takes_over(self, job_id: JobId) -> None:
        """A new worker, on PostgreSQL a lease later, and what it makes of the job. On SQLite it is
        the only one, and knows that whoever had the job is dead."""
        if not self.database.is_sqlite:
            with self.database.transaction() as session:
                over = clock.now() - timedelta(seconds=1)
                session.execute(update(Job).where(Job.id == job_id).values(leased_until=over))
        self.begins()
        self.until_ended(job_id)
        job = self.look(job_id)
        assert (job.state, job.attempts) == (JobState.DONE, 2)

    def until_ended(self, job_id: JobId) -> None:
        """Waits until the job has ended, however."""
        self.house.until(lambda: not self.look(job_id).is_open, "the job ends")

    def count(self, query: object) -> int:
        with self.database.reading() as session:
            return session.scalar(select(func.count()).select_from(query)) or 0  # type: ignore[arg-type]


@pytest.fixture(scope="module", params=DATABASES)
def office(
    request: pytest.FixtureRequest,
    new_database: NewDatabase,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Office]:
    """An installation with the invented world, and no worker yet."""
    url = new_database(request.param)
    database = Database(url)
    with database.transaction() as session:
        world = make_world(session)
    with house(tmp_path_factory.mktemp("jobs"), url, "polling") as built:
        yield Office(built, database, world)
        assert "Traceback" not in built.logs()
    database.close()


@pytest.fixture
def working(office: Office) -> Office:
    """With a worker, which the next test takes over."""
    if not any(process.popen.poll() is None for process in office.house.processes):
        office.begins()
    return office


def households(count: int = HOUSEHOLDS) -> bytes:
    """A list's file."""
    rows = (
        make_household(f"Hồ Văn {_letters(n)}", born=1940 + n % 60, row=n) for n in range(count)
    )
    return workbook(rows)


def test_a_list_that_is_being_read_is_read_to_its_end_by_another_worker(working: Office) -> None:
    desk = Desk(working.database, working.world)
    list_id = desk.upload(households())
    job_id = desk.listed(list_id).job_id
    assert job_id
    theirs = select(PovertyListEntry.id).where(PovertyListEntry.list_id == list_id)
    working.dies(job_id, lambda session: session.scalar(theirs.limit(1)) is not None)
    working.another_takes_over(job_id)
    assert desk.listed(list_id).state is ListState.DRAFT
    names = select(PovertyListEntry.head_name).where(PovertyListEntry.list_id == list_id).distinct()
    assert working.count(theirs.subquery()) == working.count(names.subquery()) == HOUSEHOLDS
    assert working.look(job_id).done == HOUSEHOLDS


def test_reading_that_was_stopped_stops_and_leaves_the_worker_to_others(working: Office) -> None:
    desk = Desk(working.database, working.world)
    many = HOUSEHOLDS + 1
    list_id = desk.upload(households(many), name="b.xlsx")
    job_id = desk.listed(list_id).job_id
    assert job_id
    theirs = select(PovertyListEntry.id).where(PovertyListEntry.list_id == list_id)

    def stop(session: Session) -> PovertyList:
        return importing.stop_reading(
            session, session.get_one(Officer, working.world.officer), list_id
        )

    working.in_the_middle(job_id, lambda session: session.scalar(theirs.limit(1)) is not None, stop)
    count = working.count(theirs.subquery())
    next_one = desk.upload(households(10), name="c.xlsx")
    until(lambda: desk.listed(next_one).state is ListState.DRAFT, "the next file is read")
    assert working.look(job_id).state is JobState.CANCELLED
    assert desk.listed(list_id).state is ListState.FAILED
    assert working.count(theirs.subquery()) == count < many


def test_a_broadcast_reaches_everybody_once_though_its_worker_died(working: Office) -> None:
    world = working.world
    with working.database.transaction() as session:
        for number in range(FAMILIES):
            contact = make_contact(session, f"gd-{number}")
            child = f"Hồ Bé {_letters(number)}"
            make_request(session, world.commune, contact_id=contact, child_name=child)
        officer = session.get_one(Officer, world.officer)
        audience = Audience.of({"unit": world.commune})
        text = "Mời gia đình em {child}, hồ sơ {code}, đến {place}."
        broadcast = broadcasts.write(session, officer, audience, text, {"place": "xã"})
        broadcast = broadcasts.send(session, officer, broadcast.id, broadcast.version)
        if broadcast.state is not State.SENDING:
            colleague = session.get_one(Officer, world.colleague)
            broadcasts.confirm(session, colleague, broadcast.id, broadcast.version)
        number = broadcast.id
    with working.database.reading() as session:
        job_id = session.scalars(select(Job.id).where(Job.kind == broadcasts.KIND)).one()
    theirs = select(BroadcastRecipient.contact_id).where(BroadcastRecipient.broadcast_id == number)
    working.dies(job_id, lambda session: session.scalar(theirs.limit(1)) is not None)
    working.another_takes_over(job_id)
    messages = select(OutboxMessage.address_id).where(OutboxMessage.priority == Priority.BROADCAST)
    assert working.count(theirs.distinct().subquery()) == FAMILIES
    assert working.count(messages.subquery()) == FAMILIES
    assert working.count(messages.distinct().subquery()) == FAMILIES


def test_an_export_is_whole_though_its_worker_died(working: Office) -> None:
    with working.database.transaction() as session:
        officer = session.get_one(Officer, working.world.officer)
        for number in range(3):
            make_request(session, working.world.commune, chat_id=f"xuat-{number}")
        export_id = exports.ask(session, officer, "requests", "", "").id
    with working.database.reading() as session:
        job_id = session.get_one(Export, export_id).job_id
    assert job_id
    working.dies(job_id, lambda _session: True)
    working.another_takes_over(job_id)
    with working.database.reading() as session:
        export = session.get_one(Export, export_id)
    assert export.rows
    assert export.size


def test_an_operators_answer_is_written_down_once_though_its_worker_died(working: Office) -> None:
    counter = Counter(working.database, working.world)
    _more_households(working, PACKAGES)
    requests = [
        counter.delivered(
            f"goi-{number}",
            f"SN-{number}",
            child_name=f"Hồ Bé {_letters(number)}",
            head_name=_head(number),
            phone=f"0912{number:06}",
        )
        for number in range(1, PACKAGES + 1)
    ]
    order_id = sent(counter, requests)
    opened = f"{clock.today():%d/%m/%Y}"
    rows = [(n, f"0912{n:06}", "Thành công", opened, "") for n in range(1, PACKAGES + 1)]
    answer_id = take_in(counter, order_id, workbook_of_answers(*rows))
    with working.database.transaction() as session:
        officer = session.get_one(Officer, working.world.officer)
        job_id = applying.ask(session, officer, answer_id).job_id
    assert job_id
    written = select(AnswerRow.id).where(
        AnswerRow.reconciliation_id == answer_id, AnswerRow.is_done
    )
    working.dies(job_id, lambda session: session.scalar(written.limit(1)) is not None)
    working.another_takes_over(job_id)
    active = select(DataPackage.id).where(DataPackage.state == PackageState.ACTIVE)
    noted = select(AuditEntry.subject_id).where(AuditEntry.action == "activate_data_package")
    assert working.count(written.subquery()) == working.count(active.subquery()) == PACKAGES
    assert working.count(noted.subquery()) == working.count(noted.distinct().subquery()) == PACKAGES


def _more_households(office: Office, count: int) -> None:
    """Adds to the commune's list."""
    names = [_head(number) for number in range(1, count + 1)]
    rows = tuple(make_household(name, row=100 + at) for at, name in enumerate(names))
    with office.database.transaction() as session:
        officer = session.get_one(Officer, office.world.officer)
        commune = session.get_one(AdministrativeUnit, office.world.commune)
        make_list(session, officer, commune, HOUSEHOLDS_OF_WORLD + rows, file_hash="9" * 64)


def _letters(number: int) -> str:
    """A name of its own for each number."""
    return "".join("ABCDEGHIKL"[int(digit)] for digit in str(number)).capitalize()


def _head(number: int) -> str:
    return f"Hồ Thị {_letters(number + 1000)}"
