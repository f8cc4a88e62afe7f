"""Machines with their state and history, and how much of the time they worked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend import clock, scope
from backend.access_points.models import AccessPoint, AccessPointId
from backend.db import read_once
from backend.officers.models import Officer
from backend.public_computers.models import MachineFault, MachineId, PublicMachine, RepairStep
from backend.public_computers.rules import MachineDays, Outage, Presence, machine_days
from backend.tickets.models import Ticket, TicketStatus
from backend.tickets.visibility import visible_to

REPORT = "report_public_fault"


@dataclass(frozen=True)
class Machine:
    """One machine with its faults, the newest first, and what was done about each."""

    machine: PublicMachine
    faults: tuple[tuple[MachineFault, tuple[RepairStep, ...]], ...]

    @property
    def fault(self) -> MachineFault | None:
        """What is the matter now."""
        gone = self.machine.gone_on is not None
        return next((f for f, _steps in self.faults if f.works_on is None and not gone), None)

    @property
    def steps(self) -> tuple[RepairStep, ...]:
        """What was done about it so far."""
        return next((steps for f, steps in self.faults if f is self.fault), ())

    @property
    def days_down(self) -> int:
        """For how many days it has been out of order, the day itself counted as one."""
        return (clock.today() - self.fault.broken_on).days + 1 if self.fault else 0


def machines(session: Session, point_id: AccessPointId) -> list[Machine]:
    """All machines of a place, those that are no more at the end, by number."""
    query = select(PublicMachine).where(PublicMachine.access_point_id == point_id)
    found = session.scalars(query).all()
    faults = _faults(session, [one.id for one in found])
    listed = [Machine(one, tuple(faults.get(one.id, ()))) for one in found]
    return sorted(listed, key=lambda one: (one.machine.gone_on is not None, _in_order(one)))


def presences(
    session: Session, points: Sequence[AccessPointId]
) -> dict[AccessPointId, list[Presence]]:
    """The machines of places with their outages: two statements for all of them."""
    query = select(PublicMachine).where(PublicMachine.access_point_id.in_(points))
    found = session.scalars(query).all()
    outages: dict[MachineId, list[Outage]] = {}
    rows = select(MachineFault.machine_id, MachineFault.broken_on, MachineFault.works_on)
    for machine_id, broken_on, works_on in session.execute(
        rows.where(MachineFault.machine_id.in_([one.id for one in found]))
    ):
        outages.setdefault(machine_id, []).append(Outage(broken_on, works_on))
    told: dict[AccessPointId, list[Presence]] = {point: [] for point in points}
    for one in found:
        presence = Presence(one.since, one.gone_on, tuple(outages.get(one.id, ())))
        told[one.access_point_id].append(presence)
    return told


def worked(
    session: Session, points: Sequence[AccessPointId], since: date, until: date
) -> MachineDays:
    """Machine-days of places from a day to a day, none of the future."""
    of_places = presences(session, points).values()
    machines_there = [one for place in of_places for one in place]
    return machine_days(machines_there, since, min(until, clock.today()))


def reports(session: Session, officer: Officer, point: AccessPoint) -> list[Ticket]:
    """Visitors' reports of faults at a place that nobody has taken up yet."""
    taken = select(MachineFault.ticket_id).where(MachineFault.ticket_id.is_not(None))
    query = select(Ticket).where(
        Ticket.kind == REPORT,
        Ticket.about_unit_id == point.unit_id,
        Ticket.status != TicketStatus.CLOSED,
        Ticket.id.not_in(taken),
        visible_to(officer),
    )
    found = session.scalars(query.order_by(Ticket.id)).all()
    return [one for one in found if said(one, "place") == str(point.id)]


def said(ticket: Ticket, name: str) -> str:
    """The stored answer to one question of a ticket."""
    return next((str(fact["value"]) for fact in ticket.facts if fact["name"] == name), "")


@read_once
def points_with_machines(session: Session, officer: Officer) -> list[AccessPoint]:
    """The officer's places that are still there and have machines in the book."""
    own = select(PublicMachine.access_point_id).where(PublicMachine.gone_on.is_(None))
    query = select(AccessPoint).where(
        scope.within(officer, AccessPoint.unit_id),
        AccessPoint.closed_on.is_(None),
        AccessPoint.id.in_(own),
    )
    return list(session.scalars(query.order_by(AccessPoint.name, AccessPoint.id)))


def _faults(
    session: Session, ids: Sequence[MachineId]
) -> dict[MachineId, list[tuple[MachineFault, tuple[RepairStep, ...]]]]:
    steps: dict[int, list[RepairStep]] = {}
    faults = session.scalars(
        select(MachineFault)
        .where(MachineFault.machine_id.in_(ids))
        .order_by(MachineFault.broken_on.desc(), MachineFault.id.desc())
    ).all()
    query = select(RepairStep).where(RepairStep.fault_id.in_([fault.id for fault in faults]))
    for step in session.scalars(query.order_by(RepairStep.id)):
        steps.setdefault(step.fault_id, []).append(step)
    found: dict[MachineId, list[tuple[MachineFault, tuple[RepairStep, ...]]]] = {}
    for fault in faults:
        found.setdefault(fault.machine_id, []).append((fault, tuple(steps.get(fault.id, ()))))
    return found


def _in_order(one: Machine) -> tuple[str, MachineId]:
    """Machine 2 before machine 10."""
    code = one.machine.code
    digits = "".join(filter(str.isdigit, code))
    letters = "".join(letter for letter in code if not letter.isdigit())
    return f"{letters}{digits.zfill(6)}", one.machine.id
