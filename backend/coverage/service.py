"""Writing down how the signal in a hamlet is."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend import audit, clock
from backend.administrative_units.models import UnitId
from backend.coverage import queries, rules, wording
from backend.coverage.models import CoverageEvent, CoverageReport, HamletCoverage
from backend.coverage.words import OPERATORS, Network, Signal
from backend.db import locked
from backend.errors import Conflict, Invalid
from backend.i18n import _
from backend.notices.service import notify
from backend.officers.models import Officer
from backend.tickets.models import Ticket

TOLD_AFTERWARDS = timedelta(days=400)  # who reported so long ago is told that it works


@dataclass(frozen=True)
class Found:
    """How a hamlet was found, as it is typed."""

    signal: str
    network: str
    operator: str
    found_on: date
    evidence: str
    target_on: date | None = None


def record(
    session: Session, officer: Officer, unit_id: UnitId, version: int, found: Found
) -> HamletCoverage:
    """Writes it down, for a hamlet that is not in the register yet with version 0. Who reported a
    weak signal is told once it is covered. Raises `Invalid` beside the field, `NotFound` outside the
    scope, `Conflict` when somebody else was faster."""
    unit = queries.hamlet(session, officer, unit_id)
    signal, network = _checked(found)
    row = session.scalar(locked(select(HamletCoverage).where(HamletCoverage.unit_id == unit.id)))
    if (row.version if row else 0) != version:
        raise Conflict(_("Thôn này vừa có người ghi. Anh/chị xem lại rồi ghi."))
    if row is None:
        row = HamletCoverage(unit_id=unit.id, plan="", version=0)
        session.add(row)
    was_done = row.done_on is not None
    row.done_on = rules.done_on(row.done_on, signal, network, found.found_on)
    row.signal, row.network, row.operator = signal, network, found.operator
    row.target_on, row.evidence = found.target_on, found.evidence.strip()
    row.version += 1
    session.flush()
    _note(session, officer, row, found.found_on)
    if row.done_on and not was_done:
        _tell_reporters(session, row)
    return row


def _checked(found: Found) -> tuple[Signal, Network]:
    if found.signal not in list(Signal):
        raise Invalid(_("Anh/chị chọn tình trạng sóng."), field="signal")
    if found.network not in list(Network):
        raise Invalid(_("Anh/chị chọn mạng tốt nhất tới được thôn."), field="network")
    signal, network = Signal(found.signal), Network(found.network)
    if not rules.fits(signal, network):
        words = _("Chưa có sóng thì chọn mạng «–»; có sóng thì chọn 2G, 3G, 4G hay 5G.")
        raise Invalid(words, field="network")
    if found.operator not in OPERATORS:
        raise Invalid(_("Anh/chị chọn nhà mạng."), field="operator")
    if found.found_on > clock.today():
        raise Invalid(_("Ngày này chưa đến. Anh/chị xem lại."), field="found_on")
    if rules.is_covered(signal, network) and not found.evidence.strip():
        words = _("Anh/chị ghi căn cứ: văn bản của nhà mạng, hoặc ai đo, đo ở đâu.")
        raise Invalid(words, field="evidence")
    return signal, network


def _note(session: Session, officer: Officer, row: HamletCoverage, found_on: date) -> None:
    session.add(
        CoverageEvent(
            coverage_id=row.id,
            found_on=found_on,
            signal=row.signal,
            network=row.network,
            operator=row.operator,
            evidence=row.evidence,
            officer_id=officer.id,
            created_at=clock.now(),
        )
    )
    audit.record(session, "record_coverage", row, by=officer, signal=row.signal.value)


def _tell_reporters(session: Session, row: HamletCoverage) -> None:
    query = (
        select(Ticket.contact_id)
        .join(CoverageReport, CoverageReport.ticket_id == Ticket.id)
        .where(
            CoverageReport.unit_id == row.unit_id,
            Ticket.contact_id.is_not(None),
            Ticket.created_at >= clock.now() - TOLD_AFTERWARDS,
        )
        .distinct()
    )
    for contact_id in session.scalars(query).all():
        notify(session, contact_id, wording.covered(session, row))
