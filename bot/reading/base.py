"""What a reader hands back: a value, a value to confirm first, or nothing."""

from dataclasses import dataclass
from typing import Final, Generic, Never, TypeVar

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)


@dataclass(frozen=True)
class Reading(Generic[T_co]):
    """`value` is None when nothing usable was said; `confirm` means: usable after a "yes" only."""

    value: T_co | None
    confirm: bool = False

    @property
    def certain(self) -> bool:
        """Usable as it is, without asking back."""
        return self.value is not None and not self.confirm


NOTHING: Final[Reading[Never]] = Reading(None)


def sure(value: T) -> Reading[T]:
    """What the person said, beyond reasonable doubt."""
    return Reading(value)


def unsure(value: T) -> Reading[T]:
    """What the person probably said: show it and ask."""
    return Reading(value, confirm=True)


def doubt(reading: Reading[T]) -> Reading[T]:
    """The same value, to be confirmed first."""
    return NOTHING if reading.value is None else unsure(reading.value)
