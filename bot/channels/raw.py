"""Reads a platform's JSON without trusting its shape: what is missing or odd comes back empty."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any


def dig(value: object, *keys: str) -> Any:
    """The value at the end of the keys, or None where a step is missing or is no object."""
    for key in keys:
        if not isinstance(value, Mapping):
            return None
        value = value.get(key)
    return value


def words(value: object) -> str:
    """A string that every database can store; anything else is empty.

    JSON may hold half a surrogate pair, which UTF-8 refuses, and NUL, which PostgreSQL refuses.
    """
    if not isinstance(value, str):
        return ""
    return value.encode("utf-8", "replace").decode().replace("\x00", "")


def identifier(value: object) -> str:
    """An id, which platforms write as a number or as a string; anything else is empty."""
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return words(value)


def position(north: object, east: object) -> str:
    """A place as "16.270000,107.230000", from degrees that are numbers or strings; else empty."""
    try:
        degrees = [float(part) for part in (north, east) if isinstance(part, int | float | str)]
    except (ValueError, OverflowError):
        return ""
    if len(degrees) != 2 or not (abs(degrees[0]) <= 90 and abs(degrees[1]) <= 180):
        return ""
    return f"{degrees[0]:.6f},{degrees[1]:.6f}"


def moment(value: object, *, per_second: int = 1) -> datetime | None:
    """A Unix time, in seconds or `per_second` parts of one, as a moment in UTC."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        return datetime.fromtimestamp(value / per_second, UTC)
    except (OverflowError, ValueError, OSError):
        return None
