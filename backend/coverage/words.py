"""How the signal in a hamlet is, and over which network."""

from enum import StrEnum

from backend.i18n import N_, _


class Signal(StrEnum):
    """Whether a phone works in a hamlet."""

    NONE = "none"
    WEAK = "weak"
    OK = "ok"

    @property
    def label(self) -> str:
        """As people read it."""
        return _(_SIGNALS[self])


_SIGNALS = {
    Signal.NONE: N_("Chưa có sóng"),
    Signal.WEAK: N_("Sóng yếu"),
    Signal.OK: N_("Có sóng tốt"),
}


class Network(StrEnum):
    """The best one that reaches a hamlet."""

    NONE = "none"
    SECOND = "2g"
    THIRD = "3g"
    FOURTH = "4g"
    FIFTH = "5g"

    @property
    def label(self) -> str:
        """ "4G"; a dash for none."""
        return "–" if self is Network.NONE else self.value.upper()


FAST = (Network.FOURTH, Network.FIFTH)  # what a plan for 4G is content with
OPERATORS = {  # as the form of a report has them
    "": N_("Chưa rõ"),
    "viettel": "Viettel",
    "vinaphone": "VinaPhone",
    "mobifone": "MobiFone",
    "vietnamobile": "Vietnamobile",
    "all": N_("Nhiều nhà mạng"),
}
