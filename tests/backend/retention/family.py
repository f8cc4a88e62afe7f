"""A family whose every word is known, planted wherever the service keeps words."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from backend import clock
from backend.contacts.models import ContactId
from backend.db import Database, Moment
from backend.encryption.types import Encrypted as EncryptedText
from backend.encryption.types import EncryptedJson, Hashed, Sealed
from backend.programmes.rules import Circumstance
from backend.retention import registry
from backend.retention.kept import BY_HAND
from backend.support_requests.models import RequestId
from backend.tables import metadata
from backend.vietnamese import compact
from tests.backend.counter import Counter

SEALED_BYTES = b"\xff\xd8\xff"  # so a photo begins


@dataclass(frozen=True)
class Family:
    """Its planted words; each is found nowhere else. All invented."""

    chat: str
    child: str
    head: str
    phone: str
    word: str

    @property
    def planted(self) -> tuple[str, ...]:
        """As written, and as keys hold the names."""
        return (self.chat, self.child, self.head, self.phone, self.word, *self.keys)

    @property
    def keys(self) -> tuple[str, str]:
        return compact(self.child), compact(self.head)


FIRST = Family("trong-1", "Hồ Văn Mầm Kín", "Pơloong Trồng Sẵn", "0905777123", "khoaiso77")
NOBODY = Family("-", "-", "-", "-", "-")
OTHER = Family("trong-2", "Lê Thị Chồi Biếc", "Arất Bền Vững", "0905888321", "mangle88")
# What a planted row needs to be somebody's closed matter.
AS = {
    "tickets.status": "closed",
    "tickets.kind": "question",
    "title_applications.status": "recognised",
    "title_applications.title": "family",
    "media_files.state": "stored",
    "outbox_messages.status": "sent",
    "outbox_messages.priority": 1,
    "data_packages.expires_on": date(2022, 1, 1),
    "data_requests.done_at": datetime(2023, 3, 1, 3, tzinfo=UTC),
    "deliveries.handed_over_on": date(2025, 1, 1),
}
PERSONAL = {
    *(f"{rule.table}.{name}" for rule in registry.RULES for name in rule.values),
    *BY_HAND,
    "contact_links.moved",
    "exports.filters",
    "export_pieces.content",
}


def settle(counter: Counter, family: Family, serial: str) -> tuple[ContactId, RequestId]:
    """The family asks, has its device, and its words stand in every table that rules speak of."""
    request = counter.delivered(
        family.chat,
        serial,
        child_name=family.child,
        head_name=family.head,
        head_birth_year=1981,
        circumstance=Circumstance.COVID_HARDSHIP,  # no list names them
        phone=family.phone,
        school=f"TH {family.word}",
        class_name="5A",
    )
    counter.confirm(counter.code(request), chat_id=family.chat)
    with counter.database.transaction() as session:
        contact = counter_contact(session, request)
        plant(session, family, contact, request)
    return contact, request


def counter_contact(session: Session, request: RequestId) -> ContactId:
    table = metadata.tables["support_requests"]
    found = session.scalar(sa.select(table.c.contact_id).where(table.c.id == request))
    assert found is not None
    return ContactId(found)


def plant(session: Session, family: Family, contact: int, request: int) -> None:
    """A row, or the words of one that is there, in every table with a rule for persons."""
    known = {"contacts": contact, "support_requests": request}
    lists = {rule.table for rule in (*registry.OF_LISTS, *registry.OF_HOUSEHOLDS)}
    ruled = {rule.table for rule in registry.RULES} - lists - {"contacts", "served_marks"}
    ruled |= {"request_transfers", "exports", "export_pieces"}
    for table in metadata.sorted_tables:
        if table.name in ruled:
            known[table.name] = _plant(session, table, family, known)


def _plant(session: Session, table: sa.Table, family: Family, known: dict[str, int]) -> int:
    own = _own_row(session, table, known)
    if own is None:
        row = {column.name: _value(session, column, family, known) for column in table.c}
        row = {name: value for name, value in row.items() if name != "id"}
        done: Any = session.execute(sa.insert(table), row)
        key = done.inserted_primary_key
        return int(key[0]) if key and isinstance(key[0], int) else 0
    values = {
        column.name: f"{family.word} {family.phone}"
        for column in table.c
        if _is_free(column) and _has_rule(column) and column.name != "class_name"
    }
    if values:
        session.execute(sa.update(table).where(own).values(values))
    number = table.c.get("id")
    return int(session.scalar(sa.select(number).where(own)) or 0) if number is not None else 0


def _own_row(session: Session, table: sa.Table, known: dict[str, int]) -> Any:
    """The clause for the family's row that is there already; None without one."""
    if table.name in ("channel_addresses", "conversations", "consents", "teachers"):
        clause = table.c.contact_id == known["contacts"]
    elif table.name == "support_requests":
        clause = table.c.id == known["support_requests"]
    elif "request_id" in table.c and table.name != "tickets":
        clause = table.c.request_id == known["support_requests"]
    else:
        return None
    there = session.scalar(sa.select(sa.func.count()).select_from(table).where(clause))
    return clause if there else None


