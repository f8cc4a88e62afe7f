"""The rows behind figures of public computers in words; what they belong to is read at once."""

from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.access_points.models import AccessPoint, AccessPointId
from backend.figures.sources import Line
from backend.i18n import _
from backend.public_computers.book_models import PlaceCost
from backend.public_computers.models import MachineFault, PublicMachine, ServiceDay, VisitCount
from backend.public_computers.plans import line_name

_HOME = "/admin/access-points"


def of_machines(session: Session, rows: Sequence[PublicMachine]) -> list[Line]:
    """Machines, each with its state."""
    points = _points(session, [row.access_point_id for row in rows])
    broken = set(
        session.scalars(
            select(MachineFault.machine_id).where(
                MachineFault.machine_id.in_([row.id for row in rows]),
                MachineFault.works_on.is_(None),
            )
        )
    )
    return [
        _line(
            points[row.access_point_id],
            _machine(points[row.access_point_id], row),
            _("đang hỏng") if row.id in broken else _("hoạt động"),
            row.since,
            "machines",
        )
        for row in rows
    ]


def of_days(session: Session, rows: Sequence[ServiceDay]) -> list[Line]:
    """Days of the log."""
    points = _points(session, [row.access_point_id for row in rows])
    return [
        _line(
            points[row.access_point_id],
            points[row.access_point_id].name,
            _("{kept} trên {planned} phút").format(kept=row.kept, planned=row.planned),
            row.day,
            f"log?day={row.day.isoformat()}",
        )
        for row in rows
    ]


def of_visits(session: Session, rows: Sequence[VisitCount]) -> list[Line]:
    """Counts of visitors."""
    query = select(ServiceDay).where(ServiceDay.id.in_([row.service_day_id for row in rows]))
    days = {day.id: day for day in session.scalars(query)}
    points = _points(session, [day.access_point_id for day in days.values()])
    found = []
    for row in rows:
        day = days[row.service_day_id]
        point = points[day.access_point_id]
        what = f"{row.group.label} · {row.purpose.label}"
        address = f"log?day={day.day.isoformat()}"
        found.append(_line(point, point.name, what, day.day, address))
    return found


def of_faults(session: Session, rows: Sequence[MachineFault]) -> list[Line]:
    """Faults, and whether the machine works again."""
    query = select(PublicMachine).where(PublicMachine.id.in_([row.machine_id for row in rows]))
    machines = {one.id: one for one in session.scalars(query)}
    points = _points(session, [one.access_point_id for one in machines.values()])
    found = []
    for row in rows:
        machine = machines[row.machine_id]
        point = points[machine.access_point_id]
        state = _("đã dùng lại được") if row.works_on else _("đang hỏng")
        found.append(_line(point, _machine(point, machine), state, row.broken_on, "machines"))
    return found


def of_costs(session: Session, rows: Sequence[PlaceCost]) -> list[Line]:
    """Money paid."""
    points = _points(session, [row.access_point_id for row in rows])
    return [
        _line(
            points[row.access_point_id],
            line_name(session, points[row.access_point_id].unit_id, row.line),
            row.source.label,
            row.paid_on,
            f"book?year={row.paid_on.year}",
        )
        for row in rows
    ]


def _machine(point: AccessPoint, machine: PublicMachine) -> str:
    return _("Máy {code}, {place}").format(code=machine.code, place=point.name)


def _points(session: Session, ids: Sequence[AccessPointId]) -> Mapping[AccessPointId, AccessPoint]:
    query = select(AccessPoint).where(AccessPoint.id.in_(set(ids)))
    return {point.id: point for point in session.scalars(query)}


def _line(point: AccessPoint, title: str, state: str, day: date, page: str) -> Line:
    return Line(title, f"{_HOME}/{point.id}/{page}", point.unit_id, state, day)
