"""Reading the answers back before anything is sent, and changing one of them."""

from collections.abc import Sequence
from dataclasses import dataclass

from backend.i18n import N_, _
from bot.conversation import Chat
from bot.questions import Choice, named
from bot.reading.intents import Intent, read_intent
from bot.reading.yes_no import read_yes_no

REVIEW = "review"  # the name of the question; other parts of a review begin with it
SEND, EDIT = "send", "edit"


@dataclass(frozen=True)
class Line:
    """One line of a review: the question behind it, what it is called, and what was answered.
    `also` are other words by which people call it."""

    name: str
    label: str
    value: str
    also: tuple[str, ...] = ()


async def review(chat: Chat, title: str, lines: Sequence[Line]) -> None:
    """Shows what was answered and returns once the person says that it is right. Changing a line
    forgets its answer and keeps all the others; "sửa điện thoại" goes straight to that line."""
    chat.numbers_end()
    summary = "\n".join([title, *(f"{line.label}: {line.value}" for line in lines)])
    labels = tuple((line.name, line.label) for line in lines)
    calls = tuple((words, line.name) for line in lines for words in line.also)
    parts = [*((label, name) for name, label in labels), *calls]
    fixes = tuple((_("sửa {part}").format(part=words), name) for words, name in parts)
    verdicts = ((SEND, N_("Đúng rồi, gửi đi")), (EDIT, N_("Sửa lại")))
    also = (*named({SEND: N_("gửi; gửi đi; đúng")}), *fixes)
    short = _("Anh/chị gửi đi, hay muốn sửa phần nào ạ?")
    wrong = await chat.ask(Choice(REVIEW, summary, verdicts, short=short, also=also))
    if wrong == SEND:
        return
    if wrong == EDIT:
        which = _("Anh/chị muốn sửa phần nào?")
        wrong = await chat.ask(Choice("review_edit", which, labels, also=calls + fixes))
    await chat.take_back(REVIEW, "review_edit", wrong)


def drops(wish: Intent | None, text: str) -> bool:
    """ "Thôi không xin nữa", "thôi", "bỏ": under a review, that nothing is to be sent."""
    is_word = len(text.split()) == 1
    return wish is Intent.CANCEL or (is_word and read_intent(text).value is Intent.CANCEL)


def says_wrong(wish: Intent | None, text: str) -> bool:
    """ "Sai rồi", "ghi nhầm tên": under a review, that something is to be changed."""
    return wish is Intent.DATA_FIX or read_yes_no(text).value is False
