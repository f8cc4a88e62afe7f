"""Whether a process can do its work, and if not, why: in codes for machines, without any data."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from backend import clock
from backend.db import DATABASE_AWAY, Database
from backend.errors import Invalid
from backend.health import machine, rules
from backend.health.signs import GONE_AFTER, last_sign
from backend.migrate import require_newest

OK = "ok"


@dataclass(frozen=True)
class Readiness:
    """What was looked at: "ok", or a code that says what is wrong with it."""

    checks: Mapping[str, str]

    @property
    def is_ready(self) -> bool:
        """Whether everything is in order."""
        return all(found == OK for found in self.checks.values())


def look(database: Database) -> Readiness:
    """The database (`away`), its schema (`not_newest`), the worker (`never_seen`, `not_seen`), and the
    disk (`nearly_full`). What cannot be known without the database is `unknown`."""
    disk = OK if machine.free_bytes(database) >= machine.LEAST_FREE_BYTES else "nearly_full"
    try:
        require_newest(database)
        with database.reading() as session:
            checks = {"database": OK, "schema": OK, "worker": _worker(session)}
    except DATABASE_AWAY:
        checks = {"database": "away", "schema": "unknown", "worker": "unknown"}
    except Invalid:
        checks = {"database": OK, "schema": "not_newest", "worker": "unknown"}
    return Readiness(checks | {"disk": disk})


def _worker(session: Session) -> str:
    seen = last_sign(session)
    if seen is None:
        return "never_seen"
    return "not_seen" if rules.is_gone(seen, clock.now(), GONE_AFTER) else OK
