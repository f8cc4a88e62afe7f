"""Words that go to an officer as they are, also when they were the first thing that was said."""

from dataclasses import dataclass

from backend.i18n import N_, _
from bot.conversation import Chat
from bot.questions import Options, Text
from bot.reading.base import NOTHING, Reading, sure
from bot.reading.choices import read_choice
from bot.reading.intents import Intent, control_word, read_intent
from bot.reading.yes_no import read_yes_no

FEWEST_WORDS = 3
NO_MESSAGE = (Intent.HUMAN, Intent.GREET, Intent.HELP, Intent.MENU, Intent.SUPPLEMENT)


@dataclass(frozen=True)
class Draft(Text):
    """Words to pass on: those at hand, by a tap or a yes, or others in their place."""

    options: Options = (("send", N_("Gửi đi")),)
    draft: str = ""

    def read_option(self, value: str) -> Reading[str]:
        """The words at hand."""
        return sure(self.draft) if value == "send" else NOTHING

    def read_text(self, text: str) -> Reading[str]:
        """The words at hand after a yes, nothing after a no, and new words otherwise."""
        agrees = read_yes_no(text)
        if read_choice(text, (_("gửi đi"), _("gửi"))).certain or (agrees.certain and agrees.value):
            return sure(self.draft)
        return NOTHING if agrees.certain else super().read_text(text)


async def ask_words(chat: Chat, question: Text, fewest: int = FEWEST_WORDS) -> str:
    """The answer to `question`. Words with which the person opened the flow are offered as it, where
    they are at least `fewest`: nobody has to say twice that a device is broken."""
    opening = question.read_text(chat.opening).value
    if not (opening and _is_message(opening, fewest)):
        return await chat.ask(question)
    asked = _("Em gửi cán bộ nguyên lời này nhé: «{words}». Muốn nói khác, anh/chị viết lại ạ.")
    return await chat.ask(
        Draft(
            question.name,
            asked.format(words=opening),
            hint=_("Dạ, anh/chị viết lại lời nhắn giúp em ạ."),
            short=_("Hoặc gửi lời này: «{words}»").format(words=opening),
            longest=question.longest,
            draft=opening,
        )
    )


def _is_message(words: str, fewest: int) -> bool:
    if control_word(words) or len(words.split()) < fewest:
        return False
    return read_intent(words).value not in NO_MESSAGE
