"""What the file of a kind of ticket may say. Anything else in it is refused, with the place and the
reason."""

from typing import Annotated, Literal, Self

from pydantic import Field as Rule
from pydantic import model_validator

from backend.programmes.schema import Strict, Words

Name = Annotated[str, Rule(pattern=r"^[a-z_]{2,24}$")]


class Option(Strict):
    """One answer that can be chosen. `said` are other names for it, `; ` between them. `to_parent`
    sends the ticket to the unit above: nobody looks into a complaint about themselves. `leads_to`
    ends this form and begins another flow. `points` count in a self-assessment."""

    value: Name
    label: Words
    said: str = ""
    to_parent: bool = False
    leads_to: Name | None = None
    points: int = Rule(0, ge=0, le=100)


class Condition(Strict):
    """A field is asked only when an earlier one was answered with one of these."""

    field: Name
    is_one_of: tuple[Name, ...] = Rule(min_length=1)


FieldKind = Literal[
    "choice",
    "words",  # free words, which may be what the person opened with
    "short",  # a few words
    "number",
    "person",
    "donor",  # a person or an organisation
    "phone",  # the one of an earlier request when there is one
    "school",
    "hamlet",  # of the commune that the ticket is about
    "own_request",  # one of the person's requests, in one of `statuses`
    "photo",  # or none
]


class Field(Strict):
    """One question of a form, and what the answer is called afterwards."""

    name: Name
    kind: FieldKind
    label: Words
    question: Words
    hint: str = ""
    options: tuple[Option, ...] = ()
    statuses: tuple[str, ...] = ()
    none_of_these: str = ""  # label of the way out of an own_request or a photo
    only_one_is_meant: bool = False  # an own_request that is not asked where only one fits
    when: Condition | None = None

    @model_validator(mode="after")
    def _fits_its_kind(self) -> Self:
        if (self.kind == "choice") != bool(self.options):
            raise ValueError("a choice has options, and nothing else has")
        if self.kind in ("person", "donor") and not self.name.endswith("_name"):
            raise ValueError("the name of a person's field ends in _name")
        if self.kind == "photo" and not self.name.startswith("photo"):
            raise ValueError("the name of a photo's field begins with photo")
        return self


class Outcome(Strict):
    """How an officer may end a ticket. `effect` is what follows in the service itself."""

    value: Name
    label: Words
    effect: Literal["confirm_teacher", "reopen_request"] | None = None


class TicketKind(Strict):
    """One kind, whole. `within_days` are working days unless `calendar_days` says otherwise."""

    code: Name
    name: Words
    series: Annotated[str, Rule(pattern=r"^[A-Z]{2,4}$")]
    basis: str = ""
    answered_by: Literal["commune", "province"] = "commune"
    within_days: int = Rule(ge=1, le=90)
    calendar_days: bool = False
    only_teachers: bool = False
    hidden_from_deciders: bool = False  # from whoever decided on the request that it is about
    once_in_days: int = Rule(0, ge=0)  # the same answers count once in so many days
    where: str = ""  # the question for the commune, where it is not known from anything else
    meanwhile: str = ""  # what the person hears besides the code and the date
    fields: tuple[Field, ...] = Rule(min_length=1)
    outcomes: tuple[Outcome, ...] = Rule(min_length=1)

    @model_validator(mode="after")
    def _conditions_look_back(self) -> Self:
        seen: dict[str, Field] = {}
        for field in self.fields:
            if field.when:
                earlier = seen.get(field.when.field)
                known = {option.value for option in earlier.options} if earlier else set()
                if not set(field.when.is_one_of) <= known:
                    raise ValueError(f"field {field.name}: when names no earlier answer")
            if field.name in seen:
                raise ValueError(f"two fields are called {field.name}")
            seen[field.name] = field
        return self

    @property
    def most_points(self) -> int:
        """The points of the best answers; 0 where nothing is scored."""
        return sum(max((o.points for o in field.options), default=0) for field in self.fields)
