"""What a gift still holds, when a round is agreed, and what a donor may hear. Pure."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from backend.gifts.words import GiftKind

FEWEST_TOLD = 5  # devices of one place; fewer could point at a child
_DONG = re.compile(r"[0-9][0-9. ]*")
MOST = 1_000_000_000_000


@dataclass(frozen=True)
class Left:
    """What of a gift is in no round yet; None where it is not counted that way."""

    quantity: int | None
    amount: int | None


def left(
    quantity: int | None, amount: int | None, taken: Iterable[tuple[int | None, int | None]]
) -> Left:
    """The gift without what rounds took of it, signed or not: what is promised is not promised twice."""
    shares = list(taken)
    pieces = sum(pieces or 0 for pieces, _dong in shares)
    dong = sum(dong or 0 for _pieces, dong in shares)
    return Left(
        None if quantity is None else quantity - pieces, None if amount is None else amount - dong
    )


def whole_number(text: str) -> int | None:
    """ "20.000.000" or "20 000 000" -> 20000000; None for what is no such number or is nothing."""
    if not _DONG.fullmatch(text.strip()):
        return None
    number = int(re.sub(r"[. ]", "", text))
    return number if 0 < number <= MOST else None


def counts_pieces(kind: GiftKind) -> bool:
    """Whether a gift is told in pieces; money is told in đồng."""
    return kind is not GiftKind.MONEY


@dataclass(frozen=True)
class Told:
    """What a donor hears of the devices of a gift. `places` are communes with how many and the grades
    ("3-5"), `few` those with less than five, and `rest` how many are not handed over: None where that
    number, taken from the whole, would tell how many the few are."""

    whole: int
    places: tuple[tuple[str, int, str], ...]
    few: tuple[str, ...]
    rest: int | None


def told(whole: int, handed: Mapping[str, Iterable[str]]) -> Told:
    """`handed`: the grades of the pupils of each commune, "" where none is known, one a device."""
    grades = {place: list(of_place) for place, of_place in handed.items()}
    places = tuple(
        (place, len(of_place), grade_range(of_place))
        for place, of_place in sorted(grades.items())
        if len(of_place) >= FEWEST_TOLD
    )
    few = tuple(sorted(place for place, own in grades.items() if 0 < len(own) < FEWEST_TOLD))
    rest = whole - sum(map(len, grades.values()))
    return Told(whole, places, few, None if few else rest)


def grade_range(grades: Iterable[str]) -> str:
    """ "3-5" of 3, 5 and 4; "" where none is known."""
    known = sorted({int(grade) for grade in grades if grade})
    if not known:
        return ""
    return str(known[0]) if len(known) == 1 else f"{known[0]}-{known[-1]}"
