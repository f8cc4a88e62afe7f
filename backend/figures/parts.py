"""The parts of the page of figures: each its own address, light enough for a slow line."""

from collections.abc import Callable, Sequence
from enum import StrEnum

from backend.figures.catalogue import OF_DELIVERIES, OF_REQUESTS, of_devices, of_tickets
from backend.figures.figure import Figure
from backend.figures.narrowing import Narrowing
from backend.i18n import N_, _


class Part(StrEnum):
    """What a page of figures is about. Whatever leads on from it stays in its part."""

    REQUESTS = "requests"
    DEVICES = "devices"
    TICKETS = "tickets"
    TARGETS = "targets"

    @classmethod
    def read(cls, word: str) -> "Part":
        """As an address says it; without a word that means something, requests."""
        return cls(word) if word in list(cls) else cls.REQUESTS

    @property
    def label(self) -> str:
        """As officers read it."""
        return _(_LABELS[self])

    @property
    def sections(self) -> Sequence[Sequence[Figure]]:
        """Its figures, those of one source together."""
        return _SECTIONS[self]()

    def address(self, narrowed: Narrowing) -> str:
        """The query that opens this part, so narrowed; requests need no word."""
        return narrowed.address + ("" if self is Part.REQUESTS else f"&about={self}")


_LABELS = {
    Part.REQUESTS: N_("Hồ sơ"),
    Part.DEVICES: N_("Máy và gói cước"),
    Part.TICKETS: N_("Phiếu"),
    Part.TARGETS: N_("Mục tiêu"),
}
_SECTIONS: dict[Part, Callable[[], Sequence[Sequence[Figure]]]] = {
    Part.REQUESTS: lambda: (OF_REQUESTS,),
    Part.DEVICES: lambda: (OF_DELIVERIES, of_devices()),
    Part.TICKETS: lambda: (of_tickets(),),
    Part.TARGETS: lambda: (),
}
