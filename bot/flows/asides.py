"""Messages that are no answer, and no misunderstanding either."""

from backend.i18n import N_, _
from bot.conversation import Talk
from bot.flows import ASK_OFFICER, MENU, flow_for
from bot.reading.intents import Intent

# What to say to a message that is no answer, and no misunderstanding either.
ASIDES = {
    Intent.GREET: N_("Dạ em chào anh/chị. Mình làm tiếp nhé."),
    Intent.THANKS: N_("Dạ không có gì ạ. Mình làm tiếp nhé."),
    Intent.HELP: N_("Anh/chị trả lời câu dưới đây giúp em. Khó quá thì anh/chị nhắn: gặp cán bộ."),
    Intent.CANCEL: N_("Muốn bỏ phần đang làm, anh/chị nhắn: huỷ."),
}
LONGEST_ASIDE = 60  # in letters; a longer message says something besides
LONGEST_SAME = 4  # in words


def aside(wish: Intent | None, talk: Talk) -> str | None:
    """The word to such a message, if it is one."""
    if wish is Intent.HELP and talk.flow == ASK_OFFICER:
        return _("Anh/chị cứ gõ điều muốn nói, dài ngắn thế nào cũng được ạ.")
    return _(ASIDES[wish]) if wish in ASIDES else None


def asks_for_the_same(wish: Intent | None, talk: Talk, text: str) -> bool:
    """ "Xin máy" in the middle of asking for a device. A longer sentence tells more than that."""
    return talk.flow != MENU and flow_for(wish) == talk.flow and len(text.split()) <= LONGEST_SAME
