"""Many requests at once: copies of what the services wrote for a few, by bulk inserts, with all that
the services keep beside a request: queue, words, households and the audit trail."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Table, select, update
from sqlalchemy.orm import Session

from backend import clock
from backend.administrative_units.models import AdministrativeUnit, UnitId
from backend.audit.models import AuditEntry, AuditHead, AuditLink
from backend.audit.rules import link_hash
from backend.calendar.days import after_working_days
from backend.contacts.models import ChannelAddress
from backend.data_packages.models import DataPackage
from backend.data_packages.rules import last_day
from backend.db import Base, bulk_insert, reserve_ids, ring_of, table
from backend.devices.models import Device
from backend.households.models import Household
from backend.numbering import Counter as Series
from backend.poverty_lists.models import PovertyListEntry
from backend.programmes.service import programme_of
from backend.support_requests.following import hamlet_of, unit_ids
from backend.support_requests.models import MOVES, Decision, Status, Verification
from backend.support_requests.queue_models import QueueEntry, RequestText, RequestWord
from backend.support_requests.words import phone_words, words_of
from backend.vietnamese import compact
from bot.demo.families import Family
from bot.demo.patterns import ORDER, Cell, Change, Pattern, cells_of

AT_ONCE = 2_000  # copies whose rows are inserted together


@dataclass(frozen=True)
class Copy:
    """A pattern, the family whose request the copy is, the list that the family stands on, who of its
    commune acts in whose place, and how many days later it was."""

    pattern: Pattern
    family: Family
    list_id: int
    officers: Mapping[int, int]
    shift: timedelta

    @property
    def sent_at(self) -> datetime:
        """When the family asked."""
        moment: datetime = self.pattern.request["created_at"]
        return moment + self.shift


class Copier:
    """Writes copies in the order in which they were sent."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._paths: dict[tuple[UnitId, str], str] = {}
        self._cells: dict[int, Mapping[type[Base], Sequence[Sequence[Cell]]]] = {}
        self._entries: dict[int, Mapping[str, Any]] = {}
        self._series = {row.series: row.value for row in session.scalars(select(Series))}

    def write(self, copies: Sequence[Copy], tell: Callable[[int], None]) -> None:
        """All of them; `tell` hears after each portion how many are done."""
        ordered = sorted(copies, key=lambda copy: copy.sent_at)
        for begin in range(0, len(ordered), AT_ONCE):
            self._portion(ordered[begin : begin + AT_ONCE])
            tell(begin + len(ordered[begin : begin + AT_ONCE]))
        for series, value in self._series.items():
            self._session.merge(Series(series=series, value=value))

    def _portion(self, copies: Sequence[Copy]) -> None:
        session = self._session
        counts = Counter({model: 0 for model in ORDER})
        for copy in copies:
            counts.update({model: len(rows) for model, rows in copy.pattern.rows.items()})
        free = {m: iter(reserve_ids(session, table(m), count)) for m, count in counts.items()}
        households = reserve_ids(session, table(Household), len(copies))
        made: dict[type[Base], list[tuple[Any, ...]]] = defaultdict(list)
        for copy, household in zip(copies, households, strict=True):
            self._copy(copy, household, free, made)
        self._households(copies, households)
        trail = made.pop(AuditEntry)
        beside: Sequence[type[Base]] = (QueueEntry, RequestText, RequestWord)
        for model in (*ORDER, *beside):
            if rows := made.get(model):
                bulk_insert(session, table(model), table(model).c.keys(), rows)
        _note(session, trail)

    def _copy(
        self,
        copy: Copy,
        household: int,
        free: Mapping[type[Base], Iterator[int]],
        made: Mapping[type[Base], list[tuple[Any, ...]]],
    ) -> None:
        old, family = copy.pattern.request, copy.family
        numbers = {
            ("administrative_units", old["unit_id"]): family.unit_id,
            ("households", old["household_id"]): household,
        }
        for row in copy.pattern.rows[Verification]:
            numbers[("poverty_lists", row["list_id"])] = copy.list_id
            for candidate in (*row["candidates"], row):
                numbers[("poverty_list_entries", candidate["entry_id"])] = family.entry_id
        for model, rows in copy.pattern.rows.items():
            for row in rows:
                numbers[(model.__tablename__, row["id"])] = next(free[model])
        request = numbers[("support_requests", old["id"])]
        words = self._words(copy, request)
        change = Change(words, numbers, copy.officers, copy.shift)
        for model, kinds in self._cells_of(copy.pattern, tuple(words)).items():
            for cells in kinds:
                made[model].append(tuple(cell(change) for cell in cells))
        self._queue(copy, request, words, made)

    def _words(self, copy: Copy, request: int) -> dict[str, Any]:
        """What was said by the one family, and what the other says in its place."""
        old, family = copy.pattern.request, copy.family
        serials = [row["serial"] for row in copy.pattern.rows[Device]]
        chats = [row["chat_id"] for row in copy.pattern.rows[ChannelAddress]]
        child = f"{family.child} (mẫu)"
        series = f"{old['code'].split('-')[0]}-{clock.local(copy.sent_at).year}"
        self._series[series] = self._series.get(series, 0) + 1
        words = {
            old["code"]: f"{series}-{self._series[series]:06}",
            old["phone"]: family.phone,
            **{serial: f"MAU-{request:06}" for serial in serials},
            **{chat: f"mau-tinh-{request}" for chat in chats},
            old["child_name"]: child,
            old["head_name"]: family.head,
            old["child_key"]: compact(child),
            old["head_key"]: compact(family.head),
            old["hamlet"]: family.hamlet,
        }
        words.pop("", None)
        return words

    def _cells_of(
        self, pattern: Pattern, words: Sequence[str]
    ) -> Mapping[type[Base], Sequence[Sequence[Cell]]]:
        known = self._cells.get(id(pattern))
        if known is None:
            known = self._cells[id(pattern)] = {
                model: [_with_own(self._session, model, row, pattern, words) for row in rows]
                for model, rows in pattern.rows.items()
            }
        return known

    def _queue(
        self,
        copy: Copy,
        request: int,
        words: Mapping[str, Any],
        made: Mapping[type[Base], list[tuple[Any, ...]]],
    ) -> None:
        family, old = copy.family, copy.pattern.request
        path = self._path(family.unit_id, family.hamlet)
        child = words.get(old["child_name"], "")
        names = (child, family.head)
        found = sorted(
            words_of(words[old["code"]], names, old["school"], family.hamlet)
            | phone_words(family.phone, ring_of(self._session).word)
        )
        made[RequestText].append(
            (request, family.unit_id, path, "".join(f" {word}" for word in found))
        )
        made[RequestWord] += [(family.unit_id, word, request) for word in found]
        entry = self._entry(copy.pattern)
        given: date | None = entry["handed_over_on"]
        due = _due(self._session, copy) if old["status"] is Status.WAITING else None
        own = {
            "request_id": request,
            "due_on": due,
            "sent_on": clock.local(copy.sent_at).date(),
            "handed_over_on": given + copy.shift if given else None,
        }
        for unit in unit_ids(path):
            seen = {**entry, **own, "unit_id": unit}
            made[QueueEntry].append(tuple(seen[column.name] for column in table(QueueEntry).c))

    def _entry(self, pattern: Pattern) -> Mapping[str, Any]:
        entries: Table = table(QueueEntry)
        query = select(entries).where(entries.c.request_id == pattern.request["id"]).limit(1)
        key = pattern.request["id"]
        if key not in self._entries:
            self._entries[key] = dict(self._session.execute(query).mappings().one())
        return self._entries[key]

    def _path(self, unit_id: UnitId, hamlet: str) -> str:
        if (unit_id, hamlet) not in self._paths:
            commune = self._session.get_one(AdministrativeUnit, unit_id)
            place = hamlet_of(self._session, unit_id, hamlet)
            path = f"{commune.path}{place}/" if place else commune.path
            self._paths[unit_id, hamlet] = path
        return self._paths[unit_id, hamlet]

    def _households(self, copies: Sequence[Copy], households: Sequence[int]) -> None:
        rows = []
        for copy, household in zip(copies, households, strict=True):
            one = copy.family
            made = (one.unit_id, one.hamlet, one.head, compact(one.head), one.born, copy.sent_at)
            rows.append((household, *made))
        columns = ("id", "unit_id", "hamlet", "head_name", "head_key", "head_birth_year")
        bulk_insert(self._session, table(Household), (*columns, "created_at"), rows)
        self._session.execute(
            update(PovertyListEntry),
            [
                {"id": copy.family.entry_id, "household_id": household}
                for copy, household in zip(copies, households, strict=True)
            ],
        )


