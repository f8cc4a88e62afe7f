"""Notes statements that take too long, by a fingerprint and without any value."""

import hashlib
import re
import time
from functools import lru_cache
from typing import Any

import structlog
from sqlalchemy import Connection, Engine, event

from backend.health import instruments

log = structlog.get_logger()

SLOW_SECONDS = 0.5
LONGEST_SHOWN = 300  # letters of a statement in the log

_LITERAL = re.compile(r"'(?:[^']|'')*'|\b\d+(?:\.\d+)?\b")
_HOLDER = r"(?:\?|%\(\w+\)s|%s|:\w+)(?:::\w+)?"
_LIST = re.compile(rf"\((?:\s*{_HOLDER}\s*,)*\s*{_HOLDER}\s*\)")
_GROUPS = re.compile(r"\(\.\.\.\)(?:\s*,\s*\(\.\.\.\))+")


@lru_cache(maxsize=512)
def without_values(statement: str) -> str:
    """A statement as one line in which every value and every list of values looks the same, however
    many there are."""
    plain = _LITERAL.sub("?", statement)
    lists = _GROUPS.sub("(...)", _LIST.sub("(...)", plain))
    return " ".join(lists.split())


def fingerprint(statement: str) -> str:
    """Eight letters that are the same for statements of one shape."""
    return hashlib.sha256(without_values(statement).encode()).hexdigest()[:8]


def watch(engine: Engine) -> None:
    """Times every statement of an engine. A second call does nothing."""
    if event.contains(engine, "before_cursor_execute", _begins):
        return
    event.listen(engine, "before_cursor_execute", _begins)
    event.listen(engine, "after_cursor_execute", _ended)


def _begins(connection: Connection, *_given: Any) -> None:
    connection.info["began"] = time.perf_counter()


def _ended(connection: Connection, _cursor: Any, statement: str, *_given: Any) -> None:
    seconds = time.perf_counter() - connection.info.pop("began", time.perf_counter())
    if seconds < SLOW_SECONDS:
        return
    mark = fingerprint(statement)
    instruments.statement_was_slow(mark, seconds)
    log.warning(
        "slow_statement",
        statement=mark,
        milliseconds=round(seconds * 1000),
        shape=without_values(statement)[:LONGEST_SHOWN],
    )
