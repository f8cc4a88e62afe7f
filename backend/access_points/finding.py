"""Which places are near. Where a public computer stands is public: there is no scope."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from backend import clock
from backend.access_points.models import AccessPoint
from backend.access_points.rules import Found, Position, kilometres
from backend.access_points.schedules import schedules
from backend.administrative_units.models import Level, UnitId
from backend.administrative_units.tree import Tree, Unit, tree

FAR = 50.0  # km; nobody goes further for an hour at a computer
_DEGREE = 111.0  # km from one latitude to the next
_BOX = 2 * FAR / _DEGREE  # degrees around a position that hold all that is not far, up to 60° north
_PAST_DAYS = timedelta(days=31)  # exceptions of the past month: "hôm qua có mở không"


def near(session: Session, place: UnitId | Position) -> list[Found]:
    """The places near a commune or a position."""
    if isinstance(place, Position):
        return near_position(session, place)
    return near_commune(session, place)


def near_commune(session: Session, commune_id: UnitId) -> list[Found]:
    """The places of a commune, then those of the other communes of its province: first what is near
    or was the same district until 2025, then by distance, then by name."""
    units = tree(session)
    around = _province(units, units.units[commune_id])
    points = _points(session, AccessPoint.unit_id.in_([unit.id for unit in around]))
    centre = _centre([point for point in points if point.unit_id == commune_id])
    district = _districts(units, commune_id)
    found = []
    for one in _found(session, points, centre, commune_id):
        together = not one.commune or bool(district & _districts(units, one.point.unit_id))
        close = one.distance is not None and one.distance <= FAR
        # From the middle of a commune to its own places is no distance for those who live in it.
        distance = one.distance if one.commune else None
        found.append(replace(one, near=together or close, distance=distance))
    return sorted(found, key=_nearness)


def _nearness(found: Found) -> tuple[object, ...]:
    distance = found.distance if found.distance is not None else float("inf")
    return bool(found.commune), not found.near, distance, found.point.name, found.point.id


def near_position(session: Session, position: Position) -> list[Found]:
    """The places within `FAR`, the nearest first."""
    box = (
        AccessPoint.latitude.between(position.latitude - _BOX, position.latitude + _BOX),
        AccessPoint.longitude.between(position.longitude - _BOX, position.longitude + _BOX),
    )
    found = _found(session, _points(session, *box), position, None)
    within = [one for one in found if one.distance is not None and one.distance <= FAR]
    return sorted(within, key=lambda one: (one.distance, one.point.id))


def _points(session: Session, *where: ColumnElement[bool]) -> Sequence[AccessPoint]:
    point, today = AccessPoint, clock.today()
    still_there = or_(point.closed_on.is_(None), point.closed_on > today)
    return session.scalars(select(point).where(*where, still_there).order_by(point.id)).all()


def _found(
    session: Session,
    points: Sequence[AccessPoint],
    position: Position | None,
    commune_id: UnitId | None,
) -> list[Found]:
    hours = schedules(session, points, _since())
    units = tree(session).units
    return [
        Found(
            point,
            hours[point.id],
            "" if point.unit_id == commune_id else units[point.unit_id].full_name,
            _distance(position, point),
        )
        for point in points
    ]


def _since() -> date:
    return clock.today() - _PAST_DAYS


def _distance(position: Position | None, point: AccessPoint) -> float | None:
    there = position_of_point(point)
    return kilometres(position, there) if position and there else None


def position_of_point(point: AccessPoint) -> Position | None:
    """Where a place stands, if that is known."""
    if point.latitude is None or point.longitude is None:
        return None
    return Position(point.latitude, point.longitude)


def _centre(points: Sequence[AccessPoint]) -> Position | None:
    known = [position for point in points if (position := position_of_point(point))]
    if not known:
        return None
    return Position(
        sum(one.latitude for one in known) / len(known),
        sum(one.longitude for one in known) / len(known),
    )


def _province(units: Tree, commune: Unit) -> list[Unit]:
    """The communes of today beside one, itself included."""
    if commune.parent_id is None:
        return [commune]
    today = clock.today()
    beside = units.below.get(commune.parent_id, ())
    return [unit for unit in beside if unit.level is Level.COMMUNE and unit.exists(today)]


def _districts(units: Tree, commune_id: UnitId) -> set[UnitId]:
    """The old districts from which a commune was made."""
    olds = units.predecessors.get(commune_id, ())
    return {old.parent_id for old in olds if old.parent_id is not None}
