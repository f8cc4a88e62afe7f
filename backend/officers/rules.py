"""Appointments in time, codes of an authenticator app, and what may be known of an address."""

import hmac
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from ipaddress import ip_address

import pyotp

STEP_SECONDS = 30
DRIFT = (0, -1, 1)  # steps by which an app's clock may be off
LONGEST_PAUSE = 15  # minutes


@dataclass(frozen=True)
class Term:
    """A role in a unit for some days, both included; `until` is None while nobody has set an end."""

    role: str
    unit_id: int
    since: date
    until: date | None = None

    def holds_on(self, day: date) -> bool:
        """Whether the day lies within."""
        return self.since <= day and (self.until is None or day <= self.until)

    def meets(self, other: "Term") -> bool:
        """Whether the two have a day in common; one that was called off before it began has none."""
        first = max(self.since, other.since)
        return self.holds_on(first) and other.holds_on(first)


def clashing(
    new: Term, others: Iterable[Term], incompatible: Iterable[frozenset[str]]
) -> Term | None:
    """The first of a person's other terms that the new one cannot stand beside: on a common day in
    the same unit, the same role again or one of an incompatible pair."""
    pairs = set(incompatible)
    for other in others:
        same_work = other.role == new.role or frozenset((other.role, new.role)) in pairs
        if other.unit_id == new.unit_id and same_work and other.meets(new):
            return other
    return None


def matching_step(secret: str, typed: str, at: datetime, after: int) -> int | None:
    """The number of the thirty seconds whose code was typed, at most one away from `at`; None for a
    wrong code, and for one of a step that is not `after` the last used. Spaces do not count."""
    code = "".join(typed.split())
    if not (code.isascii() and code.isdigit()):
        return None
    app, now = pyotp.TOTP(secret, interval=STEP_SECONDS), int(at.timestamp()) // STEP_SECONDS
    fitting = [
        now + away
        for away in DRIFT
        if hmac.compare_digest(app.generate_otp(now + away), code) and now + away > after
    ]
    return min(fitting, default=None)


def network(address: str) -> str:
    """Where a visitor comes from, as much as is kept of it: "113.161.*", "2402:800:*", "" when it
    cannot be told."""
    try:
        known = ip_address(address)
    except ValueError:
        return ""
    known = getattr(known, "ipv4_mapped", None) or known
    if known.version == 4:
        return ".".join(str(known).split(".")[:2]) + ".*"
    return ":".join(part.lstrip("0") or "0" for part in known.exploded.split(":")[:2]) + ":*"


def first_present(terms: Sequence[Term], day: date, last: Term | None = None) -> Term | None:
    """What somebody works as on a day: as before if that still holds, else the term that began last."""
    holding = [term for term in terms if term.holds_on(day)]
    if last in holding:
        return last
    return max(holding, key=lambda term: term.since, default=None)


def pause_minutes(failures: int, allowed: int) -> int:
    """How long after the last of some failures nothing is looked at: not at all before there are
    as many as `allowed`, then 1, 2, 4, 8 minutes, and never more than 15."""
    beyond = failures - allowed
    return 0 if beyond < 0 else min(2 ** min(beyond, 4), LONGEST_PAUSE)
