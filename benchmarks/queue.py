"""The long queue of requests: ours beside offset paging, LIKE and counting in the table.

    python -m benchmarks.queue [--size 200000] [--rounds 5]

All requests are of one province, on SQLite; the officer is of the province or of one commune. Ours is
what the page calls, opening its rows included; theirs is one statement in `support_requests`, with
the index that it has, where a telephone is encrypted and not found. Both turn by turn in one run; the
figure to quote is the median of the ratios.
A million (`--size 1000000`) takes minutes to fill.
"""

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache, cached_property
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any

from sqlalchemy import insert, select, text
from sqlalchemy.orm import Session

from backend.administrative_units.models import AdministrativeUnit, Level, TreeStamp
from backend.db import Base, Database, bulk_insert, table
from backend.migrate import migrate
from backend.officers.models import Officer, OfficerId, Role
from backend.programmes.service import load_catalogue, newest_revision
from backend.support_requests.filters import Due, Filters
from backend.support_requests.listing import listing, status_counts
from backend.support_requests.models import Lacking, Relation, RequestId, Status, SupportRequest
from backend.support_requests.queue_models import Entered, QueueEntry, RequestText, RequestWord
from backend.support_requests.search import search
from backend.support_requests.words import phone_words, words_of
from benchmarks.keys import ring, take_keys
from benchmarks.people import people_of, person

COMMUNES, HAMLETS = 98, 12  # as a province has on average
PROVINCE, COMMUNE = OfficerId(1), OfficerId(2)
NOW, TODAY = datetime.now(UTC), date.today()  # noqa: DTZ011 - invented
STATUSES = (*[Status.RECEIVED] * 6, *[Status.WAITING] * 2, Status.REFUSED, Status.APPROVED)
VERDICTS = ("same", "same", "same", "ask", "none")
_chance = Random(2026)
_hide = ring().word
NAMES = [person(_chance, people_of(_chance)).name for _number in range(20_000)]
_ENTRY = (
    *("unit_id", "request_id", "status", "programme", "circumstance", "verdict", "entered"),
    *("due_on", "supplemented", "sent_on", "handed_over_on", "revision_id", "step", "has_package"),
)


@dataclass
class Said:
    """An invented request, told from its number."""

    id: int

    def pick(self, salt: int, count: int) -> int:
        """Anything below `count`, always the same for this request."""
        return (self.id * 2654435761 + salt * 40503) % 2**32 * count // 2**32

    @property
    def unit(self) -> int:
        return 2 + self.id % COMMUNES

    @property
    def hamlet(self) -> int:
        return self.pick(1, HAMLETS) + 1

    @property
    def status(self) -> Status:
        return STATUSES[self.pick(2, len(STATUSES))]

    @property
    def code(self) -> str:
        return f"HT-2026-{self.id:06}"

    @property
    def names(self) -> tuple[str, str]:
        return NAMES[self.pick(3, len(NAMES))], NAMES[self.pick(4, len(NAMES))]

    @property
    def school(self) -> str:
        return f"TH {NAMES[self.unit * 7 + self.pick(5, 7)]}"

    @property
    def phone(self) -> str:
        return f"09{self.pick(6, 10**8):08}"

    @cached_property
    def words(self) -> list[str]:
        """As `words_of` all of it; names and schools come again and again."""
        child, head = self.names
        number = f"2026{self.id:06}"
        own = {f"ht{number}", f"~{number[::-1]}", *phone_words(self.phone, _hide)}
        own |= {"thon", str(self.hamlet)}
        return sorted(own | _name_words(child) | _name_words(head) | _school_words(self.school))

    def entry(self, unit: int, revision_id: int) -> tuple[Any, ...]:
        """The row of `queue_entries`."""
        due = TODAY + timedelta(days=self.pick(7, 20) - 3)
        return (
            *(unit, self.id, self.status, "song-va-may-tinh", "poor"),
            *(VERDICTS[self.pick(8, len(VERDICTS))], Entered.FAMILY),
            *(due if self.status is Status.WAITING else None, self.pick(9, 20) == 0, TODAY),
            *(None, revision_id, 0, False),
        )


@cache
def _name_words(name: str) -> frozenset[str]:
    return words_of("", (name,), "", "")


@cache
def _school_words(school: str) -> frozenset[str]:
    return words_of("", (), school, "")


