"""What a programme's file may say. Anything else in it is refused, with the place and the reason."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Annotated, Any, Literal, Self

from pydantic import Field, model_validator

from backend.administrative_units.models import Level
from backend.i18n import N_
from backend.officers.models import Role
from backend.programmes.fields import Field as FormField
from backend.programmes.fields import Name, Strict, Words
from backend.programmes.rules import Circumstance, answers_fit
from backend.programmes.sections import (
    AreaCount,
    AwardedTitle,
    Code,
    Counted,
    Needs,
    Places,
    Report,
    Retention,
    Title,
)

Answers = dict[Name, tuple[Name, ...]]  # a field of the request, and the answers that count


class Basis(Strict):
    """The document that the programme rests on, and its own words."""

    document: Words
    wording: Words


class Request(Strict):
    """What people may ask for in chat: who gets it (a pupil, or the household as a whole), what it is
    called on a button (`title`) and in a sentence (`thing`: "máy", "chăn ấm"), ways to ask for it, and
    what is asked besides who and where."""

    subject: Literal["pupil", "household"]
    title: Title
    thing: Words
    examples: tuple[Words, ...] = Field(min_length=3)
    fields: tuple[FormField, ...] = ()


class Eligible(Strict):
    """One field a rule; `rules.RULES` has the function of the same name. All must hold. `answers` are
    those of the request's own fields that qualify."""

    circumstances: tuple[Circumstance, ...] = ()
    answers: Answers = Field({})
    without_device: bool = False
    one_device_a_child: bool = False
    one_device_a_household: bool = False
    once_a_child: bool = False
    once_a_household: bool = False


class Step(Strict):
    """One approval, by officers of a level of administration."""

    name: Words
    level: Level
    roles: tuple[Role, ...] = Field(min_length=1)
    working_days: int = Field(ge=1, le=60)
    office: str = ""  # where it is not the unit's own: "Sở Khoa học và Công nghệ"


class EarlierStep(Strict):
    """One approval of former times, as old papers show it."""

    name: Words
    level: Level
    office: str = ""


class EarlierChain(Strict):
    """The way of papers until a day, before units or offices changed."""

    until: date
    steps: tuple[EarlierStep, ...] = Field(min_length=1)


class DeviceBenefit(Strict):
    """A machine that is handed over."""

    kind: Literal["device"]
    code: Words
    name: Words
    thing: Words = N_("máy")
    with_sim: bool = False  # operator and SIM number are noted at the hand-over
    answers: Answers = Field({})  # of the request's own fields, for whom it is; likewise below


class GoodsBenefit(Strict):
    """Things that are handed over and not followed afterwards: blankets, clothes, books."""

    kind: Literal["goods"]
    code: Words
    name: Words
    thing: Words
    items: tuple[Words, ...] = Field(min_length=1)  # what one request gets: "1 áo ấm"
    answers: Answers = Field({})


class CashBenefit(Strict):
    """Money that is paid out; `wording` says for what, as the document does."""

    kind: Literal["cash"]
    code: Words
    name: Words
    thing: Words = N_("tiền hỗ trợ")
    dong: int = Field(ge=1000)
    wording: Words
    answers: Answers = Field({})


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


Grant = DeviceBenefit | GoodsBenefit | CashBenefit  # what may be asked for
Benefit = Annotated[Grant | DataPackageBenefit, Field(discriminator="kind")]


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
    title: Title
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

    code: Code
    name: Words
    circumstances: tuple[Circumstance, ...] = ()
    answers: Answers = Field({})


class Round(Strict):
    """One round (đợt) of a programme: a request that comes in until `closes` may use its quota, from
    `opens` on. Without `closes` it stays open."""

    code: Code
    name: Words
    opens: date
    closes: date | None = None


class PriorityClass(Strict):
    """Who comes before others when a quota is used up: the list says one of `listed`, the family one
    of `claimed`, the request's own fields one of `answers`; what is left out lets everybody in."""

    name: Words
    listed: tuple[Circumstance, ...] = ()
    claimed: tuple[Circumstance, ...] = ()
    answers: Answers = Field({})


