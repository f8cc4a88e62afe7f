"""Which questions a form comes to, as far as can be told from the answers so far."""

from collections.abc import Mapping

from backend.office import Office
from backend.programmes.fields import Answer, Field
from backend.tickets.schema import TicketKind
from bot.flows.about_what import known_commune, known_phone

Answers = Mapping[str, Answer]


def applies(field: Field, answers: Answers) -> bool:
    """Whether a field is to be asked after these answers."""
    if field.when is None:
        return True
    earlier = answers.get(field.when.field)
    return earlier is not None and earlier.value in field.when.is_one_of


def leads_to(field: Field, answer: Answer) -> str | None:
    """The flow that goes on from an answer, where it ends the form."""
    return next((o.leads_to for o in field.options if o.value == answer.value), None)


def expected(kind: TicketKind, answers: Answers, office: Office) -> int:
    """How many questions there will be in all, the commune's with them."""
    of_fields = sum(_is_asked(field, answers, office) for field in kind.fields)
    return of_fields + (known_commune(office, kind, tuple(answers.values())) is None)


def _is_asked(field: Field, answers: Answers, office: Office) -> bool:
    if field.kind == "own_request":
        return bool(office.requests())
    known = field.kind == "phone" and known_phone(office)
    return not known and applies(field, answers)
