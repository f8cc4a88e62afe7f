"""Adding units to the tree."""

from datetime import date

from sqlalchemy.orm import Session

from backend.administrative_units.models import AdministrativeUnit, Level


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
