"""What a household does not need, as it says itself."""

from backend.i18n import N_, _
from backend.office import Office
from backend.programmes.schema import Programme
from bot.conversation import Chat, Talk
from bot.flows.offered import (
    KNOWN,
    PROGRAMME,
    form_of,
    known_commune,
    of_households,
    offer_of,
)
from bot.questions import Choice
from bot.questions import named as called
from bot.reading.no_need import says_no_need
from bot.reading.offers import named

FORM, MENU = "request_support", "menu"


def declines(office: Office, text: str, talk: Talk | None) -> bool:
    """Whether a message says that something is not needed which households may ask for: by its name,
    also in its form, or where a poster has invited them. Elsewhere it is an answer."""
    if (talk and talk.flow not in (FORM, MENU)) or not says_no_need(text):
        return False
    offered = of_households(office.programmes_here(None))
    names_one = bool(named([offer_of(each) for each in offered], text))
    if talk and talk.flow == FORM:
        return names_one and form_of(talk) in {each.code for each in offered}
    return names_one or bool(offered and office.invited_to())


async def ask_declined(chat: Chat, office: Office) -> Programme | None:
    """The programme that is named, whose form waits, or that runs there alone; or else asked."""
    everywhere = of_households(office.programmes_here(None))
    here = of_households(office.programmes_here(known_commune(chat.talk, office)))
    spoken = named([offer_of(each) for each in everywhere], chat.opening)
    by_name = [each for each in everywhere if each.code in spoken]
    by_form = [each for each in everywhere if each.code == form_of(chat.beside)]
    found = by_name or by_form or here or everywhere
    if not found:
        return None
    titles = tuple((each.code, _(each.request.title)) for each in found if each.request)
    code = found[0].code
    if len(found) > 1:
        code = await chat.ask(Choice(PROGRAMME, _("Nhà mình chưa cần gì ạ?"), titles))
    chat.talk.answers.setdefault(KNOWN, code)
    return next(each for each in found if each.code == code)


async def ask_noted(chat: Chat, thing: str) -> str:
    """Whether that is noted: "note", "ask" (it is needed after all) or "end"."""
    options = (
        ("note", N_("Ghi giúp tôi")),
        ("ask", N_("Không, tôi cần")),
        ("end", N_("Thôi khỏi")),
    )
    said = {
        "note": N_("ghi; ghi đi; ghi giúp; được; ừ; có; đồng ý; đúng; không cần"),
        "ask": N_("tôi cần; cần; nhầm; xin; muốn xin"),
        "end": N_("thôi; khỏi; không; không ghi; khỏi ghi; để sau"),
    }
    asked = _(
        "Dạ em cảm ơn anh/chị đã cho biết. Em ghi nhà mình chưa cần {thing}, để xã khỏi hỏi lại, "
        "được không ạ? Mấy câu ngắn thôi."
    )
    question = Choice("no_need", asked.format(thing=thing), options, also=called(said))
    return await chat.ask(question)
