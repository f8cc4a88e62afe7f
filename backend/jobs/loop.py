"""One thread of a process that does one job after the other."""

import threading
from dataclasses import dataclass, field

import structlog

from backend.db import DATABASE_AWAY, Database
from backend.jobs import runner, service
from backend.jobs.runner import Handlers, Work

log = structlog.get_logger()

LOOK_SECONDS = 0.5
PAUSE_SECONDS = 5.0


@dataclass
class Loop:
    """Does jobs until it is told to end. The thread is a daemon: a file that takes minutes to be
    read must not keep the process from ending, and its job is given back."""

    database: Database
    handlers: Handlers
    look: float = LOOK_SECONDS
    _stop: threading.Event = field(default_factory=threading.Event)
    _work: Work | None = None
    _thread: threading.Thread | None = None

    def start(self) -> None:
        """Begins, in a thread of its own."""
        self._thread = threading.Thread(target=self._run, daemon=True, name="jobs")
        self._thread.start()

    def end(self, seconds: float) -> None:
        """Waits this long for the job in hand, which ends with its next step; then gives it back."""
        self._stop.set()
        if self._thread:
            self._thread.join(seconds)
        work = self._work
        if work:
            with self.database.transaction() as session:
                service.give_back(session, work.held)

    def _run(self) -> None:
        while not self._stop.is_set():
            pause = self.look
            try:
                if self._do_next():
                    continue
            except DATABASE_AWAY:
                log.warning("database_away", task="jobs")
                pause = PAUSE_SECONDS
            except Exception as fault:  # noqa: BLE001 - the jobs that come later must be done
                log.error("worker_fault", part="jobs", fault=type(fault).__name__)
                pause = PAUSE_SECONDS
            self._stop.wait(pause)

    def _do_next(self) -> bool:
        self._work = runner.claim(self.database, self._stop)
        if self._work is None:
            return False
        try:
            runner.run(self._work, self.handlers[self._work.held.kind])
        finally:
            self._work = None
        return True