def fill(session: Session, size: int) -> None:
    """Units, two officers and the requests with all that belongs to them."""
    load_catalogue(session)
    revision = newest_revision(session, "song-va-may-tinh")
    assert revision
    session.execute(insert(AdministrativeUnit), list(units()))
    session.add(TreeStamp(id=1, stamp="benchmark"))
    session.execute(
        insert(Officer),
        [
            {"id": id_, "username": f"mau{id_}", "full_name": "Mẫu", "password_hash": "",
             "active": True, "role": Role.APPROVER, "unit_id": id_, "created_at": NOW}
            for id_ in (PROVINCE, COMMUNE)
        ],
    )  # fmt: skip
    everything = [Said(id_) for id_ in range(1, size + 1)]
    for said in everything[:100]:
        whole = words_of(said.code, said.names, said.school, f"Thôn {said.hamlet}")
        assert whole | phone_words(said.phone, _hide) == set(said.words)
    first = _request(everything[0], revision.id)
    _put(session, SupportRequest, first, (_request(r, revision.id).values() for r in everything))
    texts = ((r.id, r.unit, _path(r), "".join(f" {w}" for w in r.words)) for r in everything)
    _put(session, RequestText, ("request_id", "unit_id", "path", "words"), texts)
    _put(session, QueueEntry, _ENTRY, (r.entry(1, revision.id) for r in everything))
    for unit in range(2, 2 + COMMUNES):
        own = everything[unit - 2 - 1 if unit > 2 else COMMUNES - 1 :: COMMUNES]
        assert own[0].unit == unit
        words = sorted((unit, word, r.id) for r in own for word in r.words)
        _put(session, RequestWord, ("unit_id", "word", "request_id"), words)
        _put(session, QueueEntry, _ENTRY, (r.entry(unit, revision.id) for r in own))
        _put(session, QueueEntry, _ENTRY, (r.entry(_hamlet(r), revision.id) for r in own))


def units(before: int = 0) -> Iterator[dict[str, Any]]:
    """A province with its communes and hamlets; `before` is added to each number."""
    since, top = date(2025, 7, 1), 1 + before
    province = {"id": top, "parent_id": None, "level": Level.PROVINCE, "type": "tỉnh"}
    yield {**province, "name": f"Mẫu {top}", "path": f"/{top}/", "valid_from": since}
    for commune in range(2, 2 + COMMUNES):
        id_ = commune + before
        unit = {"id": id_, "parent_id": top, "level": Level.COMMUNE, "type": "xã"}
        yield {**unit, "name": f"Mẫu {id_}", "path": f"/{top}/{id_}/", "valid_from": since}
        for number in range(1, HAMLETS + 1):
            own = commune * 100 + number + before
            hamlet = {"id": own, "parent_id": id_, "level": Level.HAMLET, "type": "thôn"}
            path = f"/{top}/{id_}/{own}/"
            yield {**hamlet, "name": f"Thôn {number}", "path": path, "valid_from": since}


def _hamlet(said: Said) -> int:
    return said.unit * 100 + said.hamlet


def _path(said: Said) -> str:
    return f"/1/{said.unit}/{_hamlet(said)}/"


def _request(said: Said, revision_id: int) -> dict[str, Any]:
    child, head = said.names
    columns: dict[str, Any] = dict.fromkeys(table(SupportRequest).c.keys())
    return columns | {
        "id": said.id, "code": said.code, "revision_id": revision_id, "benefit": "device",
        "unit_id": said.unit, "relation": Relation.PARENT, "circumstance": "poor",
        "head_name": head, "hamlet": f"Thôn {said.hamlet}", "child_name": child, "child_key": "",
        "head_key": "",
        "school": said.school, "class_name": "5A", "lacking": Lacking.NO_DEVICE, "facts": [],
        "passed": 0,
        "phone": said.phone, "status": said.status, "step": 0, "version": 1, "created_at": NOW,
        "updated_at": NOW,
    }  # fmt: skip


def _put(session: Session, model: type[Base], names: Any, rows: Any) -> None:
    rows = iter(rows)
    while chunk := [tuple(row) for row in islice(rows, 20_000)]:
        bulk_insert(session, table(model), list(names), chunk)


Ask = Callable[[Session, Officer], Sequence[object]]
_SCOPE = "unit_id IN (SELECT id FROM administrative_units WHERE path LIKE :path || '%')"


def ours(filters: Filters, after: int = 0, before: int = 0) -> Ask:
    """A page of the queue."""
    last, first = RequestId(after) or None, RequestId(before) or None
    return lambda session, officer: (
        listing(session, officer, filters, after=last, before=first).rows
    )


def by_offset(filters: Filters, offset: int) -> Ask:
    """The same by OFFSET."""
    order = "id" if filters.oldest_first else "id DESC"
    where = "AND status = :status" if filters.status else ""
    query = f"SELECT * FROM support_requests WHERE {_SCOPE} {where} ORDER BY {order}"  # noqa: S608
    return _opened(f"{query} LIMIT 50 OFFSET {offset}", status=filters.status)


