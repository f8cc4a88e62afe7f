"""Which message is being answered: its number stands with the answers that it leads to, and in every
line of the log on the way, from the webhook's thread to the sender."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_answered: ContextVar[int | None] = ContextVar("answered", default=None)


def answered() -> int | None:
    """The inbox's number of the message at hand; None while there is none."""
    return _answered.get()


@contextmanager
def answering(inbox_id: int | None = None) -> Iterator[None]:
    """In here a message is answered, whose number may come later by `is_known_as`."""
    token = _answered.set(inbox_id)
    try:
        yield
    finally:
        _answered.reset(token)


def is_known_as(inbox_id: int) -> None:
    """The message at hand has got its number."""
    _answered.set(inbox_id)


def mark(channel: str, event_id: str) -> str:
    """Eight letters by which the log knows an update that has no number yet, the same each time it
    is delivered. The platform's own id stays out of the log: some are made of a chat's."""
    return hashlib.sha256(f"{channel}:{event_id}".encode()).hexdigest()[:8]
