"""Adding units to the tree, and finding one by its official code."""

import uuid
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from backend import clock
from backend.administrative_units.models import AdministrativeUnit, Level, TreeStamp
from backend.administrative_units.tree import TREE
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
    former: AdministrativeUnit | None = None,
    valid_from: date,
) -> AdministrativeUnit:
    """Adds one unit below its parent and gives it its path. `former` is a hamlet's old commune."""
    unit = AdministrativeUnit(
        level=level,
        type=type,
        name=name,
        parent_id=parent.id if parent else None,
        code=code,
        former_id=former.id if former else None,
        valid_from=valid_from,
    )
    session.add(unit)
    session.flush()
    unit.path = f"{parent.path if parent else '/'}{unit.id}/"
    tree_changed(session)
    return unit


def tree_changed(session: Session) -> None:
    """To be called after every change of a unit: nobody keeps the tree as it was in memory."""
    session.merge(TreeStamp(id=1, stamp=uuid.uuid4().hex))
    session.flush()
    session.info.pop(TREE, None)


def unit_with_code(session: Session, code: str, at: date | None = None) -> AdministrativeUnit:
    """The unit that has this code on a day, today unless said: two codes of three were given to
    another unit in July 2025. Raises `NotFound`."""
    day, unit = at or clock.today(), AdministrativeUnit
    found = session.scalar(
        select(unit).where(
            unit.code == code,
            unit.valid_from <= day,
            or_(unit.valid_to.is_(None), unit.valid_to > day),
        )
    )
    if found is None:
        raise NotFound(_("Không có đơn vị mang mã {code}.").format(code=code))
    return found