def found(words: str) -> Ask:
    """A page of what was searched for."""
    return lambda session, officer: search(session, officer, words).rows


def by_like(words: str) -> Ask:
    """The same by LIKE, which needs the marks."""
    columns = ("code", "child_name", "head_name", "school", "hamlet")
    like = " OR ".join(f"{column} LIKE :like" for column in columns)
    query = f"SELECT * FROM support_requests WHERE {_SCOPE} AND ({like})"  # noqa: S608
    return _opened(f"{query} ORDER BY id DESC LIMIT 50", like=f"%{words}%")


def counted(filters: Filters) -> Ask:
    """How many stand where."""
    return lambda session, officer: list(status_counts(session, officer, filters).items())


def in_the_table(where: str = "") -> Ask:
    """The same in the table of requests."""
    query = f"SELECT status, count(*) FROM support_requests WHERE {_SCOPE} {where}"  # noqa: S608
    statement = text(f"{query} GROUP BY status")
    return lambda session, officer: session.execute(statement, {"path": _path_of(officer)}).all()


def _opened(query: str, **values: Any) -> Ask:
    statement = select(SupportRequest).from_statement(text(query))
    return lambda session, officer: session.scalars(
        statement, {"path": _path_of(officer), **values}
    ).all()


def _path_of(officer: Officer) -> str:
    return "/1/" if officer.id == PROVINCE else "/1/2/"


def measure(database: Database, size: int, rounds: int) -> None:
    """Prints one line for each question and officer."""
    half = size // 2
    waiting, every = Filters(status=Status.WAITING), Filters()
    overdue = Filters(due=Due.OVERDUE)
    one = Said(half - half % COMMUNES)  # of the commune that is asked for
    questions: list[tuple[str, Ask, Ask]] = [
        ("first page, waiting", ours(waiting), by_offset(waiting, 0)),
        ("first page, all", ours(every), by_offset(every, 0)),
        ("page in the middle, waiting", ours(waiting, after=half), by_offset(waiting, size // 10)),
        ("page in the middle, all", ours(every, after=half), by_offset(every, half)),
        ("and the page before it", ours(every, before=half), by_offset(every, half)),
        ("search: end of a code", found(one.code[-5:]), by_like(one.code[-5:])),
        ("search: telephone", found(one.phone), by_like(one.phone)),
        ("search: a whole name", found(one.names[0]), by_like(one.names[0])),
        ("search: Nguyễn", found("nguyễn"), by_like("Nguyễn")),
        ("search: Nguyễn Thị", found("nguyễn thị"), by_like("Nguyễn Thị")),
        ("search: nobody's name", found("nguyễn thị zuzu"), by_like("Nguyễn Thị Zuzu")),
        ("counts", counted(every), in_the_table()),
        ("counts, overdue", counted(overdue), in_the_table("AND updated_at < '2020-01-01'")),
    ]
    print(f"{'':<32}{'province: ours':>15}{'theirs':>9}{'ratio':>9}", end="")
    print(f"{'commune: ours':>16}{'theirs':>9}{'ratio':>9}   (ms)")
    for name, mine, other in questions:
        print(f"{name:<32}", end="")
        for officer_id, width in ((PROVINCE, 15), (COMMUNE, 16)):
            pairs = [
                (_seconds(database, officer_id, mine), _seconds(database, officer_id, other))
                for _round in range(rounds)
            ]
            middle = [statistics.median(values) * 1000 for values in zip(*pairs, strict=True)]
            ratio = statistics.median(theirs / our for our, theirs in pairs)
            print(f"{middle[0]:>{width}.1f}{middle[1]:>9.1f}{ratio:>9.1f}", end="")
        print(flush=True)


def _seconds(database: Database, officer_id: OfficerId, ask: Ask) -> float:
    with database.reading() as session:
        officer = session.get_one(Officer, officer_id)
        started = time.perf_counter()
        ask(session, officer)
        return time.perf_counter() - started


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--size", type=int, default=200_000)
    parser.add_argument("--rounds", type=int, default=5)
    arguments = parser.parse_args()
    take_keys()
    with tempfile.TemporaryDirectory(prefix="noisong-queue-") as folder:
        database = Database(f"sqlite:///{Path(folder) / 'queue.db'}")
        migrate(database)
        started = time.perf_counter()
        with database.transaction() as session:
            fill(session, arguments.size)
        print(f"{arguments.size} requests: {time.perf_counter() - started:.0f} s to fill")
        measure(database, arguments.size, arguments.rounds)
        database.close()


if __name__ == "__main__":
    main()
