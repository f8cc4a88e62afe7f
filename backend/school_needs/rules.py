"""How far a need is, and how an amount is written in the report. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from backend.school_needs.words import NeedState
from backend.schools.words import SchoolLevel

PADDED_UP_TO = 5  # the report of 2021 writes "02", "03", but "6"

# As the report calls the levels.
SHORT_LEVELS = {
    SchoolLevel.PRESCHOOL: "MN",
    SchoolLevel.PRIMARY: "TH",
    SchoolLevel.LOWER_SECONDARY: "THCS",
    SchoolLevel.UPPER_SECONDARY: "THPT",
    SchoolLevel.COMBINED: "liên cấp",
    SchoolLevel.CONTINUING: "GDTX",
}


@dataclass(frozen=True)
class Promise:
    """How much of a need one pledge covers, and whether it has arrived. Withdrawn ones are none."""

    quantity: int
    received: bool


def state_of(quantity: int, promises: Iterable[Promise], *, closed: bool) -> NeedState:
    """What follows from what was promised and what came, whatever the order."""
    every = list(promises)
    received = sum(each.quantity for each in every if each.received)
    if received >= quantity:
        return NeedState.MET
    if closed:
        return NeedState.CLOSED
    if received:
        return NeedState.PARTLY
    return NeedState.MATCHED if every else NeedState.OPEN


def still_wanted(quantity: int, promises: Iterable[Promise]) -> int:
    """How much nobody has promised yet."""
    return max(quantity - sum(each.quantity for each in promises), 0)


def padded(count: int) -> str:
    """2 is "02" and 6 is "6", as in the report."""
    return f"{count:02}" if 0 < count <= PADDED_UP_TO else str(count)


@dataclass(frozen=True)
class LevelCount:
    """How many schools of a level have a need, and at how many sites of theirs; 0 where it is the
    school as a whole."""

    level: SchoolLevel
    schools: int
    sites: int


def told(counts: Sequence[LevelCount]) -> str:
    """ "cấp TH: 6 trường (13 điểm trường); cấp MN: 10 trường (22 điểm trường)"; "" for none."""
    return "; ".join(_told(each) for each in counts if each.schools)


def _told(each: LevelCount) -> str:
    level = SHORT_LEVELS[each.level]
    name = level if each.level is SchoolLevel.COMBINED else f"cấp {level}"
    sites = f" ({padded(each.sites)} điểm trường)" if each.sites else ""
    return f"{name}: {padded(each.schools)} trường{sites}"
