"""Reads a telephone number as the ten digits of a mobile or the eleven of a landline."""

import re
from collections.abc import Iterator
from functools import cache

from backend.vietnamese import fold
from bot.reading.base import NOTHING, Reading, doubt, sure, unsure
from bot.reading.corrections import right_one
from bot.reading.digits import Cluster, numbers_in
from bot.reading.hedges import without_hedges
from bot.reading.word_lists import load, words_in

_LANDLINE = re.compile(r"02\d{9}")
_MOBILE = re.compile(r"0[35789]\d{8}")
_YEAR = re.compile(r"(?:19|20)\d\d")
_ABROAD = re.compile(r"^(?:\+|00)84")
_SHORT_ABROAD = re.compile(r"^84(?=\d{9,10}$)")
# Numbers of banks and insurances can look like a telephone's.
_OTHER_NUMBER = re.compile(r"\b(?:stk|tai khoan|so the|bhyt|bao hiem|ma so thue|mst|so cuoi)\b")


@cache
def _renumbered() -> dict[str, str]:
    """Old eleven-digit prefix to new one, in force since the renumbering of 2018."""
    moved: dict[str, str] = load("phone_prefixes")["moved_in_2018"]
    return moved


def _reading(digits: str) -> Reading[str]:
    """What a string of digits, perhaps with a plus in front, is as a number of Việt Nam."""
    number, from_abroad = _ABROAD.subn("", digits, count=1)
    if not from_abroad and len(digits) < 12:
        number, from_abroad = _SHORT_ABROAD.subn("", digits)
    if from_abroad:
        number = "0" + number.removeprefix("0")
    if len(number) == 11 and number[:4] in _renumbered():
        return unsure(_renumbered()[number[:4]] + number[4:])
    if _LANDLINE.fullmatch(number):
        return sure(number)
    if _MOBILE.fullmatch(number):
        return (
            sure(number) if number[:3] in words_in("phone_prefixes", "mobile") else unsure(number)
        )
    if len(digits) == 9 and digits[0] != "0":
        return doubt(_reading("0" + digits))
    return NOTHING


def _in_sequence(groups: tuple[str, ...]) -> list[Reading[str]]:
    """The certain numbers that all the groups make up, one behind the other; empty if they do not."""
    if len(groups) > 1 and _YEAR.fullmatch(groups[-1]):
        groups = groups[:-1]  # "0333 444 555 - 1985"
    for at in range(1, len(groups) + 1):
        if (head := _reading("".join(groups[:at]))).certain:
            rest = _in_sequence(groups[at:])
            if rest or at == len(groups):
                return [head, *rest]
    return []


def _cut_at_zeros(cluster: Cluster) -> Iterator[Reading[str]]:
    """The certain numbers when each group with a zero in front begins another one."""
    cut: list[str] = []
    for group in cluster.groups:
        if not cut or group.startswith(("0", "+")):
            cut.append("")
        cut[-1] += group
    return (reading for reading in map(_reading, cut) if reading.certain)


def _numbers(cluster: Cluster) -> Iterator[Reading[str]]:
    """The numbers of a cluster: all its groups as one, else single groups, else cut at zeros."""
    whole = _reading(cluster.joined)
    if whole.value:
        yield whole
        return
    cut = _in_sequence(cluster.groups) or list(_cut_at_zeros(cluster))
    single = [r for r in map(_reading, cluster.groups) if r.value]
    if single and len(single) >= len(cut):
        yield from single
        return
    beside = [
        r for one, other in cluster.halves() if len(other) == 12 and (r := _reading(one)).certain
    ]
    if beside:
        yield from map(doubt, beside)
        return
    yield from cut


def read_phone(text: str) -> Reading[str]:
    """A mobile as 0xxxxxxxxx, old prefixes renewed, or a landline as 02xxxxxxxxx.

    To be confirmed: the prefix was renewed, the zero was missing, letters stood for zeros, nobody
    owns the prefix, or several numbers were given. Twelve digits are a citizen's id and no number.
    """
    numbers = numbers_in(text)
    if numbers is None:
        return NOTHING
    found = [(c.start, c.end, r) for c in numbers.clusters for r in _numbers(c)]
    phone = right_one(numbers.text, found)
    line = fold(numbers.text)
    doubtful = numbers.guessed or "?" in text or without_hedges(line)[1]
    doubtful = doubtful or bool(_OTHER_NUMBER.search(line))
    return doubt(phone) if doubtful else phone
