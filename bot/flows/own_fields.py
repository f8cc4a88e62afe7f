"""What a programme asks besides who and where: the fields of its file, and which benefit."""

from dataclasses import dataclass

from backend.i18n import _
from backend.office import Office
from backend.programmes.fields import Answer, Field
from backend.programmes.schema import Programme
from bot.conversation import Chat
from bot.flows.benefit import BENEFIT
from bot.flows.fields import ask_field
from bot.flows.form_course import applies
from bot.flows.review import Line


@dataclass(frozen=True)
class Told:
    """The answers to a programme's own fields; `unfit` is the one that speaks against a request."""

    answers: tuple[Answer, ...]
    unfit: Field | None = None


async def ask_own_fields(chat: Chat, office: Office, programme: Programme) -> Told:
    """One after another, until one does not qualify."""
    answers: dict[str, Answer] = {}
    for field in fields_of(programme):
        if not applies(field, answers):
            continue
        answer = answers[field.name] = await ask_field(chat, office, field, None)
        wanted = programme.eligible.answers.get(field.name)
        if wanted is not None and answer.value not in wanted:
            return Told(tuple(answers.values()), field)
    return Told(tuple(answers.values()))


def fields_of(programme: Programme) -> tuple[Field, ...]:
    """The fields, in the order in which they are asked."""
    return programme.request.fields if programme.request else ()


def why_unfit(programme: Programme, field: Field) -> str:
    """What the programme wants there."""
    wanted = programme.eligible.answers[field.name]
    labels = [_(option.label) for option in field.options if option.value in wanted]
    words = _("Chương trình chỉ dành cho trường hợp {label}: {wanted}. Nên em chưa gửi được ạ.")
    return words.format(label=f"«{_(field.label)}»", wanted=_(" hoặc ").join(labels))


def how_many(programme: Programme) -> int:
    """How many questions these come to, as far as is known before any of them."""
    always = [field for field in fields_of(programme) if field.when is None]
    free = [grant for grant in programme.grants if not grant.answers]
    return len(always) + (len(free) > 1)


def lines_of(programme: Programme, told: Told, benefit: str = "") -> list[Line]:
    """The lines of a review."""
    given = {answer.field: answer.shown for answer in told.answers}
    lines = [
        Line(field.name, _(field.label), given[field.name])
        for field in fields_of(programme)
        if given.get(field.name)
    ]
    names = {grant.code: _(grant.name) for grant in programme.grants}
    if len(names) > 1 and benefit:
        # Where an answer chooses the benefit, that is what is to be changed.
        deciding = [name for grant in programme.grants for name in grant.answers]
        name = next(iter(deciding), BENEFIT)
        lines.append(Line(name, _("Nhận"), names[benefit], (_("cách nhận"),)))
    return lines
