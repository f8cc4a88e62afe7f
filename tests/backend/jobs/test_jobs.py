"""Jobs: taken once, kept by a heartbeat, taken over from the dead, given back, stopped."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial

import pytest
from sqlalchemy import select, update

from backend import clock
from backend.administrative_units.models import UnitId
from backend.db import Database
from backend.errors import Invalid, NotFound
from backend.jobs import queries, runner, service
from backend.jobs.loop import Loop
from backend.jobs.models import Job, JobId, JobState
from backend.jobs.runner import Handler, Work
from backend.jobs.service import Held
from backend.officers.models import Officer, OfficerId
from tests.backend.counter import at_once
from tests.factories import World

KIND = "count"


def asked(database: Database, world: World, **argument: object) -> JobId:
    with database.transaction() as session:
        officer = session.get_one(Officer, OfficerId(world.officer))
        return service.enqueue(session, KIND, argument, officer, UnitId(world.commune)).id


def taken(database: Database) -> Held | None:
    with database.transaction() as session:
        return service.claim(session)


def look(database: Database, job_id: JobId) -> Job:
    with database.reading() as session:
        return session.get_one(Job, job_id)


def fall_silent(database: Database, job_id: JobId) -> None:
    """As after the death of whoever had it, a lease later."""
    with database.transaction() as session:
        over = clock.now() - timedelta(seconds=1)
        session.execute(update(Job).where(Job.id == job_id).values(leased_until=over))


def until(true: Callable[[], bool], seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.01)


@dataclass
class Counting:
    """Counts to five, one transaction each; `before` is called before every step."""

    before: Callable[[int], None] = lambda _number: None
    steps: list[int] = field(default_factory=list)
    gave_up: list[str] = field(default_factory=list)

    @property
    def handlers(self) -> dict[str, Handler]:
        return {KIND: Handler(self.run, lambda _s, _held, sentence: self.gave_up.append(sentence))}

    def run(self, work: Work) -> None:
        for number in range(1, 6):
            self.before(number)
            with work.database.transaction() as session:
                work.step(session, number, 5)
            self.steps.append(number)


@contextmanager
def working(database: Database, counting: Counting) -> Iterator[Loop]:
    loop = Loop(database, counting.handlers, look=0.02)
    loop.start()
    try:
        yield loop
    finally:
        loop.end(5)


def test_a_job_is_done_and_says_how_far_it_is(database: Database, world: World) -> None:
    counting, seen = Counting(), []
    job_id = asked(database, world)
    counting.before = lambda _number: seen.append(look(database, job_id).done)
    with working(database, counting):
        until(lambda: look(database, job_id).state is JobState.DONE)
    job = look(database, job_id)
    assert seen == [0, 1, 2, 3, 4]
    assert (job.done, job.total, job.attempts, job.leased_until) == (5, 5, 1, None)
    assert job.started_at is not None
    assert job.ended_at is not None


def test_jobs_are_done_in_the_order_in_which_they_were_asked(
    database: Database, world: World
) -> None:
    ids = [asked(database, world, number=number) for number in range(3)]
    claimed = [taken(database) for _ in range(4)]
    assert [held and held.id for held in claimed] == [*ids, None]
    assert [held and held.argument for held in claimed][:3] == [{"number": n} for n in range(3)]


def test_of_many_that_want_a_job_at_once_one_has_it(database: Database, world: World) -> None:
    asked(database, world)
    answers = at_once(*[partial(taken, database)] * 6)
    assert sum(isinstance(answer, Held) for answer in answers) == 1
    assert sum(answer is None for answer in answers) == 5


def test_what_a_dead_worker_left_is_begun_anew_and_the_dead_may_not_write(
    database: Database, world: World
) -> None:
    job_id = asked(database, world)
    dead = taken(database)
    assert dead is not None
    assert taken(database) is None
    fall_silent(database, job_id)
    counting = Counting()
    with working(database, counting):
        until(lambda: look(database, job_id).state is JobState.DONE)
    assert counting.steps == [1, 2, 3, 4, 5]
    for write in (service.complete, service.give_back, service.put_off, service.go_on):
        with database.transaction() as session:
            assert write(session, dead) is False
    assert look(database, job_id).attempts == 2


def test_a_worker_that_was_only_slow_is_stopped_at_its_next_step(
    database: Database, world: World
) -> None:
    job_id = asked(database, world)

    def slow(number: int) -> None:
        if number == 3:
            fall_silent(database, job_id)
            assert taken(database) is not None

    counting = Counting(slow)
    work = runner.claim(database, threading.Event())
    assert work is not None
    runner.run(work, counting.handlers[KIND])
    assert counting.steps == [1, 2]
    job = look(database, job_id)
    assert (job.state, job.attempts, job.done) == (JobState.RUNNING, 2, 2)


def test_a_job_that_takes_long_between_two_steps_is_held(
    database: Database, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(runner, "HEARTBEAT_SECONDS", 0.02)
    job_id = asked(database, world)

    def fall_silent_once(number: int) -> None:
        if number == 2:
            fall_silent(database, job_id)
            until(lambda: (look(database, job_id).leased_until or clock.now()) > clock.now())

    counting = Counting(fall_silent_once)
    with working(database, counting):
        until(lambda: look(database, job_id).state is JobState.DONE)
    assert look(database, job_id).attempts == 1


def test_a_cancelled_job_ends_at_its_next_step(database: Database, world: World) -> None:
    job_id = asked(database, world)

    def cancel(number: int) -> None:
        if number == 3:
            with database.transaction() as session:
                officer = session.get_one(Officer, OfficerId(world.colleague))
                assert service.cancel(session, officer, job_id)

    counting = Counting(cancel)
    with working(database, counting):
        until(lambda: look(database, job_id).state is JobState.CANCELLED)
    assert counting.steps == [1, 2]
    assert look(database, job_id).state is JobState.CANCELLED
    with database.transaction() as session:
        officer = session.get_one(Officer, OfficerId(world.officer))
        assert service.cancel(session, officer, job_id) is False


def test_a_job_that_waits_can_be_cancelled_and_is_never_begun(
    database: Database, world: World
) -> None:
    job_id = asked(database, world)
    with database.transaction() as session:
        service.cancel(session, session.get_one(Officer, OfficerId(world.officer)), job_id)
    assert taken(database) is None


def test_when_the_process_ends_the_job_is_given_back_within_seconds(
    database: Database, world: World
) -> None:
    """Though the handler is where nothing can stop it, as in reading a large file."""
    job_id, stuck, go_on = asked(database, world), threading.Event(), threading.Event()

    def wait(number: int) -> None:
        if number == 3:
            stuck.set()
            go_on.wait(60)

    counting = Counting(wait)
    loop = Loop(database, counting.handlers, look=0.02)
    loop.start()
    assert stuck.wait(60)
    began = time.monotonic()
    loop.end(0.1)
    assert time.monotonic() - began < 20  # it does not wait for the handler
    assert look(database, job_id).state is JobState.WAITING
    again = Counting()
    with working(database, again):
        until(lambda: look(database, job_id).state is JobState.DONE)
        go_on.set()
        time.sleep(0.1)
    assert again.steps == [1, 2, 3, 4, 5]
    assert counting.steps == [1, 2]  # it came back, and wrote nothing


def test_a_refusal_fails_the_job_with_its_sentence(database: Database, world: World) -> None:
    def refuse(_number: int) -> None:
        raise Invalid("Tệp này trống.")

    job_id, counting = asked(database, world), Counting(refuse)
    with working(database, counting):
        until(lambda: look(database, job_id).state is JobState.FAILED)
    assert look(database, job_id).sentence == "Tệp này trống."
    assert counting.gave_up == ["Tệp này trống."]
    assert look(database, job_id).attempts == 1


def test_a_fault_is_tried_again_after_a_pause_and_not_for_ever(
    database: Database, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "PAUSE_AFTER_FAULT", timedelta(seconds=0.02))

    def fault(_number: int) -> None:
        raise ZeroDivisionError("Hồ Thị A Lơ")

    job_id, counting = asked(database, world), Counting(fault)
    other = asked(database, world)
    with working(database, counting):
        until(lambda: look(database, job_id).state is JobState.FAILED)
        until(lambda: look(database, other).state is JobState.FAILED)
    job = look(database, job_id)
    assert job.attempts == service.MOST_ATTEMPTS
    assert "thử lại" in job.sentence
    assert "Hồ Thị" not in job.sentence
    assert len(counting.gave_up) == 2


def test_a_job_that_takes_its_worker_with_it_each_time_is_given_up(
    database: Database, world: World
) -> None:
    job_id, counting = asked(database, world), Counting()
    for _ in range(service.MOST_ATTEMPTS):
        assert taken(database) is not None
        fall_silent(database, job_id)
    with working(database, counting):
        until(lambda: look(database, job_id).state is JobState.FAILED)
    assert counting.steps == []
    assert len(counting.gave_up) == 1


def test_a_job_that_somebody_else_has_is_not_run_here(database: Database, world: World) -> None:
    job_id, counting = asked(database, world), Counting()
    assert taken(database) is not None
    runner.run_one(database, job_id, counting.handlers[KIND])
    assert counting.steps == []


def test_one_may_run_the_job_that_one_wants(database: Database, world: World) -> None:
    first, second, counting = asked(database, world), asked(database, world), Counting()
    runner.run_one(database, second, counting.handlers[KIND])
    assert look(database, first).state is JobState.WAITING
    assert look(database, second).state is JobState.DONE


def test_to_an_officer_of_another_commune_a_job_does_not_exist(
    database: Database, world: World
) -> None:
    job_id = asked(database, world)
    with database.transaction() as session:
        stranger = session.get_one(Officer, OfficerId(world.stranger))
        for act in (queries.job, service.cancel):
            with pytest.raises(NotFound):
                act(session, stranger, job_id)
    with database.reading() as session:
        above = session.get_one(Officer, OfficerId(world.province_officer))
        assert queries.job(session, above, job_id).id == job_id
        assert session.scalars(select(Job.id)).all() == [job_id]
