"""«Có phim về lịch sử Sa Thầy không»: what the digital collection has, with its link."""

from collections.abc import Sequence

from backend.i18n import _
from backend.office import Office
from bot.conversation import Chat
from bot.questions import ShortText

MOST_TOLD = 3


async def find_collection(chat: Chat, office: Office) -> None:
    """Tells the best three; where many fit as well, such as for "phim", asks first about what. Nothing
    of the person is kept."""
    found = office.collection(chat.opening)
    if not found:
        asked = _("Anh/chị muốn tìm sách, phim hay tư liệu về điều gì ạ?")
        if office.names_a_subject(chat.opening):
            asked = _("Dạ, điều đó thư viện chưa có. Anh/chị muốn tìm về điều gì khác ạ?")
        found = office.collection(await _about_what(chat, asked))
    elif len(found) > MOST_TOLD:
        words = _("Dạ, thư viện có {count} mục như vậy. Anh/chị muốn tìm về điều gì ạ?")
        about = await _about_what(chat, words.format(count=len(found)))
        # Of those that were asked for; else whatever is about it.
        found = office.collection(f"{chat.opening} {about}")
    if not found:
        chat.say(
            _(
                "Dạ, trong bộ sưu tập của thư viện em chưa thấy. "
                "Anh/chị thử chữ khác, hoặc nhắn: gặp cán bộ."
            )
        )
        return
    chat.say(_told(found))


async def _about_what(chat: Chat, asked: str) -> str:
    hint = _("Ví dụ: lịch sử Sa Thầy, tiếng Anh thiếu nhi.")
    return await chat.ask(ShortText("subject", asked, hint=hint))


def _told(found: Sequence[str]) -> str:
    lines = [_("Dạ, thư viện có:"), *(f"• {line}" for line in found[:MOST_TOLD])]
    further = len(found) - MOST_TOLD
    if further > 0:
        lines.append(_("Còn {count} mục nữa, anh/chị hỏi rõ hơn giúp em.").format(count=further))
    return "\n".join(lines)
