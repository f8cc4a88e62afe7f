"""The facts of the database as Prometheus asks for them, read anew with every scrape: they are the same
whichever process is asked, and true after a restart."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector
from sqlalchemy.orm import Session

from backend import clock
from backend.backups import nightly
from backend.db import DATABASE_AWAY, Database
from backend.health import facts, machine
from backend.health.signs import last_sign
from backend.messages.models import Priority

Families = Iterator[GaugeMetricFamily]


class Facts(Collector):
    """`channels` are those of the settings: they show a 0 when nothing waits."""

    def __init__(self, database: Database, channels: Sequence[str]) -> None:
        self._database = database
        self._channels = channels

    def describe(self) -> Sequence[GaugeMetricFamily]:
        """Nothing: registering must not ask the database."""
        return ()

    def collect(self) -> Families:
        """Everything that is known; without the database only that it is away."""
        yield _gauge(
            "noisong_disk_free_bytes",
            "Free where the data are.",
            machine.free_bytes(self._database),
        )
        try:
            with self._database.reading() as session:
                known = list(self._of_database(session))
        except DATABASE_AWAY:
            yield _gauge("noisong_database_up", "Whether the database answers.", 0)
            return
        yield _gauge("noisong_database_up", "Whether the database answers.", 1)
        yield from known

    def _of_database(self, session: Session) -> Families:
        seen = last_sign(session)
        if seen:
            name = "noisong_worker_seen_seconds"
            yield _gauge(name, "Since the worker's last sign of life.", _age(seen))
        if backed_up := nightly.standing(session).good_at:
            yield _gauge("noisong_backup_age_seconds", "Since the last backup.", _age(backed_up))
        name, words = "noisong_sign_in_failures", "Wrong passwords and codes of 15 minutes."
        yield _gauge(name, words, facts.sign_in_failures(session))
        yield from self._queues(session)
        yield from _quotas(session)
        yield from _jobs(session)

    def _queues(self, session: Session) -> Families:
        due = facts.by_channel(facts.queues(session))
        labels = ["channel", "priority"]
        waiting = _family("noisong_outbox_waiting", "Messages that are due.", labels)
        oldest = _family("noisong_outbox_oldest_seconds", "Age of the oldest of them.", labels)
        tried = _family("noisong_outbox_tried", "Of them, tried in vain.", labels)
        known = {(name, each.name.lower()) for name in self._channels for each in Priority}
        for key in sorted(known | set(due)):
            queue = due.get(key)
            waiting.add_metric(key, queue.waiting if queue else 0)
            oldest.add_metric(key, _age(queue.since) if queue and queue.since else 0)
            tried.add_metric(key, queue.tried if queue else 0)
        yield from (waiting, oldest, tried)


def _quotas(session: Session) -> Families:
    sent = _family("noisong_pieces_this_month", "The platform's messages sent.", ["channel"])
    left = _family("noisong_quota_left", "How many more may go out this month.", ["channel"])
    allowed = _family("noisong_quota", "How many may go out in a month.", ["channel"])
    for channel, quota in facts.quotas(session).items():
        sent.add_metric([channel], quota.sent)
        if quota.allowed is not None and quota.left is not None:
            left.add_metric([channel], quota.left)
            allowed.add_metric([channel], quota.allowed)
    yield from (sent, left, allowed)


def _jobs(session: Session) -> Families:
    counts = facts.jobs(session)
    jobs = _family("noisong_jobs", "Jobs, by kind and state.", ["kind", "state"])
    rows = _family("noisong_job_rows", "Rows that they have done: read, sent.", ["kind", "state"])
    oldest = _family("noisong_job_oldest_seconds", "Age of the oldest open one.", ["kind"])
    for each in counts:
        jobs.add_metric([each.kind, each.state.value], each.count)
        rows.add_metric([each.kind, each.state.value], each.rows)
    for kind in sorted({each.kind for each in counts}):
        of_kind = [each for each in counts if each.kind == kind and each.is_open]
        oldest.add_metric([kind], max((_age(each.since) for each in of_kind), default=0))
    yield from (jobs, rows, oldest)


def _family(name: str, words: str, labels: Sequence[str]) -> GaugeMetricFamily:
    return GaugeMetricFamily(name, words, labels=labels)


def _gauge(name: str, words: str, value: float) -> GaugeMetricFamily:
    return GaugeMetricFamily(name, words, value=value)


def _age(moment: datetime) -> float:
    return max((clock.now() - moment).total_seconds(), 0.0)
