"""What the file of a kind of ticket may say. Anything else in it is refused, with the place and the
reason."""

from typing import Annotated, Literal, Self

from pydantic import Field as Rule
from pydantic import model_validator

from backend.programmes.fields import Field, Name, Strict, Words


class Outcome(Strict):
    """How an officer may end a ticket. `effect` is what follows in the service itself."""

    value: Name
    label: Words
    effect: (
        Literal["confirm_teacher", "reopen_request", "list_need", "answer_data_request"] | None
    ) = None


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
    is_right: bool = (
        False  # nobody has to agree to anything for using it, or for hearing the answer
    )
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
