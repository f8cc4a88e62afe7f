"""Which of the communes that take part a person's words mean."""

from typing import NamedTuple

from sqlalchemy.orm import Session

from backend import clock
from backend.administrative_units.models import Level, UnitId
from backend.administrative_units.resolving import Found, resolve
from backend.administrative_units.tree import Place, Tree, tree
from backend.vietnamese import fold, normal


class Choice(NamedTuple):
    """A commune that may be meant; `label` names it with its old name and, if there are several,
    its province. It is to be confirmed when other marks were typed than those of the name, and when
    an old commune of the same name is now elsewhere."""

    commune_id: UnitId
    label: str
    certain: bool


def communes_meant(session: Session, text: str) -> list[Choice]:
    """The communes that take part and that a text may mean, by their own name, an old one, or that
    of a hamlet; the likeliest first."""
    units, today = tree(session), clock.today()
    taking_part = {id_ for id_, _name, _former in units.choices(today)}
    meant: dict[UnitId, Found] = {}
    for found in resolve(session, text):
        id_ = _commune_of(units, found.place)
        if id_ in taking_part:
            meant.setdefault(id_, found)
    # Who says a name of today means today's commune, or else says no when asked.
    chosen = {id_: found for id_, found in meant.items() if found.via is None} or meant
    certain, several = len(chosen) == len(meant), len(chosen) > 1
    bare = fold(text) == normal(text)
    return [
        Choice(id_, _label(units, id_, found, several), certain and (found.exact or bare))
        for id_, found in chosen.items()
    ]


def _commune_of(units: Tree, place: Place) -> UnitId:
    unit = units.units[place.id]
    return unit.parent_id if unit.level is Level.HAMLET and unit.parent_id else unit.id


def _label(units: Tree, id_: UnitId, found: Found, several: bool) -> str:
    unit = units.units[id_]
    label = found.shown if found.place.id == id_ else unit.full_name
    if several and unit.parent_id:
        return f"{label} ({units.units[unit.parent_id].name})"
    return label