def _with_own(
    session: Session,
    model: type[Base],
    row: Mapping[str, Any],
    pattern: Pattern,
    words: Sequence[str],
) -> Sequence[Cell]:
    """The last day of a package is counted from its first, month by month."""
    cells = cells_of(model, row, words)
    if model is DataPackage and row["activated_on"]:
        package = programme_of(session, pattern.request["revision_id"]).data_package
        months, on = (package.months if package else 0), row["activated_on"]
        at = table(model).c.keys().index("expires_on")
        cells[at] = lambda change: last_day(on + change.shift, months)
    return cells


def _due(session: Session, copy: Copy) -> date:
    request, decisions = copy.pattern.request, copy.pattern.rows[Decision]
    moved = [row["created_at"] for row in decisions if row["kind"] in MOVES]
    asked = max([request["created_at"], *moved]) + copy.shift
    step = programme_of(session, request["revision_id"]).steps[request["step"]]
    return after_working_days(clock.local(asked).date(), step.working_days)


@dataclass
class _Noted:
    """An entry of the trail as a plain row, for the chain."""

    id: int
    at: datetime
    officer_id: int | None
    contact_id: int | None
    unit_id: int | None
    action: str
    subject: str
    subject_id: int
    details: dict[str, Any]


def _note(session: Session, rows: Iterable[tuple[Any, ...]]) -> None:
    """Adds entries to the trail in the order of their moments, and their links to the chain."""
    columns = table(AuditEntry).c.keys()
    entries = [_Noted(**dict(zip(columns, row, strict=True))) for row in rows]
    numbers = sorted(entry.id for entry in entries)
    entries.sort(key=lambda entry: (entry.at, entry.id))
    head = session.get(AuditHead, 1)
    if head is None or not entries:
        return
    position, before, links = head.position, head.hash, []
    for number, entry in zip(numbers, entries, strict=True):
        entry.id, position = number, position + 1
        before = link_hash(before, entry, position)
        links.append((position, entry.id, before))
    plain = [tuple(getattr(entry, name) for name in columns) for entry in entries]
    bulk_insert(session, table(AuditEntry), columns, plain)
    bulk_insert(session, table(AuditLink), ("position", "entry_id", "hash"), links)
    head.position, head.hash = position, before
    session.flush()
