"""Reading the register: an officer the hamlets of the own units."""

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from backend import clock, scope
from backend.administrative_units.models import AdministrativeUnit, Level, UnitId
from backend.administrative_units.queries import communes_of
from backend.administrative_units.tree import tree
from backend.coverage.models import CoverageEvent, CoverageId, CoverageReport, HamletCoverage
from backend.coverage.words import Signal
from backend.errors import NotFound
from backend.i18n import _
from backend.officers.models import Officer

PAGE = 40
MOST_MISSING = 20  # hamlets that were reported and stand in no register


def hamlet(session: Session, officer: Officer, unit_id: UnitId) -> AdministrativeUnit:
    """A hamlet within the scope. Raises `NotFound`."""
    query = select(AdministrativeUnit).where(
        AdministrativeUnit.id == unit_id,
        AdministrativeUnit.level == Level.HAMLET,
        scope.within(officer, AdministrativeUnit.id),
    )
    found = session.scalar(query)
    if found is None:
        raise NotFound(_("Không có thôn này trong đơn vị của anh/chị."))
    return found


def coverage(session: Session, officer: Officer, coverage_id: CoverageId) -> HamletCoverage:
    """One hamlet of the register. Raises `NotFound`, also for another unit's."""
    query = select(HamletCoverage).where(
        HamletCoverage.id == coverage_id, scope.within(officer, HamletCoverage.unit_id)
    )
    found = session.scalar(query)
    if found is None:
        raise NotFound(_("Không có thôn này trong sổ phủ sóng của anh/chị."))
    return found


def hamlets(
    session: Session,
    officer: Officer,
    signal: Signal | None = None,
    after: CoverageId | None = None,
) -> Sequence[HamletCoverage]:
    """The register, as it was written: at most a page and one more, behind the one `after`."""
    query = select(HamletCoverage).where(scope.within(officer, HamletCoverage.unit_id))
    if signal:
        query = query.where(HamletCoverage.signal == signal)
    if after:
        query = query.where(HamletCoverage.id > after)
    return session.scalars(query.order_by(HamletCoverage.id).limit(PAGE + 1)).all()


def counts(session: Session, officer: Officer) -> dict[Signal, int]:
    """How many hamlets have which signal."""
    query = select(HamletCoverage.signal, func.count()).where(
        scope.within(officer, HamletCoverage.unit_id)
    )
    return {
        signal: count for signal, count in session.execute(query.group_by(HamletCoverage.signal))
    }


def history(
    session: Session, officer: Officer, row: HamletCoverage
) -> Sequence[tuple[CoverageEvent, str | None]]:
    """How a hamlet was found, the newest first, and by whom."""
    query = (
        select(CoverageEvent, Officer.full_name)
        .join(HamletCoverage, HamletCoverage.id == CoverageEvent.coverage_id)
        .outerjoin(Officer, Officer.id == CoverageEvent.officer_id)
        .where(CoverageEvent.coverage_id == row.id, scope.within(officer, HamletCoverage.unit_id))
        .order_by(CoverageEvent.found_on.desc(), CoverageEvent.id.desc())
        .limit(PAGE)
    )
    return [(event, name) for event, name in session.execute(query)]


def reported_only(session: Session, officer: Officer) -> Sequence[UnitId]:
    """Hamlets that people reported and that stand in no register, the latest first."""
    known = select(HamletCoverage.unit_id)
    query = (
        select(CoverageReport.unit_id)
        .where(scope.within(officer, CoverageReport.unit_id), CoverageReport.unit_id.not_in(known))
        .group_by(CoverageReport.unit_id)
        .order_by(func.max(CoverageReport.ticket_id).desc())
        .limit(MOST_MISSING)
    )
    return session.scalars(query).all()


def to_add(session: Session, officer: Officer) -> list[tuple[UnitId, str]]:
    """The hamlets of the officer's communes that stand in no register, with their commune."""
    known = set(session.scalars(select(HamletCoverage.unit_id)))
    units, today = tree(session), clock.today()
    return [
        (place.id, f"{place.full_name} · {commune.full_name}")
        for commune in communes_of(session, officer)
        for place in units.hamlets(commune.id, today)
        if place.id not in known
    ]
