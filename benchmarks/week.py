"""A registration week of a province, played through the real code with the clock of the week.

Invented families of some communes write from Monday to Sunday: many after the evening news and on
Friday, when schools close their lists, hardly any at night; some leave in the middle and come back, and
every twentieth message is delivered twice. Officers decide and hand over in working hours, an operator
opens data packages hours later, the worker reminds and sends. Every message goes through
`Inbox.receive`, every act through the services behind the pages, every reply through the real sender;
database, encryption and commits to disk (SQLite, synchronous=FULL) are as in production.

What is measured in real seconds is the cost of each message, act and send. When they come is simulated:
the backlog is that of one lane (SQLite has one) to which the messages come at their simulated moments
and which takes for each the seconds measured, and the sender's seconds besides, for both write to one
file. How many families it bears is told with as many others, shifted by up to five minutes: too few of
them where few are played, for a chance crowd of these is multiplied too.

Left out: the network and the platform's own limit (see `benchmarks.sending`), officers' pages, which
only read, and people who wait for an answer before they go on: in a backlog real ones would write less.
The shares of who leaves, mistypes and is refused are assumed.

    python -m benchmarks.week [--quick] [--json]
"""

import asyncio
import random
import statistics
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import chain, zip_longest
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from backend import clock
from backend.db import Base, Database
from backend.messages.models import InboxMessage, OutboxMessage
from backend.support_requests.models import Decision, Status, SupportRequest
from benchmarks import backlog
from benchmarks.backlog import Wait, Work
from benchmarks.outcome import Outcome, show
from benchmarks.week_offices import Offices, sending, tidying
from benchmarks.week_people import DAYS, Household, Tally
from benchmarks.week_world import Province, make
from bot.demo.past import play

MONDAY = datetime(2026, 10, 5, tzinfo=clock.VIETNAM)  # no holiday in this week
SUNDAY_NIGHT = MONDAY + timedelta(days=DAYS)
PATIENCE = 10.0  # seconds within which an answer still feels like one
PEAK_HOURS = 3
PEAK_SHARE = "share of the week in its busiest hour"


@dataclass(frozen=True)
class Size:
    """How much is played."""

    families: int
    communes: int
    households: int  # on the list of each commune


QUICK, FULL = Size(20, 2, 40), Size(700, 14, 300)


@dataclass(frozen=True)
class Counts:
    """Rows of the week, and the database's bytes."""

    inbox: int
    requests: int
    size: int


def measure(quick: bool) -> Iterator[Outcome]:
    """Plays the week, then tells what it came to."""
    size = QUICK if quick else FULL
    with tempfile.TemporaryDirectory(prefix="noisong-week-") as folder:
        province = make(Path(folder), MONDAY, size.communes, size.households)
        before, tally = _counts(province.database), Tally()
        _play(province, size, tally)
        after = _counts(province.database)
        _assert_all_was_done(province, before, after, tally)
        yield from _of_week(province, size, before, after, tally)
        yield from _of_people(province)
        yield from _of_peak(province, size)
        province.database.close()


def _play(province: Province, size: Size, tally: Tally) -> None:
    """Everybody's stories, in the order of their moments."""
    with asyncio.Runner() as runner, clock.at(SUNDAY_NIGHT):
        households = list(_households(province, size, tally))
        by_phone = {household.phone: household for household in households}
        offices = [
            Offices(province, commune, MONDAY, by_phone, random.Random(f"2026-{commune.name}"))
            for commune in province.communes
        ]
        families = (household.week() for household in households)
        officers = ((one.deciding(), one.giving(), one.ordering()) for one in offices)
        worker = (tidying(province, MONDAY), sending(province, MONDAY, runner))
        play(chain(families, *officers, worker))
        province.send_all(runner)


def _households(province: Province, size: Size, tally: Tally) -> Iterator[Household]:
    """Some of each commune's list, in turn."""
    turns = zip_longest(*(each.families for each in province.communes))
    every = (
        (family, commune)
        for turn in turns
        for family, commune in zip(turn, province.communes, strict=True)
        if family
    )
    for number, (family, commune) in zip(range(size.families), every, strict=False):
        yield Household(number, family, commune.name, MONDAY, province, tally)


def _counts(database: Database) -> Counts:
    with database.reading() as session:
        pages, of = (_pragma(session, name) for name in ("page_count", "page_size"))
        return Counts(_rows(session, InboxMessage), _rows(session, SupportRequest), pages * of)


def _pragma(session: Session, name: str) -> int:
    return int(session.connection().exec_driver_sql(f"PRAGMA {name}").scalar_one())


def _rows(session: Session, kept: type[Base]) -> int:
    return session.scalar(select(func.count()).select_from(kept)) or 0


