"""What a family said beside a row of the list, field by field, for an officer's eyes."""

from dataclasses import dataclass
from enum import StrEnum

from backend.households.differences import Parts, differences
from backend.households.names import NameMatch
from backend.households.rules import Candidate, Claim, compare
from backend.i18n import N_, _
from backend.poverty_lists.models import PovertyListEntry
from backend.programmes.rules import Circumstance
from backend.support_requests.models import SupportRequest
from backend.support_requests.verifying import as_listed


class Agreement(StrEnum):
    """How two entries agree; each has a word and a sign of its own."""

    SAME = "same"
    NEAR = "near"
    DIFFERENT = "different"
    UNKNOWN = "unknown"

    @property
    def label(self) -> str:
        """In a word."""
        return _(_WORDS[self])


_WORDS = {
    Agreement.SAME: N_("Trùng"),
    Agreement.NEAR: N_("Gần giống"),
    Agreement.DIFFERENT: N_("Khác"),
    Agreement.UNKNOWN: N_("Chưa rõ"),
}
_NAMES = {
    NameMatch.EXACT: Agreement.SAME,
    NameMatch.FOLDED: Agreement.SAME,
    NameMatch.NEAR: Agreement.NEAR,
    NameMatch.DIFFERENT: Agreement.DIFFERENT,
}
_FACTORS = {True: Agreement.SAME, False: Agreement.DIFFERENT, None: Agreement.UNKNOWN}


@dataclass(frozen=True)
class Field:
    """One entry, said and listed."""

    label: str
    said: Parts
    listed: Parts
    agreement: Agreement


@dataclass(frozen=True)
class Comparison:
    """One row of the list beside what was said."""

    entry: PovertyListEntry
    reason: str
    fields: tuple[Field, ...]


def compared(request: SupportRequest, entry: PovertyListEntry) -> Comparison:
    """Head, year of birth, hamlet and class, in this order."""
    claim = Claim(request.head_name, request.head_birth_year, request.hamlet)
    candidate = compare(claim, as_listed(entry))
    return Comparison(entry, candidate.reason, tuple(_fields(request, entry, candidate)))


def _fields(
    request: SupportRequest, entry: PovertyListEntry, candidate: Candidate
) -> tuple[Field, ...]:
    circumstance = Circumstance(request.circumstance)
    by_list = circumstance in (Circumstance.POOR, Circumstance.NEAR_POOR)
    standing_agrees = circumstance.value == entry.standing if by_list else None
    return (
        _field(_("Chủ hộ"), request.head_name, entry.head_name, _NAMES[candidate.name]),
        _field(
            _("Năm sinh"),
            str(request.head_birth_year or ""),
            str(entry.birth_year or entry.birth_raw),
            _FACTORS[candidate.year_agrees],
        ),
        _field(_("Thôn"), request.hamlet, entry.hamlet, _FACTORS[candidate.hamlet_agrees]),
        _field(
            _("Diện"),
            circumstance.label,
            entry.standing.label if entry.standing else "",
            _FACTORS[standing_agrees],
            words=True,
        ),
    )


def _field(
    label: str, said: str, listed: str, agreement: Agreement, *, words: bool = False
) -> Field:
    """Letters are marked only where they matter: not inside words that mean another class."""
    if words or agreement is Agreement.UNKNOWN:
        return Field(label, differences(said, "")[0], differences(listed, "")[0], agreement)
    return Field(label, *differences(said, listed), agreement)
