"""What a programme's file may say. Anything else in it is refused, with the place and the reason."""

from datetime import date
from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from backend.administrative_units.models import Level
from backend.i18n import N_
from backend.officers.models import Role
from backend.programmes.rules import Circumstance

LONGEST_TITLE = 40  # letters; it stands on a button
Words = Annotated[str, Field(min_length=1)]


class Strict(BaseModel):
    """No unknown keys, no silent conversions."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Basis(Strict):
    """The document that the programme rests on, and its own words."""

    document: Words
    wording: Words


class Eligible(Strict):
    """One field a rule; `rules.RULES` has the function of the same name. All must hold."""

    circumstances: tuple[Circumstance, ...] = Field(min_length=1)
    without_device: bool = False
    one_device_a_child: bool = False
    one_device_a_household: bool = False


class Step(Strict):
    """One approval, by officers of a level of administration."""

    name: Words
    level: Level
    roles: tuple[Role, ...] = Field(min_length=1)
    working_days: int = Field(ge=1, le=60)


class DeviceBenefit(Strict):
    """A machine that is handed over."""

    kind: Literal["device"]
    code: Words
    name: Words


class DataPackageBenefit(Strict):
    """An operator's package, for those to whom the benefit `follows` was handed over."""

    kind: Literal["data_package"]
    code: Words
    name: Words
    follows: Words
    wording: Words
    gigabytes: int = Field(ge=1)
    period: Literal["total", "day"]
    months: int = Field(ge=1, le=60)


Benefit = Annotated[DeviceBenefit | DataPackageBenefit, Field(discriminator="kind")]


class Source(StrEnum):
    """What an answer rests on."""

    DOCUMENT = "document"  # the programme's basis says it
    SERVICE = "service"  # it is how this service works
    OFFICER = "officer"  # neither; an officer has the last word


class Question(Strict):
    """One thing that people ask. `examples` are ways to ask it, by which it is found. `answer` may
    hold placeholders (`answers.FACTS`), so that no number stands twice; `next` is what one can do
    then. `officers_decide` where somebody asks whether a child will get something;
    `status_first` where one who has a request is better told how that one stands. `wording` is the
    official text on just this, shown on request; without it the basis is quoted."""

    key: Annotated[str, Field(pattern=r"^[a-z_]{2,30}$")]
    title: Annotated[str, Field(min_length=1, max_length=LONGEST_TITLE)]
    examples: tuple[Words, ...] = Field(min_length=3)
    answer: Words
    next: Words
    source: Source
    officers_decide: bool = False
    status_first: bool = False
    wording: str = ""


class Platform(Strict):
    """A free site for learning: who publishes it, and until when it is free, where that is known.
    Until an officer has tried the link it is not `confirmed`, and is said to be a sample."""

    name: Words
    link: Annotated[str, Field(pattern=r"^https://\S+$")]
    publisher: Words
    until: date | None = None
    confirmed: bool = False


class FundingSource(Strict):
    """Who pays. The sources of a programme are used in the order of its file; one with
    `circumstances` serves only households of those classes."""

    code: Annotated[str, Field(pattern=r"^[a-z0-9-]{2,40}$")]
    name: Words
    circumstances: tuple[Circumstance, ...] = ()


class Round(Strict):
    """One round (đợt) of a programme: a request that comes in until `closes` may use its quota, from
    `opens` on. Without `closes` it stays open."""

    code: Annotated[str, Field(pattern=r"^[a-z0-9-]{2,40}$")]
    name: Words
    opens: date
    closes: date | None = None


class PriorityClass(Strict):
    """Who comes before others when a quota is used up: the list says one of `listed`, the family one
    of `claimed`; a field that is left out lets everybody in."""

    name: Words
    listed: tuple[Circumstance, ...] = ()
    claimed: tuple[Circumstance, ...] = ()


# Figures that a target can be held against; `backend/figures/catalogue.py` counts them.
Counted = Literal["made", "approved", "handed-over", "confirmed", "package", "package-active"]


class Target(Strict):
    """What the document wants: `percent` of a group `by` a day, in its own `wording`. `reached` is the
    figure that counts those who have it, `out_of` the nearest figure that this service has of the
    group, and `missing` says what nobody has counted yet."""

    code: Annotated[str, Field(pattern=r"^[a-z0-9-]{2,40}$")]
    name: Words
    wording: Words
    percent: int = Field(ge=1, le=100)
    by: date | None = None
    reached: Counted | None = None
    out_of: Counted | None = None
    missing: str = ""

    @model_validator(mode="after")
    def _says_what_it_lacks(self) -> Self:
        if not (self.reached and self.out_of) and not self.missing:
            raise ValueError("without reached and out_of, missing has to say what is not counted")
        return self


# For a programme whose file names none: its quota has one line.
ANY_SOURCE = FundingSource(code="chung", name=N_("Nguồn chung của chương trình"))
ANY_ROUND = Round(code="ca-chuong-trinh", name=N_("Cả chương trình"), opens=date.min)


class Programme(Strict):
    """One programme, whole."""

    code: Annotated[str, Field(pattern=r"^[a-z0-9-]{3,40}$")]
    name: Words
    request_series: Annotated[str, Field(pattern=r"^[A-Z]{2,4}$")]
    offer: Words
    basis: Basis
    eligible: Eligible
    steps: tuple[Step, ...] = Field(min_length=1)
    benefits: tuple[Benefit, ...] = Field(min_length=1)
    questions: tuple[Question, ...] = ()
    platforms: tuple[Platform, ...] = ()
    sources: tuple[FundingSource, ...] = ()
    rounds: tuple[Round, ...] = ()
    priority: tuple[PriorityClass, ...] = ()
    targets: tuple[Target, ...] = ()

    @model_validator(mode="after")
    def _codes_are_given_once(self) -> Self:
        for named in (self.benefits, self.sources, self.rounds, self.targets):
            codes = [each.code for each in named]
            if twice := next((code for code in codes if codes.count(code) > 1), None):
                raise ValueError(f"code {twice!r} is given twice")
        for each in self.rounds:
            if each.closes and each.closes < each.opens:
                raise ValueError(f"round {each.code}: closes before it opens")
        return self

    @model_validator(mode="after")
    def _what_follows_exists(self) -> Self:
        devices = {device.code for device in self.devices}
        for benefit in self.benefits:
            if isinstance(benefit, DataPackageBenefit) and benefit.follows not in devices:
                raise ValueError(
                    f"benefit {benefit.code}: follows = {benefit.follows!r} is no device"
                )
        return self

    @property
    def devices(self) -> tuple[DeviceBenefit, ...]:
        """What a family may ask for."""
        return tuple(b for b in self.benefits if isinstance(b, DeviceBenefit))

    @property
    def data_package(self) -> DataPackageBenefit | None:
        """The package that follows a device, when the programme has one."""
        return next((b for b in self.benefits if isinstance(b, DataPackageBenefit)), None)

    @property
    def funding(self) -> tuple[FundingSource, ...]:
        """The sources in the order in which they are used; never empty."""
        return self.sources or (ANY_SOURCE,)

    @property
    def all_rounds(self) -> tuple[Round, ...]:
        """The rounds, earliest first; never empty."""
        return tuple(sorted(self.rounds, key=lambda each: each.opens)) or (ANY_ROUND,)

    def question(self, key: str) -> Question | None:
        """One of the questions, if the programme as it stands now still answers it."""
        return next((question for question in self.questions if question.key == key), None)
