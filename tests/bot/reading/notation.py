"""How the tables write cases and readings: `text => value`, `value?` to confirm, `-` for nothing."""

from typing import Any

from bot.reading.base import Reading


def written(reading: Reading[Any]) -> str:
    """The reading as the tables write it."""
    if reading.value is None:
        return "-"
    return f"{reading.value}{'?' if reading.confirm else ''}"


def listed(table: str) -> list[str]:
    """The texts of a table, one a line or between bars."""
    return [text.strip() for line in table.splitlines() for text in line.split("|") if text.strip()]


def cases(table: str) -> list[tuple[str, str]]:
    """The `text => value` lines of a table."""
    lines = [line for line in table.splitlines() if line.strip()]
    return [(text.strip(), value.strip()) for text, _, value in (x.rpartition("=>") for x in lines)]
