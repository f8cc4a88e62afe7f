"""Whether what a person said and a row of a list mean the same household.

`SAME` needs the name and one agreeing second factor, no factor that disagrees, and no other row
that fits. Everything else goes to an officer. A name typed with marks has to agree mark by mark,
because Hoa and Hoà are two people; one typed without marks may be either of them, so for it only
the year of birth is proof enough, not the hamlet.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from backend.households.names import NameMatch, compare_names
from backend.i18n import N_, _
from backend.vietnamese import clean, compact, fold

MOST_CANDIDATES = 8
# Longest first. Words of one line are used for one another, as "bản" for "thôn".
_KINDS = (
    ("to dan pho", "khu pho", "khom", "tdp", "kp", "to"),
    ("thon", "ban", "buon", "lang", "plei", "ap", "xom"),
)
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")


class Verdict(StrEnum):
    """What a search in the lists says."""

    SAME = "same"
    ASK = "ask"  # an officer looks at the candidates
    NONE = "none"


@dataclass(frozen=True)
class Claim:
    """What the person said about the household."""

    head_name: str
    birth_year: int | None
    hamlet: str


@dataclass(frozen=True)
class ListedHousehold:
    """The part of a list's row that the comparison needs."""

    entry_id: int
    head_name: str
    birth_year: int | None
    hamlet: str


@dataclass(frozen=True)
class Candidate:
    """One row, compared. `score` is the likeness of the names, 0..100."""

    entry_id: int
    name: NameMatch
    score: int
    year_agrees: bool | None  # None: one side does not say
    hamlet_agrees: bool | None

    @property
    def fits(self) -> bool:
        """It may be this household: the name agrees, and nothing disagrees."""
        named = self.name in (NameMatch.EXACT, NameMatch.FOLDED)
        return named and False not in (self.year_agrees, self.hamlet_agrees)

    @property
    def is_proof(self) -> bool:
        """It fits, and a second factor agrees that is strong enough for this name."""
        by_hamlet = self.name is NameMatch.EXACT and self.hamlet_agrees is True
        return self.fits and (self.year_agrees is True or by_hamlet)

    @property
    def likelihood(self) -> int:
        """In which order an officer looks at the rows. A year of birth tells more people apart than
        a hamlet does, and as much as the letters of a name."""
        year, hamlet = _POINTS[self.year_agrees], _POINTS[self.hamlet_agrees]
        return _NAME_POINTS[self.name] + 2 * year + hamlet

    @property
    def reason(self) -> str:
        """The comparison in words, for the officer."""
        year, hamlet = _FACTORS[self.year_agrees], _FACTORS[self.hamlet_agrees]
        return _("Tên chủ hộ {name}; năm sinh {year}; thôn {hamlet}.").format(
            name=_(_NAMES[self.name]), year=_(year), hamlet=_(hamlet)
        )


@dataclass(frozen=True)
class Finding:
    """The verdict, and the rows that it rests on or that an officer should look at."""

    verdict: Verdict
    reason: str
    candidates: tuple[Candidate, ...] = ()


_NAMES = {
    NameMatch.EXACT: N_("trùng từng chữ"),
    NameMatch.FOLDED: N_("trùng khi bỏ dấu"),
    NameMatch.NEAR: N_("gần giống"),
    NameMatch.DIFFERENT: N_("khác"),
}
_FACTORS = {True: N_("trùng"), False: N_("khác"), None: N_("chưa rõ")}
_NAME_POINTS = {NameMatch.EXACT: 3, NameMatch.FOLDED: 2, NameMatch.NEAR: 0, NameMatch.DIFFERENT: -9}
_POINTS = {True: 1, None: 0, False: -1}


def find(claim: Claim, rows: Iterable[ListedHousehold]) -> Finding:
    """Compares a claim with the rows of a commune's newest list."""
    candidates = sorted(
        (c for c in (compare(claim, row) for row in rows) if c.name is not NameMatch.DIFFERENT),
        key=lambda candidate: (-candidate.likelihood, -candidate.score, candidate.entry_id),
    )
    fitting = [candidate for candidate in candidates if candidate.fits]
    if len(fitting) == 1 and fitting[0].is_proof:
        return Finding(Verdict.SAME, fitting[0].reason, (fitting[0],))
    if not candidates:
        reason = _("Danh sách của xã không có tên chủ hộ nào giống như vậy.")
        return Finding(Verdict.NONE, reason)
    if len(fitting) > 1:
        reason = _("Có {count} hộ trùng như nhau, cần cán bộ xác định.").format(count=len(fitting))
    else:
        reason = _("Có {count} hộ gần giống nhưng chưa đủ chắc chắn, cần cán bộ xác định.").format(
            count=len(candidates)
        )
    return Finding(Verdict.ASK, reason, tuple(candidates[:MOST_CANDIDATES]))


def compare(claim: Claim, row: ListedHousehold) -> Candidate:
    """One row against the claim."""
    name, score = compare_names(claim.head_name, row.head_name)
    return Candidate(
        entry_id=row.entry_id,
        name=name,
        score=score,
        year_agrees=_agree(claim.birth_year, row.birth_year),
        hamlet_agrees=hamlets_agree(claim.hamlet, row.hamlet),
    )


def hamlets_agree(one: str, other: str) -> bool | None:
    """Whether two hamlets are one place; None when one is not given, or when the name is one and
    the kind another: "Tổ 1" and "Thôn 1" may stand side by side."""
    (kind, name), (other_kind, other_name) = _hamlet(one), _hamlet(other)
    if not name or not other_name:
        return None
    if name == other_name and kind != other_kind and None not in (kind, other_kind):
        return None
    return name == other_name


@lru_cache(maxsize=1024)
def _hamlet(hamlet: str) -> tuple[int | None, str]:
    """The kind and the name: "Thôn 01", "thon I" and "bản 1" are one place, "1" is of any kind."""
    written = clean(hamlet)
    folded = fold(hamlet).replace(".", " ").strip()
    for kind, words in enumerate(_KINDS):
        for word in words:
            if folded.startswith((f"{word} ", f"{word}:")) or re.match(rf"{word}\d", folded):
                return kind, _numbered(compact(folded.removeprefix(word)), written)
    return None, _numbered(compact(folded), written)


def _numbered(name: str, written: str) -> str:
    last = written.rpartition(" ")[2]
    if last in _ROMAN and name == last.casefold():
        return str(_ROMAN.index(last) + 1)
    return name.lstrip("0") if name.isdigit() else name


def _agree(one: object, other: object) -> bool | None:
    return None if one is None or other is None else one == other
