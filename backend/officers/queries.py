"""The accounts that an administrator looks after."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from backend import clock, scope
from backend.administrative_units.models import AdministrativeUnit, Level, UnitId
from backend.administrative_units.queries import Place, communes_of, hamlets
from backend.db import locked
from backend.errors import NotFound
from backend.i18n import _
from backend.officers.models import Appointment, Officer, OfficerId, SecondStep

PAGE = 30


@dataclass(frozen=True)
class Row:
    """An account in the list: with what it is appointed as today, and whether an app is set up."""

    officer: Officer
    appointments: Sequence[tuple[Appointment, str]]  # with the unit's name
    second_step: bool


def account(
    session: Session, officer: Officer, officer_id: OfficerId, *, lock: bool = False
) -> Officer:
    """One account. Raises `NotFound`, also for another unit's."""
    query = select(Officer).where(Officer.id == officer_id, _mine(officer))
    found = session.scalar(locked(query) if lock else query)
    if found is None:
        raise NotFound(_("Không có cán bộ này trong đơn vị của anh/chị."))
    return found


def officers(
    session: Session,
    officer: Officer,
    *,
    words: str = "",
    unit_id: UnitId | None = None,
    after: int = 0,
) -> list[Row]:
    """A page of accounts and one more, if there is one, in the order in which they were made."""
    query = select(Officer).where(_mine(officer), Officer.id > after)
    if words:
        like = f"%{_escaped(words)}%"
        query = query.where(
            or_(
                Officer.full_name.ilike(like, escape="\\"),
                Officer.username.ilike(like, escape="\\"),
            )
        )
    if unit_id:
        query = query.where(Officer.unit_id == unit_id)
    found = session.scalars(query.order_by(Officer.id).limit(PAGE + 1)).all()
    numbers = [each.id for each in found]
    terms = _appointments_of(session, numbers)
    today = clock.today()
    confirmed = set(
        session.scalars(
            select(SecondStep.officer_id).where(
                SecondStep.officer_id.in_(numbers), SecondStep.confirmed_at.is_not(None)
            )
        )
    )
    return [
        Row(
            each,
            [
                (term, name)
                for term, name in terms
                if term.officer_id == each.id and term.term.holds_on(today)
            ],
            each.id in confirmed,
        )
        for each in found
    ]


def history(
    session: Session, officer: Officer, officer_id: OfficerId
) -> list[tuple[Appointment, str]]:
    """Every appointment of one account with its unit's name, the latest first."""
    if officer.id != officer_id:
        account(session, officer, officer_id)
    return list(reversed(_appointments_of(session, [officer_id])))


def reaches_above(session: Session, officer: Officer, officer_id: OfficerId) -> bool:
    """Whether an account may also work somewhere that is not the officer's, now or later: then only
    somebody above may let it in or shut it out."""
    query = select(func.count()).where(
        Appointment.officer_id == officer_id,
        _not_over(),
        ~scope.within(officer, Appointment.unit_id),
    )
    return bool(session.scalar(query))


def units(session: Session, officer: Officer) -> list[tuple[UnitId, str]]:
    """Where somebody may be appointed: the own unit, and the communes or hamlets below it."""
    own = session.get_one(AdministrativeUnit, officer.unit_id)
    below: Sequence[AdministrativeUnit | Place] = communes_of(session, officer)
    if own.level is Level.COMMUNE:
        below = hamlets(session, own.id)
    others = [(unit.id, unit.full_name) for unit in below if unit.id != own.id]
    return [(own.id, own.full_name), *others]


def unit_names(
    session: Session, officer: Officer, officers: Sequence[Officer]
) -> dict[UnitId, str]:
    """What the units of these accounts are called, by number."""
    query = select(AdministrativeUnit).where(
        AdministrativeUnit.id.in_({each.unit_id for each in officers})
    )
    found = session.scalars(query.order_by(AdministrativeUnit.path))
    return {unit.id: unit.full_name for unit in found}


def _mine(officer: Officer) -> ColumnElement[bool]:
    appointed = select(Appointment.officer_id).where(
        _not_over(), scope.within(officer, Appointment.unit_id)
    )
    return or_(scope.within(officer, Officer.unit_id), Officer.id.in_(appointed))


def _not_over() -> ColumnElement[bool]:
    return or_(Appointment.until.is_(None), Appointment.until >= clock.today())


def _escaped(words: str) -> str:
    return words.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def _appointments_of(
    session: Session, numbers: Sequence[OfficerId]
) -> list[tuple[Appointment, str]]:
    query = (
        select(Appointment, AdministrativeUnit)
        .join(AdministrativeUnit, AdministrativeUnit.id == Appointment.unit_id)
        .where(Appointment.officer_id.in_(numbers))
        .order_by(Appointment.since, Appointment.id)
    )
    return [(term, unit.full_name) for term, unit in session.execute(query)]
