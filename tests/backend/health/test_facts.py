"""The figures are those of the database, and asking for them stays cheap."""

import time
from datetime import timedelta

from sqlalchemy import event, func, insert, select, text

from backend import clock
from backend.backups.making import NIGHTLY, note
from backend.contacts.models import ChannelAddress, Contact
from backend.db import Database, table
from backend.health import facts
from backend.health.collector import Facts
from backend.health.signs import give_sign
from backend.jobs.models import Job, JobState
from backend.message_quotas import service as quotas
from backend.messages.models import OutboxMessage, Priority, SendStatus
from backend.officers.models import SignInFailure
from tests.backend.health.conftest import Watching
from tests.backend.health.scraped import samples, value
from tests.factories import World

MANY = 200_000
MOST_STATEMENTS = 12  # the schema's number and what begins a transaction included
QUICK_SECONDS = 0.1


def addresses(database: Database, count: int, channel: str = "zalo") -> list[int]:
    """People on a channel."""
    now = clock.now()
    made: list[int] = []
    with database.transaction() as session:
        for number in range(count):
            contact = Contact(created_at=now)
            session.add(contact)
            session.flush()
            address = ChannelAddress(
                contact_id=contact.id,
                channel=channel,
                chat_id=f"{channel}-{number}",
                last_written_at=now,
            )
            session.add(address)
            session.flush()
            made.append(address.id)
    return made


def message(address: int, **values: object) -> dict[str, object]:
    """A row of the outbox."""
    now = clock.now()
    row: dict[str, object] = {
        "address_id": address,
        "priority": Priority.REPLY,
        "body": {"text": "x"},
    }
    row |= {"status": SendStatus.WAITING, "tries": 0, "lost_answers": 0, "reason": None}
    return row | {"created_at": now, "due_at": now} | values


def put(database: Database, *rows: dict[str, object]) -> None:
    with database.transaction() as session:
        session.execute(insert(table(OutboxMessage)), list(rows))


def test_what_is_due_or_was_tried_is_counted_by_channel_and_priority(
    watching: Watching, database: Database
) -> None:
    (an,), (binh,) = addresses(database, 1), addresses(database, 1, "telegram")
    now, hour = clock.now(), timedelta(hours=1)
    put(
        database,
        message(an, created_at=now - 3 * hour, due_at=now - hour),
        message(an, created_at=now - hour, due_at=now + hour, tries=3, reason="server_error"),
        message(an, due_at=now + hour),  # not due
        message(an, due_at=now + hour, tries=1, reason="night"),  # it rests
        message(an, status=SendStatus.SENT),
        message(binh, priority=Priority.BROADCAST, due_at=now - 2 * hour),
        message(binh, status=SendStatus.FAILED, reason="gone"),
    )
    with watching() as client:
        page = client.get("/metrics")
    told = {name: samples(page)[f"noisong_outbox_{name}"] for name in ("waiting", "tried")}
    reply = (("channel", "zalo"), ("priority", "reply"))
    broadcast = (("channel", "telegram"), ("priority", "broadcast"))
    assert {key: count for key, count in told["waiting"].items() if count} == {
        reply: 2,
        broadcast: 1,
    }
    assert {key: count for key, count in told["tried"].items() if count} == {reply: 1}
    age = value(page, "noisong_outbox_oldest_seconds", channel="zalo", priority="reply")
    assert 3600 <= age < 3660
    age = value(page, "noisong_outbox_oldest_seconds", channel="telegram", priority="broadcast")
    assert 7200 <= age < 7260
    assert ("zalo", "notice") in {
        (dict(key)["channel"], dict(key)["priority"]) for key in told["waiting"]
    }, "a configured channel shows its 0"


