"""Which programme a request is for: by what was said, by where the family lives, or else asked once."""

from collections.abc import Sequence

from backend.i18n import _
from backend.office import Office
from backend.programmes.schema import Programme
from bot.conversation import Chat
from bot.flows.offered import KNOWN, PROGRAMME, known_commune, offer_of
from bot.questions import Choice
from bot.reading.offers import Meant, meant


async def ask_programme(chat: Chat, office: Office) -> Programme | None:
    """The programme; None, with a word on why, where nothing can be asked for."""
    everywhere = office.programmes_here(None)
    here = office.programmes_here(known_commune(chat.talk, office))
    answers = chat.talk.answers
    if not {KNOWN, PROGRAMME} & answers.keys():
        code = _found_in(everywhere, chat).code or (here[0].code if len(here) == 1 else None)
        if code:
            answers[KNOWN] = code
    code = answers.get(KNOWN) or await _choose(chat, everywhere, here)
    if code is None:
        chat.say(_("Hiện chưa có chương trình nào nhận đề nghị ở đây ạ."))
        chat.say(_("Muốn hỏi thêm, anh/chị nhắn: gặp cán bộ."))
    return next((each for each in everywhere if each.code == code), None)


def _found_in(programmes: Sequence[Programme], chat: Chat) -> Meant:
    """The programme that the opening means, or what was said since; or those that it may mean."""
    offers = [offer_of(programme) for programme in programmes]
    said = [text for text in dict.fromkeys((chat.opening, *reversed(chat.talk.told))) if text]
    found = [meant(offers, text) for text in said]
    sure = (each for each in found if each.code)
    return next(sure, next((each for each in found if each.among), Meant()))


async def _choose(
    chat: Chat, everywhere: Sequence[Programme], here: Sequence[Programme]
) -> str | None:
    among = _found_in(everywhere, chat).among
    offered = [each for each in here if each.code in among] or here
    titles = {p.code: _(p.request.title) for p in everywhere if p.request}
    if not offered and PROGRAMME not in chat.talk.answers:
        return None
    options = tuple((each.code, titles[each.code]) for each in offered)
    names = tuple((thing, o.code) for o in map(offer_of, everywhere) for thing in o.things)
    also = (*((title, code) for code, title in titles.items()), *names)
    return await chat.ask(Choice(PROGRAMME, _("Anh/chị xin gì ạ?"), options, also=also))
