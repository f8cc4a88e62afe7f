"""Fields of forms, as files describe them: of a programme's request, of every kind of ticket."""

from dataclasses import dataclass
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, model_validator
from pydantic import Field as Rule

Words = Annotated[str, Rule(min_length=1)]


class Strict(BaseModel):
    """No unknown keys, no silent conversions."""

    model_config = ConfigDict(extra="forbid", frozen=True)


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


@dataclass(frozen=True)
class Answer:
    """One answer of a form: the field, what is stored, and how it reads."""

    field: str
    value: Any
    shown: str
