"""What the services wrote for one request, kept as a pattern of which many copies are made.

A pattern is every row that belongs to the request, table by table, in the order in which rows can be
inserted. Nothing is known here of what the tables mean: numbers of rows, days and words that change
from copy to copy are found by comparing.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Table, select
from sqlalchemy.orm import Session

from backend.audit.models import AuditEntry
from backend.contacts.models import ChannelAddress, Consent, Contact
from backend.data_packages.models import DataPackage
from backend.db import Base, table
from backend.deliveries.models import Delivery, DeliveryConfirmation
from backend.devices.models import Device, DeviceEvent
from backend.support_requests.models import (
    Decision,
    Supplement,
    SupportRequest,
    Verification,
)

# Each model, and the column by which its rows belong to those of an earlier one.
BELONGING: Sequence[tuple[type[Base], str, type[Base]]] = (
    (ChannelAddress, "contact_id", Contact),
    (Consent, "contact_id", Contact),
    (Verification, "request_id", SupportRequest),
    (Decision, "request_id", SupportRequest),
    (Supplement, "request_id", SupportRequest),
    (Delivery, "request_id", SupportRequest),
    (DeviceEvent, "device_id", Device),
    (DeliveryConfirmation, "delivery_id", Delivery),
    (DataPackage, "request_id", SupportRequest),
)
ORDER: Sequence[type[Base]] = (
    *(Contact, ChannelAddress, Consent, SupportRequest, Verification, Decision, Supplement),
    *(Device, DeviceEvent, Delivery, DeliveryConfirmation, DataPackage, AuditEntry),
)
AUDITED = {table(one).name: one for one in (SupportRequest, Delivery, Device, DataPackage)}
Cell = Callable[["Change"], Any]


@dataclass(frozen=True)
class Change:
    """What is other in a copy: `words` by the old ones, `numbers` of rows by table and old number,
    `officers` by number, and how many days it lies later."""

    words: Mapping[str, Any]
    numbers: Mapping[tuple[str, int], int]
    officers: Mapping[int, int]
    shift: timedelta


@dataclass(frozen=True)
class Pattern:
    """The rows of a request by model, each a mapping of columns to values."""

    request: Mapping[str, Any]
    rows: Mapping[type[Base], Sequence[Mapping[str, Any]]]

    @property
    def office_days(self) -> set[date]:
        """On which an officer did something."""
        decided = [row["created_at"].date() for row in self.rows[Decision]]
        return {*decided, *(row["handed_over_on"] for row in self.rows[Delivery])}

    @property
    def moments(self) -> list[datetime]:
        """Of everything that was noted, in order."""
        return sorted(row["at"] for row in self.rows[AuditEntry])


def pattern_of(session: Session, request: SupportRequest) -> Pattern:
    """Everything that the services wrote for a request whose family has a contact."""
    rows: dict[type[Base], list[Mapping[str, Any]]] = {model: [] for model in ORDER}
    rows[SupportRequest] = _rows(session, SupportRequest, "id", [request.id])
    rows[Contact] = _rows(session, Contact, "id", [request.contact_id])
    for model, column, above in BELONGING:
        if model is DeviceEvent:
            held = [row["device_id"] for row in rows[Delivery] if row["device_id"]]
            rows[Device] = _rows(session, Device, "id", held)
        rows[model] = _rows(session, model, column, [row["id"] for row in rows[above]])
    for name, model in AUDITED.items():
        own = [row["id"] for row in rows[model]]
        found = _rows(session, AuditEntry, "subject_id", own)
        rows[AuditEntry] += [row for row in found if row["subject"] == name]
    rows[AuditEntry].sort(key=lambda row: row["id"])
    return Pattern(rows[SupportRequest][0], rows)


def _rows(
    session: Session, model: type[Base], column: str, numbers: Sequence[Any]
) -> list[Mapping[str, Any]]:
    if not numbers:
        return []
    own: Table = table(model)
    query = select(own).where(own.c[column].in_(numbers)).order_by(own.c.id)
    return [dict(row) for row in session.execute(query).mappings()]


def cells_of(model: type[Base], row: Mapping[str, Any], words: Sequence[str]) -> list[Cell]:
    """How each value of a row is made for a copy."""
    columns = [column.name for column in table(model).c]
    return [_cell(model, name, row[name], row, words) for name in columns]


def _cell(
    model: type[Base], name: str, value: Any, row: Mapping[str, Any], words: Sequence[str]
) -> Cell:
    if value is None:
        return lambda _change: None
    if model is AuditEntry and name == "subject_id":
        key = (row["subject"], value)
        return lambda change: change.numbers[key]
    if isinstance(value, datetime | date):
        return lambda change: value + change.shift
    if isinstance(value, int) and not isinstance(value, bool):
        return _number(model, name, value)
    if isinstance(value, dict | list):
        return lambda change: _inside(value, change)
    if type(value) is str:
        held = [word for word in words if word and word in value]
        if held:
            return lambda change: _worded(value, held, change)
    return lambda _change: value


def _number(model: type[Base], name: str, value: int) -> Cell:
    column = table(model).c[name]
    above = (model.__tablename__, value) if name == "id" else None
    for key in column.foreign_keys:
        above = key.column.table.name, value
    if above is None:
        return lambda _change: value
    if above[0] == "officers":
        return lambda change: change.officers.get(value, value)
    return lambda change: change.numbers.get(above, value)


def _worded(value: str, held: Sequence[str], change: Change) -> str:
    for word in held:
        value = value.replace(word, change.words[word])
    return value


def _inside(value: Any, change: Change) -> Any:
    """The details of an entry, or what a look into the lists found."""
    if isinstance(value, dict):
        return {
            key: change.numbers.get(("poverty_list_entries", held), held)
            if key in ("entry", "entry_id")
            else _inside(held, change)
            for key, held in value.items()
        }
    if isinstance(value, list):
        return [_inside(held, change) for held in value]
    return change.words.get(value, value) if isinstance(value, str) else value
