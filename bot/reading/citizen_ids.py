"""Reads the number of a citizen's identity card (CCCD) or of the old one (CMND)."""

from vn_ident import parse_cccd

from backend.vietnamese import fold
from bot.reading.base import NOTHING, Reading, doubt, sure, unsure
from bot.reading.corrections import right_one
from bot.reading.digits import Cluster, numbers_in
from bot.reading.hedges import without_hedges
from bot.reading.phones import read_phone

_CENTURIES = (20, 21)


def _is_card(digits: str) -> bool:
    card = parse_cccd(digits)
    return card is not None and card.century in _CENTURIES


def _card(cluster: Cluster) -> Reading[str]:
    """Twelve digits of a known province; the zero that a spreadsheet ate is offered back."""
    digits = cluster.joined.lstrip("+")
    if _is_card(digits):
        return sure(digits)
    eaten = len(digits) == 11 and digits[0] != "0" and _is_card("0" + digits)
    if eaten and not read_phone(digits).certain:
        return unsure("0" + digits)
    if two := next(
        (one for one, other in cluster.halves() if _is_card(one) and _is_card(other)), ""
    ):
        return unsure(two)
    if single := next((group for group in cluster.groups if _is_card(group)), None):
        return sure(single)
    beside = (one for one, other in cluster.halves() if _is_card(one) and read_phone(other).certain)
    return next(map(unsure, beside), NOTHING)


def _old_card(cluster: Cluster) -> Reading[str]:
    """Nine digits: numbers of old cards begin with 0 to 3, those of mobiles with 3 and more."""
    digits = next((d for d in (cluster.joined, *cluster.groups) if len(d) == 9), "")
    if not digits or digits[0] not in "0123":
        return NOTHING
    alone = digits == cluster.joined and digits[0] != "3"
    return sure(digits) if alone else unsure(digits)


def read_citizen_id(text: str) -> Reading[str]:
    """Twelve digits (CCCD) or, where there are none, nine (CMND).

    No check digit exists: a card is checked for shape, province, and century only.
    """
    numbers = numbers_in(text)
    if numbers is None:
        return NOTHING
    for kind in (_card, _old_card):
        found = [(c.start, c.end, r) for c in numbers.clusters if (r := kind(c)).value]
        if found:
            card = right_one(numbers.text, found)
            line = fold(numbers.text)
            hedged = without_hedges(line)[1]
            doubtful = numbers.guessed or hedged or "?" in text or "so cuoi" in line
            return doubt(card) if doubtful else card
    return NOTHING
