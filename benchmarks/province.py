"""A country's million requests in 34 provinces, in a minute or two: all that officers' pages read.

The first ones are those of `benchmarks.queue`, with births and with what their status says; the
database itself makes the rest: the same invented families live again in the next communes of the
next province, under numbers of their own. The officers are of the first province, and so are the
lists and a few hundred requests more, which went through the real services up to the receipt.
"""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any

from sqlalchemy import insert, select, text, update
from sqlalchemy.orm import Session

from backend.administrative_units.models import AdministrativeUnit, UnitId
from backend.administrative_units.service import tree_changed
from backend.contacts.models import Contact
from backend.db import Base, Database, table
from backend.deliveries.models import Delivery, DeliveryConfirmation
from backend.deliveries.service import HandOver, hand_over
from backend.devices.models import Device
from backend.devices.words import Condition, DeviceKind, DeviceState, Holder
from backend.figures.days import local_day
from backend.numbering import Counter
from backend.officers.models import Officer
from backend.poverty_lists.draft import ListRow
from backend.poverty_lists.models import PovertyList, PovertyListEntry
from backend.support_requests.models import (
    Decision,
    DecisionKind,
    ProbingKind,
    ProbingSign,
    RequestId,
    Status,
    SupportRequest,
    Verification,
)
from backend.support_requests.queue_models import QueueEntry, RequestText, RequestWord
from backend.support_requests.service import decide
from backend.tables import metadata
from backend.vietnamese import compact
from benchmarks.queue import COMMUNE, COMMUNES, NAMES, NOW, TODAY, VERDICTS, Said, fill, units
from tests.factories import make_household, make_list, make_officer, make_request

NOTICED = 100  # of so many requests, one makes officers look
DAYS = 730  # over which requests were sent
YEAR = TODAY.year
PROVINCES = 34
APART = 20_000  # the number of a unit and of the one in its place in the next province
LISTED = (2, 3, 4, 5)  # communes of the whole ones, in the first province
OF_PROVINCE, OF_COMMUNE = "tinh", "xa{}"  # names of accounts with the tests' password
HOUSES = 300  # on the list of each
WENT_ON = (Status.APPROVED, Status.REFUSED, Status.RECEIVED)
# The unit of a row some communes further on, in a province further on: in the first province, a
# hamlet's number begins with its commune's.
_FURTHER = f"(2 + ({{}} - 2 + :step) % {COMMUNES})"
_IN_FIRST, _OF_HAMLET = _FURTHER.format("unit_id"), _FURTHER.format("(unit_id / 100)")
_COMMUNE = f"{_IN_FIRST} + :before"
_UNIT = (
    f"CASE WHEN unit_id = 1 THEN 1 WHEN unit_id < 200 THEN {_IN_FIRST} "
    f"ELSE {_OF_HAMLET} * 100 + unit_id % 100 END + :before"
)
_REQUEST, _CONTACT = "request_id + :shift", "contact_id + :shift"
_DIGITS, _OLD_DIGITS = "'2026' || ({})", "'2026' || substr('00000' || {0}, length('' || {0}), 6)"
Changes = Mapping[str, str]
# What of a copied row is another than of the first one; numbers that are not named are given anew.
_CHANGED: tuple[tuple[type[Base], str, Changes], ...] = (
    (
        SupportRequest,
        "id",
        {
            "id": "id + :shift",
            "code": "'HT-2026-' || (id + :shift)",
            "unit_id": _COMMUNE,
            "contact_id": _CONTACT,
        },
    ),
    (ProbingSign, "request_id", {"request_id": _REQUEST}),
    (QueueEntry, "request_id", {"request_id": _REQUEST, "unit_id": _UNIT}),
    (Verification, "request_id", {"request_id": _REQUEST}),
    (Decision, "request_id", {"request_id": _REQUEST}),
    (
        Device,
        "id",
        {"id": "id + :shift", "serial": "'SN-' || (id + :shift)", "unit_id": _COMMUNE},
    ),
    (Delivery, "id", {"id": "id + :shift", "request_id": _REQUEST, "device_id": "id + :shift"}),
    (
        DeliveryConfirmation,
        "delivery_id",
        {"delivery_id": "delivery_id + :shift", "contact_id": _CONTACT},
    ),
)


