"""Which question about a programme is asked: plain from the words, or else chosen."""

from collections.abc import Mapping
from dataclasses import dataclass

from backend.i18n import _
from backend.programmes.schema import Question
from bot.conversation import Chat
from bot.flows.topics import likely
from bot.questions import Choice
from bot.reading.base import Reading, sure
from bot.reading.intents import Intent, read_intent

REST, OFFICER = "rest", "officer"
MOST_ASKED = 7
NO_QUESTION = (Intent.GREET, Intent.MENU, Intent.THANKS)


@dataclass(frozen=True)
class _Topics(Choice):
    """Some of the questions to choose from; another one may be asked in one's own words."""

    known: tuple[Question, ...] = ()

    def read_text(self, text: str) -> Reading[str]:
        """What is offered, or else the question that the words plainly are."""
        named = super().read_text(text)
        found = () if named.certain else likely(self.known, text)
        return sure(found[0]) if len(found) == 1 else named


async def ask_topic(chat: Chat, known: tuple[Question, ...]) -> str:
    """The key of the question, or `OFFICER`. What is not plain is chosen: from what it may be, or
    else from what is asked most, and then from the rest."""
    is_none = read_intent(chat.opening).value in NO_QUESTION
    found = () if is_none else likely(known, chat.opening)
    if len(found) == 1:
        return found[0]
    titles = {question.key: question.title for question in known}
    few = {key: titles[key] for key in found or tuple(titles)[:MOST_ASKED]}
    key = await chat.ask(_menu("topic", known, few | {REST: _("Câu hỏi khác")}))
    if key == REST:
        rest = {key: title for key, title in titles.items() if key not in few}
        key = await chat.ask(_menu("topic_of_the_rest", known, rest))
    return key


def _menu(name: str, known: tuple[Question, ...], offered: Mapping[str, str]) -> _Topics:
    return _Topics(
        name,
        _("Anh/chị muốn hỏi điều nào về chương trình ạ?"),
        (*offered.items(), (OFFICER, _("Hỏi cán bộ"))),
        also=tuple((question.title, question.key) for question in known),
        short=_("Anh/chị muốn hỏi điều nào ạ?"),
        known=known,
    )
