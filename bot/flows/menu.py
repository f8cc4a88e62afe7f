"""The greeting and what one can ask for: the few things that most people want, and the rest."""

from backend.i18n import _
from backend.office import Office
from bot.conversation import Chat, Next
from bot.flows.request_support import PROGRAMME
from bot.flows.services import FIRST, OTHERS, SECOND, Services, tells_pupil, there
from bot.flows.topics import is_asked
from bot.questions import Choice
from bot.reading.intents import Intent, read_intent

FEWEST_WORDS = 3


async def menu(chat: Chat, office: Office) -> Next:
    """Offers the services; the one that is chosen goes on. A question about the programme that the
    readers of wishes did not know as one is answered."""
    if tells_pupil(chat.opening, office.today()):
        return Next("request_support")
    if _may_ask(chat.opening):
        programme = office.programme(PROGRAMME)
        if programme and is_asked(programme.questions, chat.opening):
            return Next("about_programme")
    greeting = _("Chào anh/chị, em là trợ lý tự động của {operator}. Anh/chị cần gì ạ?")
    text = greeting.format(operator=office.operator.name)
    short = _("Anh/chị cần gì ạ?")
    chosen = await chat.ask(Services("menu", text, there(FIRST), short=short, today=office.today()))
    chat.talk.opening = next(reversed(chat.talk.told), chat.opening)
    if chosen == OTHERS:
        chosen = await chat.ask(Choice(OTHERS, _("Anh/chị cần việc nào ạ?"), there(SECOND)))
    return Next(chosen)


def _may_ask(text: str) -> bool:
    """Not in a word or two, and not where it is known that something else is asked."""
    return len(text.split()) >= FEWEST_WORDS and read_intent(text).value is not Intent.OUT_OF_SCOPE