def make_province(database: Database, first: int, copies: int, whole: int) -> list[RequestId]:
    """Fills a migrated database with `first` requests, as often again as `copies` says, each time in
    the next province, and with whole ones, whose numbers it hands back. Everything is invented."""
    total = first * (1 + copies)
    with database.transaction() as session:
        _prepare(session, is_sqlite=database.is_sqlite)
        contacts = [{"id": said + 1, "created_at": NOW} for said in range(first)]
        session.execute(insert(Contact), contacts)
        fill(session, first)
        _add_provinces(session, min(PROVINCES, 1 + copies))
        _count_on(session)
        _make_lists(session)
        _let_happen(session, [Said(number) for number in range(1, first + 1)])
        # First: as long as a row waits for what it points at, SQLite reads all that points at
        # contacts for each new one.
        _copy_contacts(session, first, copies)
        _copy_words(session, first, copies)
        for step in range(1, copies + 1):
            for model, key, changes in _CHANGED:
                at = _at(step, first)
                _copy(session, model, f"{key} <= :first", changes, {"first": first, **at})
        session.add(Counter(series=f"HT-{YEAR}", value=total))
        session.flush()
        _count_on(session)
    found = [_make_whole(database, number) for number in range(whole)]
    with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        if not database.is_sqlite:  # which it does by itself after a while
            connection.exec_driver_sql("VACUUM ANALYZE")
    return found


def _prepare(session: Session, *, is_sqlite: bool) -> None:
    connection = session.connection()
    if is_sqlite:
        for setting in ("defer_foreign_keys = ON", "cache_size = -500000"):  # kilobytes
            connection.exec_driver_sql(f"PRAGMA {setting}")
        driver: Any = connection.connection.driver_connection
        driver.create_function("reverse", 1, lambda digits: digits[::-1], deterministic=True)
    else:  # foreign keys are not looked at
        connection.exec_driver_sql("SET LOCAL session_replication_role = replica")


def _copy_contacts(session: Session, first: int, copies: int) -> None:
    """One for each copied request."""
    for step in range(1, copies + 1):
        values = {"first": first, **_at(step, first)}
        _copy(session, Contact, "id <= :first", {"id": "id + :shift"}, values)


def _add_provinces(session: Session, count: int) -> None:
    """Those after the first."""
    for province in range(1, count):
        session.execute(insert(AdministrativeUnit), list(units(province * APART)))
    tree_changed(session)


def _at(step: int, first: int) -> dict[str, int]:
    """Where the rows of a copy are: what is added to the numbers of its requests and of its units."""
    return {"step": step, "shift": step * first, "before": step % PROVINCES * APART}


def _let_happen(session: Session, everything: list[Said]) -> None:
    """Births, days of sending, and what the status says has happened."""
    sent = {said.id: NOW - timedelta(days=said.pick(11, DAYS)) for said in everything}
    told = [
        {
            "id": said.id,
            "created_at": sent[said.id],
            "child_key": compact(said.names[0]),
            "head_key": compact(said.names[1]),
            "child_birth_year": YEAR - 6 - said.pick(14, 12),
            "head_birth_year": YEAR - 30 - said.pick(15, 40),
            "contact_id": said.id,
        }
        for said in everything
    ]
    session.execute(update(SupportRequest), told)
    own = SupportRequest.id == QueueEntry.request_id
    sent_on = select(local_day(SupportRequest.created_at)).where(own).scalar_subquery()
    session.execute(update(QueueEntry).values(sent_on=sent_on))
    received = [said for said in everything if said.status is Status.RECEIVED]
    entries = session.scalars(select(PovertyListEntry).order_by(PovertyListEntry.id)).all()
    looks = [_verification(said, entries[said.id % len(entries)]) for said in everything]
    session.execute(insert(Verification), looks)
    session.execute(insert(ProbingSign), list(_signs(everything, sent)))
    session.execute(insert(Decision), list(_decisions(everything, sent)))
    session.execute(insert(Device), [_device(said) for said in received])
    session.execute(insert(Delivery), [_delivery(said) for said in received])
    session.execute(insert(DeliveryConfirmation), [_confirmation(said) for said in received])
    its = Delivery.request_id == QueueEntry.request_id
    handed_over_on = select(Delivery.handed_over_on).where(its).scalar_subquery()
    session.execute(update(QueueEntry).values(handed_over_on=handed_over_on))


