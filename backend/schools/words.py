"""The levels of schools, and whether the Internet is there."""

from enum import StrEnum

from backend.i18n import N_, _


class SchoolLevel(StrEnum):
    """Which classes a school teaches."""

    PRESCHOOL = "preschool"
    PRIMARY = "primary"
    LOWER_SECONDARY = "lower_secondary"
    UPPER_SECONDARY = "upper_secondary"
    COMBINED = "combined"  # several of these under one head, as "TH&THCS"
    CONTINUING = "continuing"  # adults and those who left school

    @property
    def label(self) -> str:
        """As officers call it."""
        return _(_LEVELS[self])


_LEVELS = {
    SchoolLevel.PRESCHOOL: N_("Mầm non"),
    SchoolLevel.PRIMARY: N_("Tiểu học"),
    SchoolLevel.LOWER_SECONDARY: N_("THCS"),
    SchoolLevel.UPPER_SECONDARY: N_("THPT"),
    SchoolLevel.COMBINED: N_("Liên cấp"),
    SchoolLevel.CONTINUING: N_("GDTX"),
}


class Internet(StrEnum):
    """Whether the Internet reaches a site."""

    YES = "yes"
    WEAK = "weak"
    NO = "no"

    @property
    def label(self) -> str:
        """As officers call it."""
        return _(_INTERNET[self])


_INTERNET = {Internet.YES: N_("Có"), Internet.WEAK: N_("Yếu"), Internet.NO: N_("Không")}
