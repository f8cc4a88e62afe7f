"""Signs of life that the worker gives through the database, where every process can see them."""

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from backend import clock
from backend.db import table
from backend.health.models import ProcessSeen

WORKER = "worker"
SIGN_SECONDS = 15.0
# Three signs may be late before anybody is told: a busy disk delays one.
GONE_AFTER = timedelta(seconds=60)

_seen = table(ProcessSeen)
_SIGN = insert(_seen)
_SIGN = _SIGN.on_conflict_do_update(
    index_elements=["part"], set_={"seen_at": _SIGN.excluded.seen_at}
)


def give_sign(session: Session, part: str = WORKER) -> None:
    """This part lives, now."""
    session.connection().execute(_SIGN, {"part": part, "seen_at": clock.now()})


def last_sign(session: Session, part: str = WORKER) -> datetime | None:
    """When a part was last seen; None for never."""
    return session.scalar(select(ProcessSeen.seen_at).where(ProcessSeen.part == part))
