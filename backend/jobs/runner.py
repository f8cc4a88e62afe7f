"""Runs a job to whatever end, in the thread of the caller."""

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import structlog
from sqlalchemy.orm import Session

from backend.db import DATABASE_AWAY, Database
from backend.errors import Refused
from backend.i18n import _
from backend.jobs import service
from backend.jobs.models import JobId
from backend.jobs.service import MOST_ATTEMPTS, Held

log = structlog.get_logger()

HEARTBEAT_SECONDS = 5.0


class LetGo(BaseException):
    """The job is not ours any more: cancelled, taken over, or this process ends. No handler may
    catch it, so it is no `Exception`."""


@dataclass
class Work:
    """A job in hand, as its handler sees it."""

    database: Database
    held: Held
    stop: threading.Event

    def step(self, session: Session, done: int | None = None, total: int | None = None) -> None:
        """Notes, in the handler's own transaction, that it goes on, and how far it is if that is
        said; raises `LetGo`, which undoes that transaction, when the job is somebody else's."""
        if self.stop.is_set() or not service.go_on(session, self.held, done, total):
            raise LetGo


@dataclass(frozen=True)
class Handler:
    """What a kind of job does. `run` must be able to begin anew after an attempt that broke off
    anywhere; `give_up` is called, inside the transaction, when it has failed for good."""

    run: Callable[[Work], None]
    give_up: Callable[[Session, Held, str], None]


Handlers = Mapping[str, Handler]


def claim(database: Database, stop: threading.Event, job_id: JobId | None = None) -> Work | None:
    """Takes the next job, or this one; None when there is none to be had."""
    with database.reading() as session:
        if not service.any_due(session):
            return None
    with database.transaction() as session:
        held = service.claim(session, job_id)
    return Work(database, held, stop) if held else None


def run_one(database: Database, job_id: JobId, handler: Handler) -> None:
    """Runs this job here and now, unless somebody else has it."""
    work = claim(database, threading.Event(), job_id)
    if work:
        run(work, handler)


def run(work: Work, handler: Handler) -> None:
    """Runs a job that was claimed, to whatever end."""
    if work.held.attempt > MOST_ATTEMPTS:
        _give_up(work, handler, _broke_off())
        return
    ended = threading.Event()
    beating = threading.Thread(target=_beat, args=(work, ended), daemon=True, name="job-heartbeat")
    beating.start()
    try:
        handler.run(work)
        with work.database.transaction() as session:
            service.complete(session, work.held)
    except LetGo:
        _let_go(work)
    except Refused as refusal:
        _give_up(work, handler, str(refusal))
    except DATABASE_AWAY:
        log.warning("database_away", task="job")  # its lease runs out
    except Exception as fault:  # noqa: BLE001 - whatever it is, the next job must go on
        log.error("job_fault", job=work.held.id, fault=type(fault).__name__)
        _try_again(work, handler)
    finally:
        ended.set()


def _beat(work: Work, ended: threading.Event) -> None:
    while not ended.wait(HEARTBEAT_SECONDS):
        try:
            with work.database.transaction() as session:
                if not service.go_on(session, work.held):
                    return
        except DATABASE_AWAY:
            log.warning("database_away", task="job")


def _let_go(work: Work) -> None:
    with work.database.transaction() as session:
        service.give_back(session, work.held)  # nothing happens when it is not ours


def _try_again(work: Work, handler: Handler) -> None:
    if work.held.attempt >= MOST_ATTEMPTS:
        _give_up(work, handler, _broke_off())
        return
    with work.database.transaction() as session:
        service.put_off(session, work.held)


def _give_up(work: Work, handler: Handler, sentence: str) -> None:
    with work.database.transaction() as session:
        if service.fail(session, work.held, sentence):
            handler.give_up(session, work.held, sentence)


def _broke_off() -> str:
    return _(
        "Máy chủ làm việc này nhiều lần mà chưa xong. Anh/chị thử lại; nếu vẫn vậy, "
        "báo người quản trị giúp em."
    )