def _verification(said: Said, entry: PovertyListEntry) -> dict[str, Any]:
    verdict = VERDICTS[said.pick(8, len(VERDICTS))]
    found = entry.id if verdict == "same" else None
    return {"request_id": said.id, "verdict": verdict, "list_id": entry.list_id, "entry_id": found,
            "score": 90, "reason": "Mẫu", "candidates": [], "created_at": NOW}  # fmt: skip


def _signs(everything: list[Said], sent: dict[int, Any]) -> Iterator[dict[str, Any]]:
    for said in everything[::NOTICED]:
        for kind in ProbingKind:
            yield {"request_id": said.id, "kind": kind, "noticed_at": sent[said.id]}


def _decisions(everything: list[Said], sent: dict[int, Any]) -> Iterator[dict[str, Any]]:
    for said in everything:
        if said.status in WENT_ON:
            refused = said.status is Status.REFUSED
            kind = DecisionKind.REFUSE if refused else DecisionKind.APPROVE
            decided = sent[said.id] + timedelta(days=said.pick(12, 9))
            yield {"request_id": said.id, "step": 0, "kind": kind, "reason": "Mẫu",
                   "officer_id": COMMUNE, "created_at": decided}  # fmt: skip


def _device(said: Said) -> dict[str, Any]:
    return {"id": said.id, "serial": f"SN-{said.id}", "model": "Máy tính bảng",
            "kind": DeviceKind.TABLET, "source": "", "condition_note": "", "received_on": TODAY,
            "unit_id": said.unit, "holder": Holder.FAMILY, "condition": Condition.GOOD,
            "state": DeviceState.HANDED_OVER, "created_at": NOW}  # fmt: skip


def _delivery(said: Said) -> dict[str, Any]:
    return {"id": said.id, "request_id": said.id, "device_id": said.id,
            "handed_over_on": TODAY - timedelta(days=said.pick(13, 300)), "receiver_name": "Mẫu",
            "receiver_relation": "", "officer_id": COMMUNE, "created_at": NOW}  # fmt: skip


def _confirmation(said: Said) -> dict[str, Any]:
    return {"delivery_id": said.id, "contact_id": said.id, "received": True, "note": "",
            "created_at": NOW}  # fmt: skip


def _copy(
    session: Session, model: type[Base], where: str, changes: Changes, at: dict[str, int]
) -> None:
    """Some rows once more, but for what is changed."""
    of = table(model)
    names = [column.name for column in of.c if column.name != "id" or "id" in changes]
    values = ", ".join(changes.get(name, f'"{name}"') for name in names)
    columns = ", ".join(f'"{name}"' for name in names)
    query = f"SELECT {values} FROM {of.name} WHERE {where}"  # noqa: S608 - ours
    session.execute(text(f"INSERT INTO {of.name} ({columns}) {query}"), at)


def _copy_words(session: Session, first: int, copies: int) -> None:
    """Words and texts of all copies. By province, so that words are written in their table's order."""
    session.execute(text("CREATE TEMP TABLE steps (step integer, shift integer, before integer)"))
    steps = [_at(step, first) for step in range(1, copies + 1)]
    session.execute(text("INSERT INTO steps VALUES (:step, :shift, :before)"), steps)
    for name in (RequestWord.__tablename__, RequestText.__tablename__):
        session.execute(text(f"CREATE TEMP TABLE first_{name} AS SELECT * FROM {name}"))  # noqa: S608
    for before in sorted({at["before"] for at in steps}):
        session.execute(text(_WORDS), {"before": before})
    session.execute(text(_TEXTS))


