"""Upkeep of the machines of a place: which tasks are done, which are due."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from backend import audit, clock
from backend.access_points.models import AccessPoint, AccessPointId
from backend.errors import Invalid
from backend.i18n import _
from backend.officers.models import Officer
from backend.programmes.sections import Upkeep
from backend.public_computers.machine_queries import points_with_machines
from backend.public_computers.models import PublicMachine, UpkeepDone
from backend.public_computers.plans import places_of
from backend.public_computers.rules import due_on


@dataclass(frozen=True)
class Due:
    """One task at a place: when it was done last, and until when it is to be done again."""

    task: Upkeep
    last: date | None
    due: date

    @property
    def days_left(self) -> int:
        """Until it is due; less than 0 when it is late."""
        return (self.due - clock.today()).days


def calendar(session: Session, point: AccessPoint) -> list[Due]:
    """Every task of a place with machines, the most urgent first."""
    return calendars(session, [point])[point.id]


def calendars(session: Session, points: Sequence[AccessPoint]) -> dict[AccessPointId, list[Due]]:
    """The same for many: two statements for all of them, and the programme of each commune."""
    if not points:
        return {}
    ids = [point.id for point in points]
    begun = select(PublicMachine.access_point_id, func.min(PublicMachine.since)).where(
        PublicMachine.access_point_id.in_(ids), PublicMachine.gone_on.is_(None)
    )
    since = {
        point_id: day
        for point_id, day in session.execute(begun.group_by(PublicMachine.access_point_id))
    }
    did = select(UpkeepDone.access_point_id, UpkeepDone.task, func.max(UpkeepDone.done_on)).where(
        UpkeepDone.access_point_id.in_(ids)
    )
    done_last = {
        (point_id, task): day
        for point_id, task, day in session.execute(
            did.group_by(UpkeepDone.access_point_id, UpkeepDone.task)
        )
    }
    plans = {unit: places_of(session, unit) for unit in {point.unit_id for point in points}}
    found: dict[AccessPointId, list[Due]] = {}
    for point in points:
        plan, begins = plans[point.unit_id], since.get(point.id)
        every = [
            Due(task, last, due_on(last, begins, task.every_days))
            for task in (plan.upkeep if plan and begins else ())
            for last in [done_last.get((point.id, task.code))]
            if begins
        ]
        found[point.id] = sorted(every, key=lambda one: one.due)
    return found


def done_on(session: Session, point: AccessPoint, day: date) -> set[str]:
    """The tasks that were done at a place on a day, by their codes."""
    query = select(UpkeepDone.task).where(
        UpkeepDone.access_point_id == point.id, UpkeepDone.done_on == day
    )
    return set(session.scalars(query))


def late_places(session: Session, officer: Officer) -> int:
    """How many of the officer's places have a task that should have been done before today."""
    points = points_with_machines(session, officer)
    late = calendars(session, points).values()
    return sum(any(due.days_left < 0 for due in tasks) for tasks in late)


def done(session: Session, officer: Officer, point: AccessPoint, task: str, on: date) -> None:
    """A task was done on a day; said twice it counts once. `point` is the officer's own. Raises
    `Invalid` for a task that the programme does not have, or a day to come."""
    places = places_of(session, point.unit_id)
    known = places.upkeep if places else ()
    if task not in {each.code for each in known}:
        raise Invalid(_("Anh/chị chọn việc bảo trì trong danh sách."), field="task")
    if on > clock.today():
        raise Invalid(
            _("Ngày này chưa tới. Anh/chị ghi hôm nay hoặc ngày đã làm."), field="done_on"
        )
    query = select(UpkeepDone.id).where(
        UpkeepDone.access_point_id == point.id, UpkeepDone.task == task, UpkeepDone.done_on == on
    )
    if session.scalar(query) is not None:
        return
    session.add(UpkeepDone(access_point_id=point.id, task=task, done_on=on, officer_id=officer.id))
    session.flush()
    audit.record(session, "do_upkeep", point, by=officer, task=task, day=on.isoformat())
