"""The criteria of a rubric as questions, each with a photo of what proves it."""

from collections.abc import Iterator

from backend.i18n import N_, _
from backend.learning_titles.commands import PHOTO
from backend.learning_titles.schema import Rubric
from backend.office import Office
from backend.programmes.fields import Answer, Condition, Field
from bot.conversation import Chat
from bot.flows.fields import ask_field, names_of
from bot.questions import Choice, named


async def ask_criterion(chat: Chat, office: Office, field: Field) -> Answer:
    """A criterion is never taken from words about another one: "không có ảnh" is not "chưa có"."""
    if field.kind != "choice":
        return await ask_field(chat, office, field, None)
    options = tuple((option.value, option.label) for option in field.options)
    also = named({option.value: names_of(option) for option in field.options})
    question = Choice(field.name, _(field.question), options, also=also)
    value = await chat.ask(question)
    return Answer(field.name, value, question.show(value))


def criterion_fields(rubric: Rubric) -> Iterator[Field]:
    """Each criterion as a question, and behind it one for a photo, where points were given."""
    for each in rubric.criteria:
        yield Field(
            name=each.code,
            kind="choice",
            label=each.name,
            question=each.question,
            options=each.options,
        )
        worth = tuple(option.value for option in each.options if option.points)
        if each.photo:
            yield Field(
                name=PHOTO + each.code,
                kind="photo",
                label=_("Ảnh về {criterion}").format(criterion=_(each.name).lower()),
                question=each.photo,
                none_of_these=N_("Không có ảnh"),
                when=Condition(field=each.code, is_one_of=worth),
            )
