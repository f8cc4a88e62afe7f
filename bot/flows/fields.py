"""The questions of a form that a file describes: each kind of field as a kind of question."""

from backend.administrative_units.queries import Place
from backend.i18n import _
from backend.office import Office
from backend.programmes.fields import Answer, Field, Option
from bot.conversation import Chat
from bot.flows.about_what import NONE, ask_request, known_phone
from bot.flows.donor import DonorName
from bot.flows.own_words import ask_words
from bot.questions import (
    Count,
    Hamlet,
    PersonName,
    Phone,
    Photo,
    Question,
    SchoolName,
    ShortText,
    TellingChoice,
    Text,
    named,
)

LONGEST_WORDS = 1000
TELLING = 7  # words: "tôi muốn phản ánh" tells nothing yet
_KINDS: dict[str, type[Question[str]]] = {
    "person": PersonName,
    "donor": DonorName,
    "phone": Phone,
    "school": SchoolName,
}


async def ask_field(chat: Chat, office: Office, field: Field, commune: Place | None) -> Answer:
    """One field's answer. `commune` is known when a hamlet is asked for."""
    asked, hint = _(field.question), _(field.hint)
    if field.kind == "words":
        text = Text(field.name, asked, hint=hint, longest=LONGEST_WORDS)
        words = await ask_words(chat, text, fewest=TELLING)
        return Answer(field.name, words, words)
    if field.kind == "own_request":
        return await ask_request(chat, office, field)
    if field.kind == "phone" and (known := known_phone(office)):
        return Answer(field.name, known, known)
    if field.kind == "hamlet" and commune:
        asked = asked.format(commune=commune.full_name)
        known_ones = tuple(place.full_name for place in office.hamlets(commune.id))
        said = await chat.ask(
            Hamlet(f"{field.name}:{commune.id}", asked, hint=hint, known=known_ones)
        )
        return Answer(field.name, said, said)
    if field.kind == "number":
        number = await chat.ask(count := Count(field.name, asked, hint=hint))
        return Answer(field.name, number, count.show(number))
    question = _question(field, asked, hint)
    value = await chat.ask(question)
    if field.kind == "photo" and value and field.name in chat.words:
        chat.say(_("Em đã nhận ảnh ạ."))
    return Answer(field.name, value, question.show(value))


def _question(field: Field, asked: str, hint: str) -> Question[str]:
    match field.kind:
        case "choice":
            options = tuple((option.value, option.label) for option in field.options)
            also = named({option.value: names_of(option) for option in field.options})
            label = _(field.label)
            return TellingChoice(field.name, asked, options, hint=hint, also=also, label=label)
        case "photo":
            return Photo(field.name, asked, ((NONE, field.none_of_these),), hint=hint)
        case _:
            return _KINDS.get(field.kind, ShortText)(field.name, asked, hint=hint)


def names_of(option: Option) -> str:
    """Also a part of the label: "tất cả đi học đều" of "Tất cả đi học đều, lên lớp"."""
    parts = _(option.label).split(", ")
    return "; ".join([*(parts if len(parts) > 1 else ()), *([option.said] if option.said else ())])
