"""What a link of the chain is made of."""

import hashlib
import json
from datetime import UTC, datetime
from typing import Any, Protocol

START = "0" * 64  # what the first link follows


class Entry(Protocol):
    """An entry of the trail, as the ORM or a plain row holds it."""

    @property
    def id(self) -> int: ...
    @property
    def at(self) -> datetime: ...
    @property
    def officer_id(self) -> int | None: ...
    @property
    def contact_id(self) -> int | None: ...
    @property
    def unit_id(self) -> int | None: ...
    @property
    def action(self) -> str: ...
    @property
    def subject(self) -> str: ...
    @property
    def subject_id(self) -> int: ...
    @property
    def details(self) -> dict[str, Any]: ...


def canonical(entry: Entry, position: int) -> str:
    """An entry as text: JSON with sorted keys, no spaces, ASCII alone, the moment in UTC with its
    microseconds. The same entry is the same text on every database. `details` are as JSON gives
    them back: strings, numbers, lists."""
    held = {
        "action": entry.action,
        "at": entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "contact": entry.contact_id,
        "details": entry.details,
        "id": entry.id,
        "officer": entry.officer_id,
        "position": position,
        "subject": entry.subject,
        "subject_id": entry.subject_id,
        "unit": entry.unit_id,
    }
    return json.dumps(held, sort_keys=True, separators=(",", ":"))


def link_hash(before: str, entry: Entry, position: int) -> str:
    """SHA-256, in hexadecimal, of the hash of the link before and the entry at this position."""
    return hashlib.sha256(f"{before}\n{canonical(entry, position)}".encode()).hexdigest()
