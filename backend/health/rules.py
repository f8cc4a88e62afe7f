"""How a channel is, from what waits for it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

# An answer takes a second; two minutes are several tries of the sender.
SLOW_AFTER = timedelta(minutes=2)
# What the adapters say when the platform does not take our key (`bot.channels`).
REFUSED_REASONS = frozenset({"unauthorized", "account_disabled", "not_allowed", "refresh_refused"})
QUOTA_REASON = "quota"


class Look(StrEnum):
    """How a channel is."""

    FINE = "fine"
    SLOW = "slow"
    REFUSED = "refused"  # the platform does not accept our key
    USED_UP = "used_up"  # the month's messages are sent
    STOPPED = "stopped"  # no worker sends


@dataclass(frozen=True)
class Queue:
    """What is due in one channel and priority: how many messages, since when the oldest waits, how
    many of them were tried in vain, and why."""

    channel: str
    priority: str
    waiting: int
    since: datetime | None = None
    tried: int = 0
    reasons: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Quota:
    """A channel's month: the platform's messages sent, and how many there may be."""

    sent: int
    allowed: int | None = None

    @property
    def left(self) -> int | None:
        """How many more may go out; None without a limit."""
        return None if self.allowed is None else max(self.allowed - self.sent, 0)


@dataclass(frozen=True)
class ChannelHealth:
    """One channel, as an officer reads it."""

    channel: str
    look: Look
    waiting: int
    since: datetime | None
    quota: Quota | None = None


def is_gone(seen_at: datetime | None, now: datetime, after: timedelta) -> bool:
    """Whether a part of the service gave no sign for so long."""
    return seen_at is None or now - seen_at > after


def needs_a_look(queue: Queue, now: datetime) -> bool:
    """Whether a queue can make its channel anything but fine."""
    is_late = queue.since is not None and now - queue.since >= SLOW_AFTER
    return bool(queue.reasons) or is_late


def health_of(
    channel: str,
    queues: Sequence[Queue],
    quotas: Mapping[str, Quota],
    now: datetime,
    *,
    worker_gone: bool,
) -> ChannelHealth:
    """The worst that is true of a channel. Broadcasts do not make it slow: they are paced."""
    own = [queue for queue in queues if queue.channel == channel and queue.waiting]
    answers = [queue for queue in own if queue.priority != "broadcast"]
    since = min((queue.since for queue in answers if queue.since), default=None)
    quota = quotas.get(channel)
    reasons = frozenset[str]().union(*(queue.reasons for queue in own))
    is_late = since is not None and now - since >= SLOW_AFTER
    look = Look.FINE
    if reasons & REFUSED_REASONS:
        look = Look.REFUSED
    elif worker_gone and is_late:
        look = Look.STOPPED
    elif (quota and quota.left == 0) or QUOTA_REASON in reasons:
        look = Look.USED_UP
    elif is_late:
        look = Look.SLOW
    return ChannelHealth(channel, look, sum(queue.waiting for queue in own), since, quota)
