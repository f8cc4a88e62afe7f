"""Reading the workbook of breaches, within an officer's unit."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend import clock, scope
from backend.administrative_units.models import AdministrativeUnit
from backend.breaches import rules
from backend.breaches.clocks import clocks
from backend.breaches.models import Breach, BreachAccount, BreachId, BreachNotice
from backend.breaches.rules import Running
from backend.breaches.words import Told
from backend.db import locked
from backend.errors import NotFound
from backend.i18n import _
from backend.officers.models import Officer

PAGE = 25
MOST_OPEN = 200  # of which clocks are looked at for one page


@dataclass(frozen=True)
class Known:
    """A breach as far as it is known: every account and notice, oldest first, with who wrote it."""

    breach: Breach
    unit: str
    accounts: Sequence[tuple[BreachAccount, str]]
    notices: Sequence[tuple[BreachNotice, str]]

    @property
    def account(self) -> BreachAccount:
        """What counts: the newest."""
        return self.accounts[-1][0]

    @property
    def first_told(self) -> dict[Told, datetime]:
        """When each receiver was first told, or it was found that they need not be."""
        told: dict[Told, datetime] = {}
        for notice, _writer in self.notices:
            told[notice.receiver] = min(told.get(notice.receiver, notice.told_at), notice.told_at)
        return told

    @property
    def clocks(self) -> list[Running]:
        """As they stand now."""
        own = self.account
        return rules.running(
            clocks(), own.found_at, self.first_told, clock.now(), via_zalo=own.via_zalo
        )

    @property
    def open_clocks(self) -> list[Running]:
        """Those that still run, the next to end first. None of them once the breach is closed."""
        waiting = [] if self.breach.closed_at else [one for one in self.clocks if one.is_open]
        return sorted(waiting, key=lambda one: one.until)


def breaches(session: Session, officer: Officer, before: BreachId | None = None) -> list[Known]:
    """The newest first: a page and one more."""
    query = select(Breach).where(scope.within(officer, Breach.unit_id))
    if before:
        query = query.where(Breach.id < before)
    found = session.scalars(query.order_by(Breach.id.desc()).limit(PAGE + 1)).all()
    return _known(session, found)


def open_breaches(session: Session, officer: Officer) -> list[Known]:
    """Those with a clock that still runs."""
    query = select(Breach).where(scope.within(officer, Breach.unit_id), Breach.closed_at.is_(None))
    found = session.scalars(query.order_by(Breach.id.desc()).limit(MOST_OPEN)).all()
    return [known for known in _known(session, found) if known.open_clocks]


def breach(session: Session, officer: Officer, breach_id: BreachId, *, lock: bool = False) -> Known:
    """One. Raises `NotFound`, also for another unit's."""
    query = select(Breach).where(Breach.id == breach_id, scope.within(officer, Breach.unit_id))
    found = session.scalar(locked(query) if lock else query)
    if found is None:
        raise NotFound(_("Không có vụ này trong đơn vị của anh/chị."))
    return _known(session, [found])[0]


def _known(session: Session, found: Sequence[Breach]) -> list[Known]:
    if not found:
        return []
    numbers = [each.id for each in found]
    account, notice = BreachAccount, BreachNotice
    accounts: dict[BreachId, list[tuple[BreachAccount, str]]] = {number: [] for number in numbers}
    notices: dict[BreachId, list[tuple[BreachNotice, str]]] = {number: [] for number in numbers}
    written = (
        select(account, Officer.full_name)
        .join(Officer, Officer.id == account.officer_id)
        .where(account.breach_id.in_(numbers))
        .order_by(account.id)
    )
    for row, name in session.execute(written):
        accounts[row.breach_id].append((row, name))
    told = (
        select(notice, Officer.full_name)
        .join(Officer, Officer.id == notice.officer_id)
        .where(notice.breach_id.in_(numbers))
        .order_by(notice.id)
    )
    for one, name in session.execute(told):
        notices[one.breach_id].append((one, name))
    return [
        Known(
            each,
            session.get_one(AdministrativeUnit, each.unit_id).full_name,
            accounts[each.id],
            notices[each.id],
        )
        for each in found
    ]
