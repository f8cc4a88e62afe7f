"""Looks a person up in the lists that count today: one search for all who ask.

The work is the same whoever is asked for, found or not, so that the time of an answer tells nobody
who stands on a list: always the whole block, always the same queries. `benchmarks/verdicts.py` and
the tests measure it.
"""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from sqlalchemy.orm import Session

from backend.administrative_units.models import UnitId
from backend.households import search
from backend.households.models import HouseholdId
from backend.households.rules import Claim, Finding, Listed, Verdict, compare, find_household
from backend.i18n import _


def look_up(
    session: Session,
    claims: Sequence[Claim],
    units: Sequence[UnitId],
    decided: Mapping[HouseholdId, bool] = MappingProxyType({}),
) -> Finding:
    """What the lists of some communes, or of the whole country, say of some people of one
    household, the most important first. `decided` is what officers have said of households
    before: one that it is not is passed over, one that it is needs no other proof."""
    hits: list[search.Hit] = []
    for claim in claims:
        year = claim.birth_year or (claim.birth_date.year if claim.birth_date else None)
        for unit_id in units:
            hits += search.within(session, claim.name, unit_id)
        if not units:
            hits += search.nearest(session, claim.name, year)
        if claim.citizen_id:
            hits += search.bearers_of(session, claim.citizen_id)
    known = [household for household, is_same in decided.items() if is_same]
    hits += search.heads_of(session, known, units)
    people = search.listed(session, hits)
    for person in people:
        if person.household in known:
            found = compare(claims[0], person)
            reason = _("Cán bộ đã xác định đúng hộ trước đây. {comparison}")
            return Finding(Verdict.SAME, reason.format(comparison=found.reason), (found,))
    return find_household(claims, [p for p in people if decided.get(_home(p), True)])


def _home(person: Listed) -> HouseholdId:
    return HouseholdId(person.household or 0)