def test_months_jobs_failures_and_signs_are_those_of_the_database(
    watching: Watching, database: Database, world: World
) -> None:
    now = clock.now()
    job = {"kind": "import", "argument": {}, "officer_id": world.officer, "unit_id": world.commune}
    job |= {"done": 500, "total": None, "sentence": "", "attempts": 0}
    with database.transaction() as session:
        quotas.count(session, "zalo", 3000, 120)
        quotas.count(session, "telegram", None, 7)
        give_sign(session)
        for state, ago in ((JobState.DONE, 9), (JobState.DONE, 9), (JobState.WAITING, 2)):
            session.add(Job(**job, state=state, created_at=now - timedelta(hours=ago)))
        for minutes in (1, 14, 16, 600):
            at = now - timedelta(minutes=minutes)
            session.add(SignInFailure(username="mai", address="1.2.3.4", at=at))
            session.flush()
    with watching() as client:
        page = client.get("/metrics")
    assert value(page, "noisong_quota_left", channel="zalo") == 2880
    assert value(page, "noisong_pieces_this_month", channel="telegram") == 7
    assert (("channel", "telegram"),) not in samples(page)["noisong_quota_left"]
    assert value(page, "noisong_jobs", kind="import", state="done") == 2
    assert value(page, "noisong_job_rows", kind="import", state="done") == 1000
    assert 7200 <= value(page, "noisong_job_oldest_seconds", kind="import") < 7260
    assert value(page, "noisong_worker_seen_seconds") < 30
    assert value(page, "noisong_database_up") == 1
    assert value(page, "noisong_disk_free_bytes") > 0
    assert value(page, "process_resident_memory_bytes") > 10**6
    assert "mai" not in page.text
    assert "1.2.3.4" not in page.text


def test_the_age_of_a_backup_is_told_once_there_is_one(database: Database, world: World) -> None:
    def told() -> set[str]:
        return {family.name for family in Facts(database, []).collect()}

    assert "noisong_backup_age_seconds" not in told()
    with database.transaction() as session:
        note(session, "back_up", NIGHTLY)
    assert "noisong_backup_age_seconds" in told()


def test_failures_of_the_last_minutes_alone_count(database: Database) -> None:
    with database.transaction() as session:
        for minutes in (600, 16, 14, 1):
            at = clock.now() - timedelta(minutes=minutes)
            session.add(SignInFailure(username="mai", address="1.2.3.4", at=at))
            session.flush()
    with database.reading() as session:
        assert facts.sign_in_failures(session) == 2


def test_a_scrape_is_quick_at_200000_messages(database: Database) -> None:
    """A third of them wait, and nobody sends: the longest outage that there could be."""
    people = addresses(database, 50)
    rows = [message(person) for person in people for _turn in range(6)]
    for number, row in enumerate(rows):
        if number % 3:
            row |= {"status": SendStatus.SENT}
    put(database, *rows)
    _double(database, until=MANY)
    asked: list[str] = []
    event.listen(
        database.engine, "before_cursor_execute", lambda _c, _k, said, *_r: asked.append(said)
    )
    collector, taken = Facts(database, ["zalo"]), []
    for _turn in range(5):
        asked.clear()
        began = time.perf_counter()
        told = list(collector.collect())
        taken.append(time.perf_counter() - began)
    assert len(asked) <= MOST_STATEMENTS, asked
    assert min(taken) < QUICK_SECONDS
    (waiting,) = [family for family in told if family.name == "noisong_outbox_waiting"]
    assert sum(sample.value for sample in waiting.samples) == facts.MOST_WAITING


def _double(database: Database, until: int) -> None:
    """Copies the rows of the outbox in the database itself, until there are so many."""
    outbox = table(OutboxMessage)
    columns = [column for column in outbox.c if column.name != "id"]
    copying = insert(outbox).from_select(columns, select(*columns))
    count = select(func.count()).select_from(outbox)
    with database.transaction() as session:
        while (session.scalar(count) or 0) < until:
            session.execute(copying)
        session.execute(text("ANALYZE"))  # as PostgreSQL does by itself after a minute