_NEW = _DIGITS.format("request_id + shift")
_OLD = _OLD_DIGITS.format("request_id")
_THERE = _IN_FIRST.replace(":step", "step")
_WORDS = f"""
INSERT INTO request_words (unit_id, word, request_id)
SELECT {_THERE} + before, CASE
    WHEN word LIKE 'ht2026%' THEN 'ht' || {_NEW}
    WHEN word LIKE '~%' THEN '~' || reverse({_NEW})
    ELSE word END, request_id + shift
FROM steps CROSS JOIN first_request_words WHERE before = :before
ORDER BY 1, 2, 3
"""  # noqa: S608 - ours
# A path ends with its hamlet's number, of which two digits say which one of its commune it is.
_OF_COMMUNE = "CAST(substr(path, length(path) - 2, 2) AS integer)"
_TEXTS = f"""
INSERT INTO request_texts (request_id, unit_id, path, words)
SELECT request_id + shift, {_THERE} + before,
    '/' || (1 + before) || '/' || ({_THERE} + before)
        || '/' || ({_THERE} * 100 + {_OF_COMMUNE} + before) || '/',
    replace(replace(words, 'ht' || {_OLD}, 'ht' || {_NEW}),
        '~' || reverse({_OLD}), '~' || reverse({_NEW}))
FROM steps CROSS JOIN first_request_texts
"""  # noqa: S608 - ours


def _count_on(session: Session) -> None:
    """PostgreSQL's own counters go on behind the rows that have their numbers."""
    if session.get_bind().dialect.name == "sqlite":
        return
    for one in metadata.sorted_tables:
        if "id" in one.c:
            counter = f"pg_get_serial_sequence('{one.name}', 'id')"
            last = f"SELECT coalesce(max(id), 0) + 1 FROM {one.name}"  # noqa: S608 - ours
            session.execute(text(f"SELECT setval({counter}, ({last}), false)"))


def _make_lists(session: Session) -> None:
    """Officers, and a published list in every commune of their province: in most without its rows."""
    province = session.get_one(AdministrativeUnit, UnitId(1))
    make_officer(session, OF_PROVINCE, "Trần Văn Mẫu", province)
    for unit_id in LISTED:
        unit = session.get_one(AdministrativeUnit, UnitId(unit_id))
        officer = make_officer(session, OF_COMMUNE.format(unit_id), "Lê Thị Mẫu", unit)
        rows = tuple(_house(number) for number in range(HOUSES))
        made = make_list(session, officer, unit, rows, file_hash=f"{unit_id:064}")
    for unit_id in range(2 + len(LISTED), 2 + COMMUNES):
        _copy(session, PovertyList, "id = :id", {"unit_id": ":to"}, {"id": made.id, "to": unit_id})


def _house(number: int) -> ListRow:
    return make_household(NAMES[number], born=_born(number), row=11 + number)


def _born(number: int) -> int:
    return 1970 + number % 25


def _make_whole(database: Database, number: int) -> RequestId:
    """A request from the services: of a family that a list proves, waiting, refused or received."""
    unit_id = LISTED[number % len(LISTED)]
    with database.transaction() as session:
        named = select(Officer).where(Officer.username == OF_COMMUNE.format(unit_id))
        officer = session.scalars(named).one()
        request = make_request(
            session,
            unit_id,
            chat_id=f"mau-{number}",
            head_name=NAMES[number % HOUSES],
            head_birth_year=_born(number % HOUSES),
            child_name=NAMES[HOUSES + number],
        )
        if number % 3:
            kind = DecisionKind.REFUSE if number % 9 == 1 else DecisionKind.APPROVE
            decide(session, officer, request.id, request.version, kind, "Mẫu")
        if number % 3 == 2:
            form = HandOver(f"MAU-{number}", "Máy tính bảng", TODAY, "Mẫu", "bố hoặc mẹ")
            hand_over(session, officer, request.id, request.version, form)
        return request.id
