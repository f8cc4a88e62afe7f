"""What the file of a rubric may say. Anything else in it is refused, with the place and the reason."""

from dataclasses import dataclass
from typing import Self

from pydantic import Field as Rule
from pydantic import model_validator

from backend.programmes.fields import Name, Option, Strict, Words
from backend.programmes.sections import Code


class Years(Strict):
    """A period of the programme, both years included."""

    first: int = Rule(ge=2000, le=2100)
    last: int = Rule(ge=2000, le=2100)


class Criterion(Strict):
    """One thing that is scored: the `question` of the self-assessment and its answers, each with
    points up to `points`. `evidence` is what proves it, `photo` asks for a picture of that ("" where
    none is wanted); after an answer without points none is asked for."""

    code: Name
    name: Words
    points: int = Rule(ge=1, le=100)
    question: Words
    options: tuple[Option, ...] = Rule(min_length=2)
    evidence: str = ""
    photo: str = ""

    @model_validator(mode="after")
    def _points_can_be_reached(self) -> Self:
        if max(option.points for option in self.options) != self.points:
            raise ValueError(f"points is {self.points}, but the best option has another number")
        if len({option.value for option in self.options}) < len(self.options):
            raise ValueError("two options have the same value")
        if self.photo and not self.evidence:
            raise ValueError("photo asks for a picture, so evidence has to say of what")
        return self


class Rubric(Strict):
    """How some titles are scored in some years. `sample` ones were made up to try the service, and are
    called so wherever they are used; an official one names its `decision`."""

    titles: tuple[Code, ...] = Rule(min_length=1)
    years: tuple[Years, ...] = Rule(min_length=1)
    version: int = Rule(ge=1)
    sample: bool = False
    decision: str = ""  # number and day of the decision that issued it, and whose
    pass_mark: int = Rule(ge=1)
    criteria: tuple[Criterion, ...] = Rule(min_length=1)

    @model_validator(mode="after")
    def _adds_up(self) -> Self:
        codes = [criterion.code for criterion in self.criteria]
        if twice := next((code for code in codes if codes.count(code) > 1), None):
            raise ValueError(f"criterion {twice!r} is given twice")
        if self.pass_mark > self.most_points:
            raise ValueError(f"pass_mark is above all points together ({self.most_points})")
        if self.sample == bool(self.decision):
            raise ValueError("a rubric is either a sample or issued by a decision")
        for each in self.years:
            if each.last < each.first:
                raise ValueError("years: last is before first")
        return self

    @property
    def most_points(self) -> int:
        """The points of the best answers."""
        return sum(criterion.points for criterion in self.criteria)

    def covers(self, year: int) -> bool:
        """Whether it is used in a year."""
        return any(each.first <= year <= each.last for each in self.years)

    def criterion(self, code: str) -> Criterion | None:
        """One of the criteria."""
        return next((each for each in self.criteria if each.code == code), None)


@dataclass(frozen=True)
class TitleOffer:
    """A title for which one can apply. `applicant` is a family, clan, community, unit or citizen; `said`
    are other names for it, `; ` between them."""

    code: str
    name: str
    applicant: str
    said: str
    rubric: Rubric
