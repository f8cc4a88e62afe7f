"""Whether what a person said and a row of a list mean the same household.

`SAME` needs a name that is like the listed one, what `proofs` asks beside it, nothing that
disagrees, and no other household that fits as well. Everything else is asked about: first of the
person, then of an officer. There is never a `SAME` by a name alone.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from backend.households.hamlets import hamlets_agree, is_numbered
from backend.households.likeness import Likeness, given_has_twin, likeness
from backend.households.names import forms
from backend.households.proofs import (
    NAME_POINTS,
    PROOFS,
    PROOFS_ANYWHERE,
    PROOFS_IF_FREQUENT,
    WEIGHTS,
    WHOLE,
    Factor,
)
from backend.i18n import N_, _

MOST_CANDIDATES = 8
_NUMBER_LENGTHS = (9, 12)  # of the old identity card and of the citizen's


class Verdict(StrEnum):
    """What a search in the lists says."""

    SAME = "same"
    ASK = "ask"  # `Finding.question`, or an officer looks at the candidates
    NONE = "none"


class Question(StrEnum):
    """What to ask next; an officer when nothing that the person can say would decide."""

    COMMUNE = "commune"
    BIRTH_YEAR = "birth_year"
    HAMLET = "hamlet"
    BIRTH_DATE = "birth_date"
    CITIZEN_ID = "citizen_id"
    OFFICER = "officer"


_Person = tuple[int, int | None]  # row and member
# In which order the service asks; of more than two it does not.
_QUESTIONS = (
    Question.BIRTH_YEAR,
    Question.HAMLET,
    Question.BIRTH_DATE,
    Question.CITIZEN_ID,
)


@dataclass(frozen=True)
class Claim:
    """What is known of a person. `head` is the head of the household, where the person is another
    one; `anywhere` says that the commune is not known."""

    name: str
    birth_year: int | None = None
    hamlet: str = ""
    birth_date: date | None = None
    citizen_id: str = ""
    head: str = ""
    anywhere: bool = False


@dataclass(frozen=True)
class Listed:
    """One person of a list: the head of row `entry_id`, or its member `member_id`. A birth date is
    only one whose day the list says. `household` is what the same family has in common with other
    rows, where that is known."""

    entry_id: int
    name: str
    birth_year: int | None
    hamlet: str
    member_id: int | None = None
    birth_date: date | None = None
    citizen_id: str = ""
    head: str = ""
    household: int | None = None


@dataclass(frozen=True)
class Candidate:
    """One listed person, compared. `score` is the likeness of the names, 0..100; `agrees` has every
    factor that both sides say."""

    entry_id: int
    member_id: int | None
    name: Likeness
    score: int
    agrees: dict[Factor, bool] = field(hash=False)
    household: int | None = None
    has_twin: bool = False  # another given name is written alike without marks: Hoa and Hòa

    @property
    def fits(self) -> bool:
        """It may be this person: nothing disagrees."""
        return False not in self.agrees.values()

    @property
    def agreeing(self) -> frozenset[Factor]:
        """The factors that speak for it."""
        return frozenset(factor for factor, agrees in self.agrees.items() if agrees)

    @property
    def likelihood(self) -> int:
        """In which order an officer looks at the rows."""
        signs = {True: 1, False: -1}
        points = sum(WEIGHTS[factor] * signs[agrees] for factor, agrees in self.agrees.items())
        return NAME_POINTS[self.name] + points

    @property
    def reason(self) -> str:
        """The comparison in words, for the officer."""
        whose = _("Tên chủ hộ") if self.member_id is None else _("Tên thành viên")
        parts = [f"{whose} {self.name.words}"]
        for factor in (Factor.BIRTH_YEAR, Factor.HAMLET):
            parts.append(f"{_(_FACTORS[factor])} {_(_ANSWERS[self.agrees.get(factor)])}")
        for factor in (Factor.BIRTH_DATE, Factor.CITIZEN_ID, Factor.HEAD):
            if factor in self.agrees:
                parts.append(f"{_(_FACTORS[factor])} {_(_ANSWERS[self.agrees[factor]])}")
        return "; ".join(parts) + "."


@dataclass(frozen=True)
class Finding:
    """The verdict, and the rows that it rests on or that an officer should look at."""

    verdict: Verdict
    reason: str
    candidates: tuple[Candidate, ...] = ()
    question: Question | None = None


_FACTORS = {
    Factor.BIRTH_YEAR: N_("năm sinh"),
    Factor.HAMLET: N_("thôn"),
    Factor.BIRTH_DATE: N_("ngày sinh"),
    Factor.CITIZEN_ID: N_("số căn cước"),
    Factor.HEAD: N_("chủ hộ"),
}
_ANSWERS = {True: N_("trùng"), False: N_("khác"), None: N_("chưa rõ")}


def find(claim: Claim, listed: Iterable[Listed]) -> Finding:
    """Compares a claim with the people of a list, or with those whom a search brought up."""
    people = list(listed)
    used = _used_words(people)
    compared = (compare(claim, person, used) for person in people)
    candidates = sorted(
        (
            c
            for c in compared
            if c.name is not Likeness.DIFFERENT or Factor.CITIZEN_ID in c.agreeing
        ),
        key=lambda c: (-c.likelihood, -c.score, c.entry_id, c.member_id or 0),
    )
    if not candidates:
        return Finding(Verdict.NONE, _("Danh sách không có tên nào giống như vậy."))
    frequent = {name: _frequent(people, by_letters=name is Likeness.UNMARKED) for name in WHOLE}
    proven = next((c for c in candidates if _is_proven(claim, c, candidates, frequent)), None)
    if proven:
        return Finding(Verdict.SAME, proven.reason, (proven,))
    shown = tuple(candidates[:MOST_CANDIDATES])
    fitting = {_home(c) for c in candidates if c.fits and c.name in WHOLE}
    if len(fitting) > 1:
        reason = _("Có {count} hộ trùng như nhau, cần cán bộ xác định.").format(count=len(fitting))
    else:
        reason = _("Có {count} hộ gần giống nhưng chưa đủ chắc chắn, cần cán bộ xác định.").format(
            count=len({_home(c) for c in candidates})
        )
    return Finding(Verdict.ASK, reason, shown, _question(claim, candidates[0]))


def find_household(claims: Iterable[Claim], listed: Iterable[Listed]) -> Finding:
    """Compares what is known of several people of one household, the most important first. One of
    them is enough; two who are found in two households are asked about."""
    people = list(listed)
    findings = [find(claim, people) for claim in claims]
    proven = [finding for finding in findings if finding.verdict is Verdict.SAME]
    if len({_home(finding.candidates[0]) for finding in proven}) > 1:
        return Finding(
            Verdict.ASK,
            _("Những người được nêu tên ở các hộ khác nhau, cần cán bộ xác định."),
            tuple(finding.candidates[0] for finding in proven),
            Question.OFFICER,
        )
    asking = [finding for finding in findings if finding.verdict is Verdict.ASK]
    return next(iter([*proven, *asking, *findings]))


def compare(claim: Claim, person: Listed, used: frozenset[str] = frozenset()) -> Candidate:
    """One listed person against the claim."""
    name, score = likeness(claim.name, person.name, used)
    answers = {
        Factor.CITIZEN_ID: _same_number(claim.citizen_id, person.citizen_id),
        Factor.BIRTH_DATE: _same_day(claim.birth_date, person.birth_date),
        Factor.BIRTH_YEAR: _agree(claim.birth_year, person.birth_year),
        Factor.HAMLET: _same_hamlet(claim, person),
        Factor.HEAD: _same_head(claim, person),
    }
    agrees = {factor: answer for factor, answer in answers.items() if answer is not None}
    return Candidate(
        entry_id=person.entry_id,
        member_id=person.member_id,
        name=name,
        score=score,
        agrees=agrees,
        household=person.household,
        has_twin=name is Likeness.UNMARKED and given_has_twin(person.name),
    )


def _is_proven(
    claim: Claim,
    candidate: Candidate,
    candidates: list[Candidate],
    frequent: dict[Likeness, set[_Person]],
) -> bool:
    if not candidate.fits or any(_rivals(candidate, other) for other in candidates):
        return False
    proofs = PROOFS[candidate.name]
    if claim.anywhere:
        proofs = PROOFS_ANYWHERE.get(candidate.name, ())
    elif candidate.has_twin or (candidate.entry_id, candidate.member_id) in frequent.get(
        candidate.name, ()
    ):
        proofs = PROOFS_IF_FREQUENT.get(candidate.name, proofs)
    agreeing = candidate.agreeing
    if candidate.member_id is not None and agreeing == {Factor.HAMLET}:
        return False  # in one hamlet many children are called alike; a head is known by it
    return any(proof <= agreeing for proof in proofs)


def _rivals(one: Candidate, other: Candidate) -> bool:
    """Whether another household may as well be meant. Beside a name that is whole another whole one
    can, and one of which a word may have been left out if as much speaks for it; where the name is
    not sure, every like name."""
    if _home(one) == _home(other) or not other.fits or other.name is Likeness.DIFFERENT:
        return False
    if Factor.CITIZEN_ID in one.agreeing and Factor.CITIZEN_ID not in other.agreeing:
        return False
    if one.name not in WHOLE or other.name in WHOLE:
        return True
    return other.name is not Likeness.DOUBTFUL and one.agreeing <= other.agreeing


def _home(candidate: Candidate) -> tuple[str, int]:
    if candidate.household is not None:
        return "household", candidate.household
    return "entry", candidate.entry_id


def _used_words(people: Iterable[Listed]) -> frozenset[str]:
    return frozenset(word for person in people for word in forms(person.name).words)


def _frequent(people: Iterable[Listed], *, by_letters: bool) -> set[_Person]:
    """Those whose name is borne in another household too: to the mark, or by its letters alone."""
    bearers: dict[str, list[Listed]] = {}
    for person in people:
        name = forms(person.name)
        bearers.setdefault(name.letters if by_letters else name.joined, []).append(person)
    return {
        (person.entry_id, person.member_id)
        for alike in bearers.values()
        if len({person.household or -person.entry_id for person in alike}) > 1
        for person in alike
    }


def _question(claim: Claim, best: Candidate) -> Question:
    """The first thing that was not said and may decide. A name that may be somebody else's is never
    decided by it, but what disagrees would exclude it."""
    if claim.anywhere:
        return Question.COMMUNE
    unsaid = {
        Question.BIRTH_YEAR: claim.birth_year is None and claim.birth_date is None,
        Question.HAMLET: not claim.hamlet,
        Question.BIRTH_DATE: claim.birth_date is None and PROOFS[best.name] != (),
        Question.CITIZEN_ID: not claim.citizen_id and PROOFS[best.name] != (),
    }
    return next((question for question in _QUESTIONS if unsaid[question]), Question.OFFICER)


def _agree(one: object, other: object) -> bool | None:
    return None if one is None or other is None else one == other


def _same_number(one: str, other: str) -> bool | None:
    """None also for numbers of two kinds of card: both may be one person's."""
    lengths = len(one), len(other)
    return one == other if lengths[0] == lengths[1] and lengths[0] in _NUMBER_LENGTHS else None


def _same_day(one: date | None, other: date | None) -> bool | None:
    """None where 1 January stands for an unknown day, or a program exchanged day and month."""
    if one is None or other is None or one == other:
        return _agree(one, other)
    if (1, 1) in ((one.day, one.month), (other.day, other.month)):
        return None
    swapped = (one.year, one.day, one.month) == (other.year, other.month, other.day)
    return None if swapped else False


def _same_hamlet(claim: Claim, person: Listed) -> bool | None:
    if claim.anywhere and is_numbered(claim.hamlet):
        return None
    return hamlets_agree(claim.hamlet, person.hamlet)


def _same_head(claim: Claim, person: Listed) -> bool | None:
    """Whether the head who was named heads the person's household; of a head itself nothing."""
    if not claim.head or not person.head or person.member_id is None:
        return None
    found, _score = likeness(claim.head, person.head)
    if found in WHOLE:
        return True
    return False if found is Likeness.DIFFERENT else None
