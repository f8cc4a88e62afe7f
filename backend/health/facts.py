"""What the database knows of how the service runs; a fixed number of statements, each of which looks
at a bounded number of rows, because it is asked every fifteen seconds."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import case, func, literal_column, or_, select
from sqlalchemy.orm import Session

from backend import clock
from backend.contacts.models import ChannelAddress
from backend.health import rules
from backend.health.rules import ChannelHealth, Queue, Quota
from backend.health.signs import GONE_AFTER, last_sign
from backend.jobs.models import Job, JobState
from backend.message_quotas.models import ChannelMonth
from backend.message_quotas.service import this_month
from backend.messages.models import OutboxMessage, Priority
from backend.officers.models import SignInFailure

MOST_WAITING = 10_000  # looked at, answers first: beyond it only broadcasts are not counted
MOST_FAILURES = 1_000
LATELY = timedelta(minutes=15)
NIGHT = "night"  # some messages rest until the morning, which is no trouble


@dataclass(frozen=True)
class JobCount:
    """Jobs of a kind in a state: how many, how many rows they have done, the oldest's beginning."""

    kind: str
    state: JobState
    count: int
    rows: int
    since: datetime

    @property
    def is_open(self) -> bool:
        """Whether they wait for a worker or are in one's hands."""
        return self.state in (JobState.WAITING, JobState.RUNNING)


def queues(session: Session) -> list[Queue]:
    """What is due, or was tried in vain, by channel and priority."""
    waiting = (
        select(
            OutboxMessage.address_id,
            OutboxMessage.priority,
            OutboxMessage.created_at,
            OutboxMessage.due_at,
            OutboxMessage.tries,
            OutboxMessage.reason,
        )
        # Spelt out: SQLite looks for the partial index before it is given a value.
        .where(OutboxMessage.status == literal_column("'waiting'"))
        .order_by(OutboxMessage.priority, OutboxMessage.id)
        .limit(MOST_WAITING)
        .subquery()
    )
    began = case((waiting.c.tries > 0, waiting.c.created_at), else_=waiting.c.due_at)
    query = (
        select(
            ChannelAddress.channel,
            waiting.c.priority,
            waiting.c.reason,
            func.count(),
            func.min(began),
            func.sum(case((waiting.c.tries > 0, 1), else_=0)),
        )
        .join(ChannelAddress, ChannelAddress.id == waiting.c.address_id)
        .where(
            or_(waiting.c.due_at <= clock.now(), waiting.c.tries > 0),
            or_(waiting.c.reason.is_(None), waiting.c.reason != NIGHT),
        )
        .group_by(ChannelAddress.channel, waiting.c.priority, waiting.c.reason)
    )
    found: dict[tuple[str, int], Queue] = {}
    for channel, priority, reason, count, since, tried in session.execute(query):
        reasons = frozenset({reason} if reason else ())
        own = Queue(channel, Priority(priority).name.lower(), count, since, tried, reasons)
        key = (channel, priority)
        found[key] = _together(found[key], own) if key in found else own
    return list(found.values())


def _together(one: Queue, other: Queue) -> Queue:
    since = min(moment for moment in (one.since, other.since) if moment)
    return Queue(
        one.channel,
        one.priority,
        one.waiting + other.waiting,
        since,
        one.tried + other.tried,
        one.reasons | other.reasons,
    )


def quotas(session: Session) -> dict[str, Quota]:
    """This month of each channel that has sent."""
    query = select(ChannelMonth.channel, ChannelMonth.pieces, ChannelMonth.quota)
    rows = session.execute(query.where(ChannelMonth.month == this_month()))
    return {channel: Quota(pieces, allowed) for channel, pieces, allowed in rows}


def channels(session: Session, names: Sequence[str] = ()) -> list[ChannelHealth]:
    """How each channel is: those named, those that have sent this month, those with a queue."""
    return _channels(session, queues(session), names)


def troubled(session: Session) -> list[ChannelHealth]:
    """The channels whose messages are late or come back; one statement when there is none."""
    now, due = clock.now(), queues(session)
    if not any(rules.needs_a_look(queue, now) for queue in due):
        return []
    return [each for each in _channels(session, due) if each.look is not rules.Look.FINE]


def _channels(
    session: Session, due: Sequence[Queue], names: Sequence[str] = ()
) -> list[ChannelHealth]:
    now, months = clock.now(), quotas(session)
    gone = rules.is_gone(last_sign(session), now, GONE_AFTER)
    known = {*names, *months, *(queue.channel for queue in due)}
    return [rules.health_of(name, due, months, now, worker_gone=gone) for name in sorted(known)]


def jobs(session: Session) -> list[JobCount]:
    """All jobs by kind and state."""
    query = select(
        Job.kind, Job.state, func.count(), func.sum(Job.done), func.min(Job.created_at)
    ).group_by(Job.kind, Job.state)
    return [
        JobCount(kind, state, count, int(rows), since)
        for kind, state, count, rows, since in session.execute(query)
    ]


def sign_in_failures(session: Session) -> int:
    """Wrong passwords and codes of the last minutes, at most `MOST_FAILURES`."""
    newest = select(SignInFailure.at).order_by(SignInFailure.id.desc()).limit(MOST_FAILURES)
    last = newest.subquery()
    query = select(func.count()).where(last.c.at >= clock.now() - LATELY)
    return session.scalar(query.select_from(last)) or 0


def by_channel(due: Sequence[Queue]) -> Mapping[tuple[str, str], Queue]:
    """Queues by channel and priority."""
    return {(queue.channel, queue.priority): queue for queue in due}
