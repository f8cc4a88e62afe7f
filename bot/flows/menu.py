"""The greeting and what one can ask for: the few things that most people want, and the rest."""

from backend.i18n import _
from backend.office import Office
from backend.programmes.schema import Programme
from bot.conversation import Chat, Next, Talk
from bot.flows.offered import KNOWN, for_a_pupil, known_commune
from bot.flows.questioned import is_any_asked
from bot.flows.services import (
    FIRST,
    FOR_SCHOOLS,
    OTHERS,
    SECOND,
    THIRD,
    Services,
    tells_pupil,
    there,
)
from bot.questions import Choice, Options
from bot.reading.intents import Intent, read_intent

FEWEST_WORDS, MOST_WORDS = 3, 40
FORM, MENU, REQUEST_OF = "request_support", "menu", "request:"


async def menu(chat: Chat, office: Office) -> Next:
    """Offers the services; the one that is chosen goes on. A question about the programme that the
    readers of wishes did not know as one is answered."""
    if tells_pupil(chat.opening, office.today()):
        return _request(for_a_pupil(office, chat.talk, chat.opening))
    if _may_ask(chat.opening) and is_any_asked(office, chat.opening):
        return Next("about_programme")
    greeting = _("Chào anh/chị, em là trợ lý tự động của {operator}. Anh/chị cần gì ạ?")
    text = greeting.format(operator=office.operator.name)
    short = _("Anh/chị cần gì ạ?")
    chosen = await chat.ask(Services("menu", text, there(FIRST), short=short, today=office.today()))
    told = chat.talk.opening = next(reversed(chat.talk.told), chat.opening)
    if chosen == OTHERS:
        second = (*other_requests(office), *there(SECOND))
        also = tuple((label, flow) for flow, label in there(THIRD))
        chosen = await chat.ask(Choice(OTHERS, _("Anh/chị cần việc nào ạ?"), second, also=also))
    if chosen == FOR_SCHOOLS:
        chosen = await chat.ask(Choice(FOR_SCHOOLS, _("Anh/chị cần việc nào ạ?"), there(THIRD)))
    if chosen.startswith(REQUEST_OF):
        code = chosen.removeprefix(REQUEST_OF)
        return Next(FORM, {KNOWN: code} if code else {})
    return _request(for_a_pupil(office, chat.talk, told)) if chosen == FORM else Next(chosen)


def _request(programme: Programme | None) -> Next:
    """The form of a programme, or else the question which one."""
    return Next(FORM, {KNOWN: programme.code} if programme else {})


def other_requests(office: Office) -> Options:
    """What may be asked for besides a device for a pupil: a programme by its title, or several in one
    line, of which it is asked which is meant."""
    usual = for_a_pupil(office, Talk(MENU), "")
    here = office.programmes_here(known_commune(Talk(MENU), office))
    titles = [(REQUEST_OF + p.code, _(p.request.title)) for p in here if p != usual and p.request]
    return tuple(titles) if len(titles) < 2 else ((REQUEST_OF, _("Xin hỗ trợ khác")),)


def _may_ask(text: str) -> bool:
    """Not in a word or two, nor in a story, nor where it is known that something else is asked."""
    is_short = FEWEST_WORDS <= len(text.split()) <= MOST_WORDS
    return is_short and read_intent(text).value is not Intent.OUT_OF_SCOPE
