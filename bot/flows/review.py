"""Reading the answers back before anything is sent, and changing one of them."""

from collections.abc import Sequence
from dataclasses import dataclass

from backend.i18n import N_, _
from bot.conversation import Chat
from bot.questions import Fix, Part, Verdict, named
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
    title = _("Em sửa rồi ạ.") + " " + title if chat.corrects else title
    summary = "\n".join([title, *(f"{line.label}: {line.value}" for line in lines)])
    labels = tuple((line.name, line.label) for line in lines)
    calls = tuple((words, line.name) for line in lines for words in line.also)
    parts = [*((label, name) for name, label in labels), *calls]
    fixes = tuple((_("sửa {part}").format(part=words), name) for words, name in parts)
    verdicts = ((SEND, N_("Đúng rồi, gửi đi")), (EDIT, N_("Sửa lại")))
    sends = named({SEND: N_("gửi; gửi đi; đúng")})
    also = sends + fixes
    short = _("Anh/chị gửi đi, hay muốn sửa phần nào ạ?")
    told = tuple(Part(line.name, (line.label, *line.also), line.value) for line in lines)
    what = Verdict(
        REVIEW,
        summary,
        verdicts,
        short=short,
        also=also,
        right=SEND,
        parts=told,
        asked=chat.questions,
    )
    said = await chat.ask(what)
    if said == SEND:
        return
    fix = Fix.of(said)
    if said == EDIT or len(fix.names) > 1:
        which = _("Anh/chị muốn sửa phần nào?")
        among = tuple(label for label in labels if said == EDIT or label[0] in fix.names)
        part = Verdict(
            "review_edit", which, among, also=calls + fixes + sends, parts=told, asked=what.asked
        )
        chosen = Fix.of(await chat.ask(part))
        fix = Fix(chosen.names, chosen.words or fix.words)
    if fix.names == (SEND,):
        await chat.take_back(REVIEW, "review_edit")
    await chat.take_back(REVIEW, "review_edit", fix.names[0], said=fix.words)


def drops(wish: Intent | None, text: str) -> bool:
    """ "Thôi không xin nữa", "thôi", "bỏ": under a review, that nothing is to be sent."""
    is_word = len(text.split()) == 1
    return wish is Intent.CANCEL or (is_word and read_intent(text).value is Intent.CANCEL)


def says_wrong(wish: Intent | None, text: str) -> bool:
    """ "Sai rồi", "ghi nhầm tên": under a review, that something is to be changed."""
    return wish is Intent.DATA_FIX or (wish is None and read_yes_no(text).value is False)
