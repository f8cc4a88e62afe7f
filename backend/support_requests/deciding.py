"""Who decides at a step, and what that office is called.

A step belongs to roles at one level: a province does not decide for its commune. Where a hamlet has no
account, the commune's verifier decides in its place ("thay thôn"), which is kept and shown.
"""

from typing import Any

from sqlalchemy import ColumnElement, and_, exists, or_, select
from sqlalchemy.orm import Session, aliased

from backend import scope
from backend.administrative_units.models import AdministrativeUnit, Level, UnitId
from backend.administrative_units.tree import tree
from backend.i18n import _
from backend.officers.models import Officer, Role
from backend.programmes.schema import Step
from backend.support_requests.models import SupportRequest
from backend.support_requests.queue_models import QueueEntry

STANDS_IN = Role.VERIFIER  # of the commune, for a hamlet without an account


def sees(officer: Officer) -> ColumnElement[bool]:
    """The clause "this request is of the officer's units": of a hamlet's, those of families there."""
    there = exists().where(
        QueueEntry.request_id == SupportRequest.id, QueueEntry.unit_id == officer.unit_id
    )
    return or_(scope.within(officer, SupportRequest.unit_id), there)


def belongs_to(session: Session, officer: Officer, step: Step, request: SupportRequest) -> bool:
    """Whether this officer decides at this step of the request."""
    level = session.get_one(AdministrativeUnit, officer.unit_id).level
    if level is step.level:
        return officer.role in step.roles
    return stands_in(session, officer, step, request)


def stands_in(session: Session, officer: Officer, step: Step, request: SupportRequest) -> bool:
    """Whether this officer decides in a hamlet's place."""
    if not _may_stand_in(session, officer, step):
        return False
    served = select(SupportRequest.id).where(
        SupportRequest.id == request.id, _has_hamlet(step, SupportRequest.id)
    )
    return session.scalar(served) is None


def at_steps_of_hamlets(
    session: Session, officer: Officer, step: Step, request_id: Any
) -> ColumnElement[bool] | None:
    """The clause "no hamlet account decides on the request that this column names", where this officer
    would stand in."""
    return ~_has_hamlet(step, request_id) if _may_stand_in(session, officer, step) else None


def _has_hamlet(step: Step, request_id: Any) -> ColumnElement[bool]:
    """The clause "an active account of the family's hamlet has a role of this step"."""
    there = aliased(QueueEntry)
    return exists().where(
        there.request_id == request_id,
        there.unit_id == AdministrativeUnit.id,
        AdministrativeUnit.level == Level.HAMLET,
        and_(
            Officer.unit_id == AdministrativeUnit.id, Officer.active, Officer.role.in_(step.roles)
        ),
    )


def _may_stand_in(session: Session, officer: Officer, step: Step) -> bool:
    if step.level is not Level.HAMLET or officer.role is not STANDS_IN:
        return False
    return session.get_one(AdministrativeUnit, officer.unit_id).level is Level.COMMUNE


def office_at(session: Session, request: SupportRequest, step: Step) -> str:
    """The office that decides at a step, as people call it: the one that the programme names, the
    hamlet where it has an account, or the committee of the level; that of the commune where the tree
    has no such unit."""
    if step.office:
        return _(step.office)
    units = tree(session).units
    if step.level is Level.HAMLET and (hamlet := _hamlet_with_account(session, request, step)):
        return units[hamlet].full_name
    unit = commune = units[request.unit_id]
    while unit.level is not step.level and unit.parent_id:
        unit = units[unit.parent_id]
    deciding = unit if unit.level is step.level else commune
    return _("UBND {unit}").format(unit=deciding.full_name)


def _hamlet_with_account(session: Session, request: SupportRequest, step: Step) -> UnitId | None:
    query = (
        select(AdministrativeUnit.id)
        .join(QueueEntry, QueueEntry.unit_id == AdministrativeUnit.id)
        .join(Officer, Officer.unit_id == AdministrativeUnit.id)
        .where(
            QueueEntry.request_id == request.id,
            AdministrativeUnit.level == Level.HAMLET,
            Officer.active,
            Officer.role.in_(step.roles),
        )
    )
    return session.scalar(query.limit(1))
