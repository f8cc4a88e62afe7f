"""A question about a programme: who may, what it costs, when and where; and the official words."""

from collections.abc import Sequence

from backend.i18n import _
from backend.office import Office
from backend.programmes.schema import Programme
from bot.conversation import Chat, Next
from bot.flows.original import without_original
from bot.flows.questioned import questioned
from bot.flows.topic_menu import ask_topic
from bot.flows.topics import plain_question
from bot.questions import Choice


async def about_programme(chat: Chat, office: Office) -> Next | None:
    """Answers it. What the person's own request tells better is left to the status."""
    original = without_original(chat.opening)
    asked = chat.opening if original is None else original
    programme = await _ask_which(chat, questioned(chat, office, asked))
    if programme is None:
        chat.say(_("Hiện ở đây chưa có chương trình nào để em trả lời ạ."))
        return Next("ask_officer")
    chat.talk.about, known = programme.code, programme.questions
    if original is not None:
        chat.say(office.official_words(programme, plain_question(known, original)))
        return None
    question = programme.question(await ask_topic(chat, known))
    if question is None:
        return Next("ask_officer")
    if question.status_first and office.requests():
        return Next("check_status")
    chat.say(office.answer_to(programme, question))
    return None


async def _ask_which(chat: Chat, among: Sequence[Programme]) -> Programme | None:
    if len(among) < 2:
        return next(iter(among), None)
    asked = _("Anh/chị hỏi về chương trình nào ạ?")
    titles = {p.code: _(p.request.title if p.request else p.name) for p in among}
    names = tuple((_(programme.name), programme.code) for programme in among)
    code = await chat.ask(Choice("which_programme", asked, tuple(titles.items()), also=names))
    return next(programme for programme in among if programme.code == code)
