"""The evidence rules: what has to agree beside a name, for each way in which names are alike.

Each line of a table is a name's likeness and what proves a household beside it: one of the entries,
whole. They are data, so that an officer can read them; `rules.find` goes by nothing else, and lets
nothing disagree and no other household fit as well.
"""

from enum import StrEnum

from backend.households.likeness import Likeness


class Factor(StrEnum):
    """What can agree beside the name."""

    CITIZEN_ID = "citizen_id"
    BIRTH_DATE = "birth_date"
    BIRTH_YEAR = "birth_year"
    HAMLET = "hamlet"
    HEAD = "head"


_ID, _DATE, _YEAR, _HAMLET, _HEAD = (frozenset((factor,)) for factor in Factor)
_TWO_WEAK = (_YEAR | _HAMLET, _YEAR | _HEAD, _HAMLET | _HEAD)
# The evidence rules. Each line: how the names are alike, and of what one has to agree beside it.
PROOFS: dict[Likeness, tuple[frozenset[Factor], ...]] = {
    Likeness.EXACT: (_ID, _DATE, _YEAR, _HAMLET),
    Likeness.UNMARKED: (_ID, _DATE, _YEAR, _HAMLET | _HEAD),
    Likeness.RAW: (_ID, _DATE, _YEAR, _HAMLET | _HEAD),
    Likeness.SLIP: (_ID, _DATE, *_TWO_WEAK),
    Likeness.LOOSE: (_ID,),
    Likeness.DOUBTFUL: (),
    Likeness.DIFFERENT: (),
}
# Of a name that several households of the commune bear, one weak factor agrees by chance; and
# without its marks the given name may be another one.
PROOFS_IF_FREQUENT = {
    kind: (_ID, _DATE, *_TWO_WEAK) for kind in (Likeness.EXACT, Likeness.UNMARKED, Likeness.RAW)
}
# While the commune is not known, a whole country of others may fit as well.
PROOFS_ANYWHERE = {
    kind: (_ID, _DATE | _HAMLET, _YEAR | _HAMLET)
    for kind in (Likeness.EXACT, Likeness.UNMARKED, Likeness.RAW)
} | {Likeness.SLIP: (_ID,), Likeness.LOOSE: (_ID,)}
WHOLE = (Likeness.EXACT, Likeness.UNMARKED, Likeness.RAW)  # nothing of the name is in doubt

# In which order an officer looks at the rows.
WEIGHTS = {
    Factor.CITIZEN_ID: 8,
    Factor.BIRTH_DATE: 3,
    Factor.BIRTH_YEAR: 2,
    Factor.HAMLET: 1,
    Factor.HEAD: 2,
}
NAME_POINTS = {
    Likeness.EXACT: 3,
    Likeness.UNMARKED: 2,
    Likeness.RAW: 2,
    Likeness.SLIP: 1,
    Likeness.LOOSE: 0,
    Likeness.DOUBTFUL: 0,
    Likeness.DIFFERENT: -9,
}