def _is_free(column: sa.Column[Any]) -> bool:
    """Whether it takes any text."""
    plain = type(column.type) in (sa.Text, sa.String, EncryptedText) and not column.foreign_keys
    return plain and not column.unique and not column.name.endswith("_key")


def _has_rule(column: sa.Column[Any]) -> bool:
    found = (rule for rule in registry.RULES if rule.table == column.table.name)
    return any(column.name in rule.values for rule in found) and column.name != "chat_id"


def _value(session: Session, column: sa.Column[Any], family: Family, known: dict[str, int]) -> Any:
    name, kind = str(column), column.type
    if name not in PERSONAL:
        family = NOBODY
    if name in AS:
        value = AS[name]
        return kind.enum_class(value) if isinstance(kind, sa.Enum) and kind.enum_class else value
    if column.foreign_keys:
        return _pointing(session, column, known)
    if isinstance(kind, Hashed) or (column.nullable and isinstance(kind, Moment | sa.Date)):
        return None
    if isinstance(kind, EncryptedJson | sa.JSON):
        return [{"name": "words", "label": "?", "value": family.word, "shown": family.phone}]
    if isinstance(kind, EncryptedText):
        return f"{family.word} {family.phone}"
    if isinstance(kind, Sealed | sa.LargeBinary):
        return SEALED_BYTES + family.word.encode()
    if isinstance(kind, sa.Enum):
        return next(iter(kind.enum_class)) if kind.enum_class else kind.enums[0]
    if isinstance(kind, sa.String):
        return f"{family.word} {known.get('contacts', 0)} {name}"[:64]
    if isinstance(kind, sa.Boolean):
        return False
    if isinstance(kind, Moment):
        return clock.now()
    return clock.today() if isinstance(kind, sa.Date) else 1


def _pointing(session: Session, column: sa.Column[Any], known: dict[str, int]) -> Any:
    (key,) = column.foreign_keys
    other = key.column.table
    if other.name in known and not column.name.startswith(("joined_to", "merged", "earlier")):
        return known[other.name]
    if column.nullable:
        return None
    found = session.scalar(sa.select(key.column).order_by(key.column).limit(1))
    if found is None:
        row = {
            each.name: _value(session, each, NOBODY, {}) for each in other.c if each.name != "id"
        }
        made: Any = session.execute(sa.insert(other), row)
        found = made.inserted_primary_key[0]
    return found


def places(database: Database, family: Family) -> dict[str, set[str]]:
    """In which columns which planted words stand, everything decrypted."""
    found: dict[str, set[str]] = {}
    with database.reading() as session:
        for table in metadata.sorted_tables:
            if table.name == "search_keys":
                continue
            for row in session.execute(sa.select(table)).mappings():
                for name, value in row.items():
                    for word in _in(value, family):
                        found.setdefault(f"{table.name}.{name}", set()).add(word)
    return found


def _in(value: object, family: Family) -> Iterator[str]:
    text = bytes(value).decode("latin-1") if isinstance(value, bytes | memoryview) else str(value)
    yield from (word for word in family.planted if word.casefold() in text.casefold())


def rows_of(database: Database) -> dict[str, list[tuple[object, ...]]]:
    """Everything that is stored, decrypted, but for the trail."""
    with database.reading() as session:
        return {
            table.name: sorted((tuple(row) for row in session.execute(sa.select(table))), key=repr)
            for table in metadata.sorted_tables
            if table.name not in ("search_keys", "audit_entries", "audit_links", "audit_heads")
        }