def _assert_all_was_done(province: Province, before: Counts, after: Counts, tally: Tally) -> None:
    """Nothing lost, nothing twice, nothing failed, everything sent."""
    assert after.inbox - before.inbox == len(province.taken), "a message was lost"
    assert province.taken_twice == 0, province.taken_twice
    assert province.repeated, "nothing was delivered twice"
    assert after.requests - before.requests == tally.finished, "a request was lost or came twice"
    answers = select(OutboxMessage.inbox_id).where(OutboxMessage.inbox_id.is_not(None))
    unanswered = select(func.count()).where(
        InboxMessage.received_at >= MONDAY, InboxMessage.id.not_in(answers)
    )
    failed = select(func.count()).where(InboxMessage.failure.is_not(None))
    with province.database.reading() as session:
        for query in (unanswered, failed):
            assert session.scalar(query) == 0, str(query)
    assert province.acts, "no officer did anything"
    assert province.waiting_messages() == 0, "an answer was not sent"


def _of_week(
    province: Province, size: Size, before: Counts, after: Counts, tally: Tally
) -> Iterator[Outcome]:
    took = [seconds * 1000 for _moment, seconds in province.taken]
    written, sent = len(took), province.channel.sent
    of = f"of {size.families:,} families"
    yield Outcome(
        "messages that came in, a family", written / size.families, "", note=f"{written} {of}"
    )
    yield Outcome("messages sent, a family", sent / size.families, "", note=f"{sent} {of}")
    yield Outcome("requests submitted", tally.finished, "", note=f"{of}; {_leavers(tally)}")
    again = f"{len(province.repeated)} delivered twice"
    yield Outcome("duplicates taken twice", province.taken_twice, "", 0, True, note=again)
    yield Outcome("a message in the lane", statistics.median(took), "ms", note=_spread(took))
    sends = [seconds * 1000 for seconds in province.sending]
    yield Outcome("a message sent, without network", statistics.fmean(sends), "ms")
    acts = [seconds * 1000 for seconds in province.acts]
    yield Outcome(
        "an officer's act", statistics.median(acts), "ms", note=f"{len(acts)} acts; {_spread(acts)}"
    )
    grown = (after.size - before.size) / size.families
    yield Outcome("database per family", grown / 1024, "KiB", note="messages both ways included")


def _leavers(tally: Tally) -> str:
    return f"{tally.left} left in the middle, {tally.came_back} of them came back"


def _spread(values: list[float]) -> str:
    ordered = sorted(values)
    return f"p95 {ordered[len(ordered) * 95 // 100]:.1f}, longest {ordered[-1]:.0f} ms"


def _of_people(province: Province) -> Iterator[Outcome]:
    """How long families wait for people, which no machine shortens."""
    first = select(func.min(Decision.created_at)).where(Decision.request_id == SupportRequest.id)
    query = select(SupportRequest.created_at, first.scalar_subquery(), SupportRequest.status).where(
        SupportRequest.created_at >= MONDAY
    )
    with province.database.reading() as session:
        rows = session.execute(query).all()
    hours = sorted((ended - began).total_seconds() / 3600 for began, ended, _is in rows if ended)
    open_ones = sum(status is Status.WAITING for _began, _ended, status in rows)
    yield Outcome(
        "requests without an answer on Sunday night",
        open_ones,
        "",
        note="offices are closed at weekends",
    )
    p95 = hours[len(hours) * 95 // 100]
    note = f"median {statistics.median(hours):.0f} h, simulated"
    yield Outcome("request to decision, p95", p95, "h", note=note)


def _of_peak(province: Province, size: Size) -> Iterator[Outcome]:
    work = _work(province)
    minute, messages, _busy = backlog.busiest(work, 60)
    hour = backlog.busiest(work, 3600)
    share = hour[1] / len(work) * 100
    began = f"{MONDAY + timedelta(seconds=minute):%a %H:%M}"
    yield Outcome("messages in the busiest minute", messages, "", note=began)
    yield Outcome("lane busy in the busiest hour", hour[2] / 36, "%", note=f"{hour[1]} messages")
    yield Outcome(PEAK_SHARE, share, "%")
    begins = hour[0] - 3600
    peak = backlog.between(work, begins, begins + PEAK_HOURS * 3600)
    wait = Wait.of(peak)
    note = f"p99 {wait.p99 * 1000:.0f} ms"
    yield Outcome("longest wait at the peak", wait.longest, "s", PATIENCE, True, note=note)
    times = backlog.most_fold(peak, PATIENCE)
    note = f"{times} times as many; one lane, nobody waits longer than {PATIENCE:.0f} s"
    yield Outcome(
        "families that one lane bears in such a week", times * size.families, "", note=note
    )


def _work(province: Province) -> Work:
    """Messages with what each takes: in the lane, and the sender's share of the one writer."""
    sender = sum(province.sending) / len(province.taken)
    every = [*province.taken, *province.repeated]
    return sorted(
        ((moment - MONDAY).total_seconds(), seconds + sender * is_new)
        for number, (moment, seconds) in enumerate(every)
        for is_new in [number < len(province.taken)]
    )


if __name__ == "__main__":
    show(measure)