class Target(Strict):
    """What the document wants: `percent` of a group `by` a day, in its own `wording`. `reached` is the
    figure that counts those who have it, `out_of` the nearest figure that this service has of the
    group, and `missing` says what nobody has counted yet. A `growth` is by `percent` at least, up to
    `percent_to` where the document names both, and `out_of` counts the same a year before."""

    code: Code
    name: Words
    wording: Words
    kind: Literal["share", "growth"] = "share"
    percent: int = Field(ge=1, le=100)
    percent_to: int | None = Field(None, ge=1, le=1000)
    by: date | None = None
    reached: Counted | None = None
    out_of: Counted | None = None
    missing: str = ""
    until_counted: bool = False  # `missing` is said only while nothing is counted in `out_of`

    @model_validator(mode="after")
    def _says_what_it_lacks(self) -> Self:
        if not (self.reached and self.out_of) and not self.missing:
            raise ValueError("without reached and out_of, missing has to say what is not counted")
        return self

    @model_validator(mode="after")
    def _grows_from_less_to_more(self) -> Self:
        if self.percent_to is not None and self.kind != "growth":
            raise ValueError('percent_to is for kind = "growth"')
        if self.percent_to is not None and self.percent_to < self.percent:
            raise ValueError("percent_to must not be below percent")
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
    units: tuple[
        str, ...
    ] = ()  # codes of the units where it runs, with all below; () is everywhere
    request: Request | None = None  # without it nobody asks for anything by chat
    eligible: Eligible = Eligible()
    steps: tuple[Step, ...] = ()
    earlier_chains: tuple[EarlierChain, ...] = ()
    benefits: tuple[Benefit, ...] = ()
    quota_by: Literal["unit", "school"] = "unit"
    needs: Needs | None = None
    titles: tuple[AwardedTitle, ...] = ()
    places: Places | None = None
    area_counts: tuple[AreaCount, ...] = ()
    reports: tuple[Report, ...] = ()
    questions: tuple[Question, ...] = ()
    platforms: tuple[Platform, ...] = ()
    sources: tuple[FundingSource, ...] = ()
    rounds: tuple[Round, ...] = ()
    priority: tuple[PriorityClass, ...] = ()
    targets: tuple[Target, ...] = ()
    retention: Retention | None = None  # None is `retention.terms.DEFAULT`

    @model_validator(mode="after")
    def _codes_are_given_once(self) -> Self:
        named_by_code = (self.benefits, self.sources, self.rounds, self.targets, self.area_counts)
        for named in (*named_by_code, self.titles, self.reports):
            codes = [each.code for each in named]
            if twice := next((code for code in codes if codes.count(code) > 1), None):
                raise ValueError(f"code {twice!r} is given twice")
        for each in self.rounds:
            if each.closes and each.closes < each.opens:
                raise ValueError(f"round {each.code}: closes before it opens")
        return self

    @model_validator(mode="after")
    def _what_can_be_asked_for_can_be_decided(self) -> Self:
        if self.request and not (self.eligible.circumstances and self.steps and self.grants):
            raise ValueError("a request needs eligible.circumstances, steps and benefits")
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
    def grants(self) -> tuple[Grant, ...]:
        """What may be asked for."""
        return tuple(b for b in self.benefits if not isinstance(b, DataPackageBenefit))

    def grants_for(self, given: Mapping[str, str]) -> tuple[Grant, ...]:
        """Those of them that are for who gave these answers to the request's own fields."""
        return tuple(grant for grant in self.grants if answers_fit(grant.answers, given))

    def conditions_of(self, benefit: str) -> dict[str, Any]:
        """What must hold for a benefit: the rules by name, as `rules.RULES` takes them."""
        own = next((grant.answers for grant in self.grants if grant.code == benefit), {})
        answers = dict(self.eligible.answers)
        for name, values in own.items():
            answers[name] = tuple(v for v in answers.get(name, values) if v in values)
        return {**self.eligible.model_dump(), "answers": answers}

    @property
    def devices(self) -> tuple[DeviceBenefit, ...]:
        """The machines among them."""
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
