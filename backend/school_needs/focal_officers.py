"""Whom sponsors may call about the schools of a level."""

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from backend import audit, scope
from backend.administrative_units.models import AdministrativeUnit, UnitId
from backend.administrative_units.tree import tree
from backend.db import locked
from backend.errors import Conflict, Invalid
from backend.i18n import _
from backend.officers.models import Officer
from backend.school_needs.models import FocalOfficer
from backend.schools.words import SchoolLevel
from backend.vietnamese import clean

FEWEST_DIGITS, MOST_DIGITS = 8, 15


def of_unit(session: Session, officer: Officer) -> Mapping[SchoolLevel, FocalOfficer]:
    """Those of the officer's own unit."""
    query = select(FocalOfficer).where(FocalOfficer.unit_id == officer.unit_id)
    return {each.level: each for each in session.scalars(query)}


def below(session: Session, officer: Officer) -> Sequence[tuple[FocalOfficer, str]]:
    """Those of the units within the officer's scope, with the unit."""
    unit = AdministrativeUnit
    query = (
        select(FocalOfficer, unit)
        .join(unit, unit.id == FocalOfficer.unit_id)
        .where(scope.within(officer, FocalOfficer.unit_id))
        .order_by(unit.path, FocalOfficer.id)
    )
    return [(each, place.full_name) for each, place in session.execute(query)]


def appoint(
    session: Session, officer: Officer, level: str, version: int, name: str, phone: str
) -> None:
    """Says who it is for a level in the officer's own unit; without name and phone nobody any more.
    Raises `Invalid` beside the field, `Conflict` when a colleague was faster."""
    if level not in list(SchoolLevel):
        raise Invalid(_("Anh/chị chọn cấp học."), field="level")
    query = select(FocalOfficer).where(
        FocalOfficer.unit_id == officer.unit_id, FocalOfficer.level == SchoolLevel(level)
    )
    found = session.scalar(locked(query))
    if (found.version if found else 0) != version:
        raise Conflict(_("Đầu mối vừa có người sửa. Anh/chị xem lại rồi ghi."))
    if found and not (name or phone):
        audit.record(session, "remove_focal_officer", found, by=officer)
        session.delete(found)
        session.flush()
        return
    if not clean(name):
        raise Invalid(
            _("Anh/chị ghi tên đầu mối, ví dụ: cô Hoa, Phòng Văn hóa - Xã hội."), field="name"
        )
    digits = [each for each in phone if each.isdigit()]
    if not FEWEST_DIGITS <= len(digits) <= MOST_DIGITS:
        raise Invalid(_("Anh/chị ghi số điện thoại cơ quan, ví dụ: 0215 3 825 111."), field="phone")
    kept = found or FocalOfficer(unit_id=officer.unit_id, level=SchoolLevel(level), version=0)
    kept.name, kept.phone, kept.version = clean(name), clean(phone), kept.version + 1
    try:
        with session.begin_nested():
            session.add(kept)
            session.flush()
    except IntegrityError:
        raise Conflict(_("Đầu mối vừa có người sửa. Anh/chị xem lại rồi ghi.")) from None
    audit.record(session, "set_focal_officer", kept, by=officer)


def nearest(
    session: Session, places: Iterable[tuple[UnitId, SchoolLevel]]
) -> dict[tuple[UnitId, SchoolLevel], FocalOfficer]:
    """For each commune and level the focal officer of the commune, or else of the nearest unit above
    that has one; what has none is missing."""
    wanted = set(places)
    units = tree(session)
    above = {unit: [unit, *units.parents(units.units[unit])] for unit, _level in wanted}
    every = {each for chain in above.values() for each in chain}
    query = select(FocalOfficer).where(FocalOfficer.unit_id.in_(every))
    known = {(each.unit_id, each.level): each for each in session.scalars(query)}
    found: dict[tuple[UnitId, SchoolLevel], FocalOfficer] = {}
    for unit, level in wanted:
        chain = (known.get((each, level)) for each in above[unit])
        if first := next(filter(None, chain), None):
            found[unit, level] = first
    return found
