"""What is counted, and in which units."""

from collections.abc import Iterable, Mapping, Sequence

from backend import clock
from backend.administrative_units.models import Level
from backend.administrative_units.tree import Tree, Unit
from backend.programmes.schema import Programme
from backend.programmes.sections import AreaCount as Counted


def kinds(programmes: Iterable[Programme]) -> Mapping[str, Counted]:
    """What these programmes count, by code; what two of them count is as the first says."""
    found: dict[str, Counted] = {}
    for programme in programmes:
        for each in programme.area_counts:
            found.setdefault(each.code, each)
    return found


def parts_of(units: Tree, unit: Unit) -> Sequence[Unit]:
    """The units right below whose numbers make up this one's: those of today, no hamlets."""
    today = clock.today()
    return [
        part
        for part in units.below.get(unit.id, ())
        if part.level in (Level.PROVINCE, Level.COMMUNE) and part.exists(today)
    ]
