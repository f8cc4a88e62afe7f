"""Adding units to the tree, and finding one by its official code."""

from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from backend import clock
from backend.administrative_units.models import AdministrativeUnit, Level
from backend.errors import NotFound
from backend.i18n import _


def add_unit(
    session: Session,
    level: Level,
    type: str,
    name: str,
    *,
    parent: AdministrativeUnit | None = None,
    code: str | None = None,
    former_name: str | None = None,
    valid_from: date,
) -> AdministrativeUnit:
    """Adds one unit below its parent and gives it its path."""
    unit = AdministrativeUnit(
        level=level,
        type=type,
        name=name,
        parent_id=parent.id if parent else None,
        code=code,
        former_name=former_name,
        valid_from=valid_from,
    )
    session.add(unit)
    session.flush()
    unit.path = f"{parent.path if parent else '/'}{unit.id}/"
    return unit


def unit_with_code(session: Session, code: str) -> AdministrativeUnit:
    """The unit that has this code today: most codes meant another place before July 2025. Raises
    `NotFound`."""
    today, unit = clock.today(), AdministrativeUnit
    found = session.scalar(
        select(unit).where(
            unit.code == code,
            unit.valid_from <= today,
            or_(unit.valid_to.is_(None), unit.valid_to > today),
        )
    )
    if found is None:
        raise NotFound(_("Không có đơn vị mang mã {code}.").format(code=code))
    return found
