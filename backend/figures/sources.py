"""What figures are counted in: requests, devices in families' hands, tickets, devices. Each source
says in which unit a row belongs and by which day it falls into a period."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from typing import Any

from sqlalchemy import ColumnElement, FromClause, exists
from sqlalchemy.orm import Session, aliased

from backend import clock, scope
from backend.administrative_units.models import UnitId
from backend.administrative_units.tree import tree
from backend.data_packages.models import DataPackage
from backend.db import table
from backend.devices.models import Device
from backend.figures.narrowing import Narrowing
from backend.figures.of_programme import device_counts
from backend.figures.rules import Period
from backend.i18n import N_
from backend.officers.models import Officer
from backend.support_requests.models import GIVEN, SupportRequest
from backend.support_requests.queue_models import QueueEntry
from backend.tickets.models import Ticket
from backend.tickets.visibility import visible_to

Clauses = Sequence[ColumnElement[bool]]


@dataclass(frozen=True)
class Line:
    """One row as a figure's page lists it: `address` is the page that it leads to."""

    title: str
    address: str
    unit_id: UnitId
    state: str
    day: date | None


@dataclass(frozen=True)
class Source:
    """One kind of row. `about` says by which day it is counted; `rows` is the joined tables, `beside`
    those that are joined where something of them is asked, each with how; `model` is what a row is,
    `place` the clause for the unit that is looked at, `within` those for the rest; `lines` tells rows
    in words, where they are neither requests nor tickets nor devices. `unit` is
    the column of a row's unit, where reports count all units of a province at once."""

    title: str
    about: str
    rows: FromClause
    model: Any
    place: Callable[[UnitId], ColumnElement[bool]]
    within: Callable[[Session, Officer, Narrowing], Clauses]
    sent_on: Any = None
    lines: Callable[[Session, Sequence[Any]], Sequence["Line"]] | None = None
    unit: Any = None
    beside: Sequence[tuple[FromClause, ColumnElement[bool]]] = ()

    @property
    def key(self) -> Any:
        """The column of a row's number."""
        return QueueEntry.request_id if self.model is SupportRequest else self.model.id


def units_below(session: Session, unit: UnitId) -> list[UnitId]:
    """The units right below one, those of earlier times too."""
    return [below.id for below in tree(session).below.get(unit, ())]


def _of_requests(session: Session, officer: Officer, narrowed: Narrowing) -> Clauses:
    return [*_entries(session, officer, narrowed), *_on(QueueEntry.sent_on, narrowed.period)]


def _of_deliveries(session: Session, officer: Officer, narrowed: Narrowing) -> Clauses:
    # whatever was not returned has such a status: an index leads to these
    stands = [QueueEntry.handed_over_on.is_not(None), QueueEntry.status.in_(GIVEN)]
    on = _on(QueueEntry.handed_over_on, narrowed.period)
    return [*_entries(session, officer, narrowed), *stands, *on]


def _on(day: Any, period: Period) -> list[ColumnElement[bool]]:
    clauses = [day >= period.since] if period.since else []
    return [*clauses, day <= period.until] if period.until else clauses


def _entries(session: Session, officer: Officer, narrowed: Narrowing) -> Clauses:
    clauses: list[ColumnElement[bool]] = []
    if narrowed.programme:
        clauses.append(QueueEntry.programme == narrowed.programme)
    if narrowed.circumstance:
        clauses.append(QueueEntry.circumstance == narrowed.circumstance)
    if narrowed.unplaced:
        unit = narrowed.unit or officer.unit_id
        placed = aliased(QueueEntry)
        clauses.append(
            ~exists().where(
                placed.request_id == QueueEntry.request_id,
                placed.unit_id.in_(units_below(session, unit)),
            )
        )
    return clauses


def _of_tickets(_session: Session, officer: Officer, narrowed: Narrowing) -> Clauses:
    sent = on_days(Ticket.created_at, narrowed.period)
    return [visible_to(officer), *sent]


def _of_devices(session: Session, officer: Officer, narrowed: Narrowing) -> Clauses:
    clauses: list[ColumnElement[bool]] = [scope.within(officer, Device.unit_id)]
    if narrowed.programme:
        clauses.append(device_counts(session, narrowed.programme))
    return clauses


def _entry_of(unit: UnitId) -> ColumnElement[bool]:
    return QueueEntry.unit_id == unit


def on_days(moment: Any, period: Period) -> Clauses:
    """Stored moments that fall on the days of a period here."""
    clauses = [moment >= _begin(period.since)] if period.since else []
    return (
        [*clauses, moment < _begin(period.until + timedelta(days=1))] if period.until else clauses
    )


def _begin(day: date) -> datetime:
    return datetime.combine(day, time.min, clock.VIETNAM).astimezone(UTC)


_entry, _request = table(QueueEntry), table(SupportRequest)
_package = table(DataPackage)
_with_request = (_request, _request.c.id == _entry.c.request_id)
_with_package = (_package, _package.c.request_id == _entry.c.request_id)

REQUESTS = Source(
    N_("Hồ sơ gửi trong kỳ"),
    N_(
        "Tính theo ngày gửi; mỗi hồ sơ ở nơi nó đang đứng hôm nay. Hồ sơ đã gộp không tính hai lần."
    ),
    _entry,
    SupportRequest,
    _entry_of,
    _of_requests,
    QueueEntry.sent_on,
    beside=[_with_request],
)
DELIVERIES = Source(
    N_("Máy bàn giao trong kỳ"),
    N_("Tính theo ngày bàn giao; máy gia đình đã trả lại thì không tính."),
    _entry,
    SupportRequest,
    _entry_of,
    _of_deliveries,
    QueueEntry.handed_over_on,
    beside=[_with_request, _with_package],
)
TICKETS = Source(
    N_("Phiếu gửi trong kỳ"),
    N_("Tính theo ngày gửi. Không gồm phiếu mà anh/chị không được xem."),
    table(Ticket),
    Ticket,
    partial(scope.below, Ticket.unit_id),
    _of_tickets,
)
DEVICES = Source(
    N_("Máy trong sổ hiện nay"),
    N_("Của kho đơn vị và các xã bên dưới, bất kể kỳ nào."),
    table(Device),
    Device,
    partial(scope.below, Device.unit_id),
    _of_devices,
)
