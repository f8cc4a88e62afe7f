"""Whether what a person said and a row of a list mean the same household.

`SAME` needs the name and one agreeing second factor, no factor that disagrees, and no equal rival.
Everything else goes to an officer. A name typed without marks agrees with a marked one; a name
typed with marks has to agree mark by mark, because Hoa and Hoà are two people.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz import fuzz

from backend.i18n import N_, _
from backend.vietnamese import clean, compact, fold, normal

NEAR_MISS = 80  # likeness, 0..100, from which an officer is shown a row
MOST_CANDIDATES = 8
_MARKERS = frozenset({"van", "thi", "a", "y", "h'"})
_PLACE_TYPES = ("thon", "ban", "buon", "lang", "to dan pho", "tdp", "khu pho", "ap", "khom", "to")


class Verdict(StrEnum):
    """What a search in the lists says."""

    SAME = "same"
    ASK = "ask"  # an officer looks at the candidates
    NONE = "none"


class NameMatch(StrEnum):
    """How a said name and a listed one agree, from best to worst."""

    EXACT = "exact"
    FOLDED = "folded"
    NEAR = "near"
    DIFFERENT = "different"


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
    def is_proof(self) -> bool:
        """The name and a second factor agree, and nothing disagrees."""
        factors = (self.year_agrees, self.hamlet_agrees)
        named = self.name in (NameMatch.EXACT, NameMatch.FOLDED)
        return named and True in factors and False not in factors

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


def find(claim: Claim, rows: Iterable[ListedHousehold]) -> Finding:
    """Compares a claim with the rows of a commune's newest list."""
    candidates = sorted(
        (c for c in (compare(claim, row) for row in rows) if c.name is not NameMatch.DIFFERENT),
        key=_likeliest_first,
    )
    proofs = [c for c in candidates if c.is_proof]
    if len(proofs) == 1:
        return Finding(Verdict.SAME, proofs[0].reason, (proofs[0],))
    if not candidates:
        reason = _("Danh sách của xã không có tên chủ hộ nào giống như vậy.")
        return Finding(Verdict.NONE, reason)
    if proofs:
        reason = _("Có {count} hộ trùng như nhau, cần cán bộ xác định.").format(count=len(proofs))
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
        hamlet_agrees=_agree(hamlet_key(claim.hamlet) or None, hamlet_key(row.hamlet) or None),
    )


def compare_names(said: str, listed: str) -> tuple[NameMatch, int]:
    """How two names agree, and their likeness. Written together or apart makes no difference."""
    if _joined(said) == _joined(listed):
        return NameMatch.EXACT, 100
    if compact(said) == compact(listed):
        unmarked = fold(said) == clean(said).casefold() or fold(listed) == clean(listed).casefold()
        return (NameMatch.FOLDED, 100) if unmarked else (NameMatch.NEAR, 95)
    score = round(fuzz.ratio(fold(said), fold(listed)))
    if score < NEAR_MISS or _markers(said) != _markers(listed):
        return NameMatch.DIFFERENT, score
    return NameMatch.NEAR, score


def hamlet_key(hamlet: str) -> str:
    """A hamlet's name without its type word: "Thôn 1", "thon 1" and "1" are one place."""
    folded = fold(hamlet).replace(".", " ").strip()
    for word in _PLACE_TYPES:
        folded = folded.removeprefix(f"{word} ")
    return compact(folded)


def _likeliest_first(candidate: Candidate) -> tuple[int, int, bool, bool]:
    factors: Sequence[bool | None] = (candidate.year_agrees, candidate.hamlet_agrees)
    rank = list(NameMatch).index(candidate.name)
    return rank, -factors.count(True), False in factors, candidate.score < NEAR_MISS


def _joined(name: str) -> str:
    return normal(name).translate({ord(c): None for c in " '-."})


def _markers(name: str) -> frozenset[str]:
    """The words that tell sexes and peoples apart: another marker is another person, no slip."""
    return _MARKERS.intersection(fold(name).split())


def _agree(one: object, other: object) -> bool | None:
    return None if one is None or other is None else one == other
