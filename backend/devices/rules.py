"""What may happen to a device where it is and as it is, and which numbers can be its numbers."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from backend.devices.words import Condition, DeviceState, Happened, Holder

GOOD, BROKEN, IN_REPAIR, LOST = (
    Condition.GOOD,
    Condition.BROKEN,
    Condition.IN_REPAIR,
    Condition.LOST,
)
STOCK, WAY, FAMILY, READER = Holder
ANYWHERE = frozenset(Holder)
WITH_SOMEBODY = frozenset({STOCK, FAMILY, READER})
USABLE_OR_NOT = frozenset({GOOD, BROKEN, IN_REPAIR})


@dataclass(frozen=True)
class Standing:
    """Who has a device, and how it is."""

    holder: Holder
    condition: Condition

    @property
    def state(self) -> DeviceState:
        """The one word for both: how it is counts before who has it, but for a move."""
        if self.holder is WAY and self.condition in USABLE_OR_NOT:
            return DeviceState.ON_THE_WAY
        if self.condition is GOOD:
            return _STATES[self.holder]
        return DeviceState(self.condition.value)


_STATES = {
    STOCK: DeviceState.IN_STOCK,
    WAY: DeviceState.ON_THE_WAY,
    FAMILY: DeviceState.HANDED_OVER,
    READER: DeviceState.LENT,
}


@dataclass(frozen=True)
class _Change:
    """From any of these holders and conditions; None keeps what it is."""

    holders: frozenset[Holder]
    conditions: frozenset[Condition]
    holder: Holder | None = None
    condition: Condition | None = None


_MOVABLE = frozenset({GOOD, BROKEN})
_CHANGES = {
    Happened.SENT: _Change(frozenset({STOCK}), _MOVABLE, holder=WAY),
    Happened.ACCEPTED: _Change(frozenset({WAY}), _MOVABLE, holder=STOCK),
    Happened.CALLED_BACK: _Change(frozenset({WAY}), _MOVABLE, holder=STOCK),
    Happened.HANDED_OVER: _Change(frozenset({STOCK}), frozenset({GOOD}), holder=FAMILY),
    Happened.RETURNED: _Change(frozenset({FAMILY}), USABLE_OR_NOT, holder=STOCK),
    Happened.LENT: _Change(frozenset({STOCK}), frozenset({GOOD}), holder=READER),
    Happened.EXTENDED: _Change(frozenset({READER}), frozenset({GOOD})),
    Happened.GIVEN_BACK: _Change(frozenset({READER}), USABLE_OR_NOT, holder=STOCK),
    Happened.BROKE: _Change(WITH_SOMEBODY, frozenset({GOOD}), condition=BROKEN),
    Happened.SENT_TO_REPAIR: _Change(WITH_SOMEBODY, frozenset({BROKEN}), condition=IN_REPAIR),
    Happened.REPAIRED: _Change(WITH_SOMEBODY, frozenset({BROKEN, IN_REPAIR}), condition=GOOD),
    Happened.LOST: _Change(ANYWHERE, USABLE_OR_NOT, condition=LOST),
    Happened.FOUND: _Change(ANYWHERE, frozenset({LOST}), condition=GOOD),
}


def after(standing: Standing | None, happened: Happened) -> Standing | None:
    """How a device stands after something happened; None when it cannot happen now. A device that
    nobody has taken in yet has no standing. What a family or a reader has is scrapped only when it
    is lost: else it comes back first."""
    if happened is Happened.RECEIVED:
        return Standing(STOCK, GOOD) if standing is None else None
    if standing is None:
        return None
    if happened is Happened.SCRAPPED:
        in_stock = standing.holder is STOCK and standing.condition in USABLE_OR_NOT
        may = in_stock or standing.condition is LOST
        return Standing(standing.holder, Condition.SCRAPPED) if may else None
    change = _CHANGES[happened]
    if standing.holder not in change.holders or standing.condition not in change.conditions:
        return None
    return Standing(change.holder or standing.holder, change.condition or standing.condition)


def possible(standing: Standing | None) -> list[Happened]:
    """Everything that may happen next."""
    return [happened for happened in Happened if after(standing, happened)]


def standing_of(events: Iterable[Happened]) -> Standing | None:
    """Where a whole life has led. Raises `ValueError` for one that cannot have been."""
    standing = None
    for happened in events:
        standing = after(standing, happened)
        if standing is None:
            raise ValueError(happened)
    return standing


def serial_of(text: str) -> str:
    """A serial number as it is kept: capitals, without blanks; full-width letters made plain."""
    return "".join(unicodedata.normalize("NFKC", text).upper().split())


def is_serial(serial: str) -> bool:
    """Whether a kept serial number has only what labels have."""
    return (
        0 < len(serial) <= 64
        and serial.isascii()
        and any(letter.isalnum() for letter in serial)
        and all(letter.isalnum() or letter in "-_./" for letter in serial)
    )


def imei_of(text: str) -> str | None:
    """The 15 digits of an IMEI, however they are grouped; None for what is none. The last digit is a
    check digit (3GPP TS 23.003, annex B: Luhn)."""
    digits = "".join(letter for letter in text if letter not in " -/.\u00a0")
    if len(digits) != 15 or not (digits.isascii() and digits.isdigit()):
        return None
    return digits if int(digits) and _luhn(digits) % 10 == 0 else None


def _luhn(digits: str) -> int:
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (1 + place % 2)
        total += value - 9 if value > 9 else value
    return total
