"""Words that go to an officer as they are, also when they were the first thing that was said."""

from backend.i18n import N_, _
from bot.conversation import Chat
from bot.questions import Choice, Text, named
from bot.reading.intents import Intent, control_word, read_intent

FEWEST_WORDS = 3
NO_MESSAGE = (Intent.HUMAN, Intent.GREET, Intent.HELP, Intent.MENU, Intent.SUPPLEMENT)


async def ask_words(chat: Chat, question: Text) -> str:
    """What the person opened the flow with, when they say that it is what they mean; or else the
    answer to `question`. Nobody has to say twice that a device is broken."""
    opening = question.read_text(chat.opening).value
    if opening and _is_message(opening):
        shown = _("Em gửi cán bộ nguyên lời này nhé: «{words}»").format(words=opening)
        verdicts = (("send", _("Gửi đi")), ("write", _("Viết lại")))
        also = named({"send": N_("đúng; có; đồng ý; ừ; dạ"), "write": N_("không; chưa")})
        if await chat.ask(Choice(f"{question.name}!", shown, verdicts, also=also)) == "send":
            return opening
    return await chat.ask(question)


def _is_message(words: str) -> bool:
    if control_word(words) or len(words.split()) < FEWEST_WORDS:
        return False
    return read_intent(words).value not in NO_MESSAGE
