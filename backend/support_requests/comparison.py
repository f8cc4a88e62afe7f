"""What a family said beside a row of the list, field by field, for an officer's eyes."""

from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy.orm import object_session

from backend.households.differences import Parts, differences
from backend.households.likeness import Likeness
from backend.households.proofs import Factor
from backend.i18n import N_, _
from backend.poverty_lists.models import PovertyListEntry
from backend.programmes.rules import Circumstance
from backend.support_requests.models import SupportRequest
from backend.support_requests.verifying import Closest, closest


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
    Likeness.EXACT: Agreement.SAME,
    Likeness.UNMARKED: Agreement.SAME,
    Likeness.RAW: Agreement.SAME,
    Likeness.SLIP: Agreement.NEAR,
    Likeness.LOOSE: Agreement.NEAR,
    Likeness.DOUBTFUL: Agreement.NEAR,
    Likeness.DIFFERENT: Agreement.DIFFERENT,
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
    """Name, year of birth, hamlet and class, in this order, of the person of the household who is
    likeliest meant: mostly its head."""
    session = object_session(entry)
    assert session is not None  # noqa: S101 - the row was read a moment ago
    pair = closest(session, request, entry)
    return Comparison(entry, pair.candidate.reason, tuple(_fields(request, entry, pair)))


def _fields(request: SupportRequest, entry: PovertyListEntry, pair: Closest) -> tuple[Field, ...]:
    circumstance = Circumstance(request.circumstance)
    by_list = circumstance in (Circumstance.POOR, Circumstance.NEAR_POOR)
    standing_agrees = circumstance.value == entry.standing if by_list else None
    claim, person, candidate = pair.claim, pair.person, pair.candidate
    is_head = person.member_id is None
    year = str(person.birth_year or (entry.birth_raw if is_head else ""))
    return (
        _field(
            _("Chủ hộ") if is_head else _("Thành viên"),
            claim.name,
            person.name,
            _NAMES[candidate.name],
        ),
        _field(
            _("Năm sinh"),
            str(claim.birth_year or ""),
            year,
            _FACTORS[candidate.agrees.get(Factor.BIRTH_YEAR)],
        ),
        _field(
            _("Thôn"),
            request.hamlet,
            entry.hamlet,
            _FACTORS[candidate.agrees.get(Factor.HAMLET)],
        ),
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
