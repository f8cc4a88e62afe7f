"""How another phone is to be joined: a code is wanted, or typed, or the old phone is gone."""

from dataclasses import dataclass
from typing import Any

from backend.i18n import N_, _
from bot.conversation import Chat
from bot.questions import Choice, Options, Stale, named
from bot.reading.base import Reading
from bot.reading.link_codes import read_link_code

ISSUE, LOST = "issue", "lost"
SAID = {
    ISSUE: N_("lấy mã; lấy mã nối; xin mã nối; cho mã nối; gửi mã nối; cho em mã nối; chưa có mã"),
    LOST: N_("mất máy cũ; mất điện thoại cũ; mất zalo cũ; mất telegram cũ; máy cũ hỏng rồi"),
}


@dataclass(frozen=True)
class _Way(Choice):
    """Get a code, or type the one that was got on the other phone."""

    options: Options = ((ISSUE, N_("Lấy mã ở máy này")), (LOST, N_("Máy cũ mất rồi")))

    def read_text(self, text: str) -> Reading[str]:
        """A code, or else one of the options."""
        code = read_link_code(text)
        return code if code.certain else super().read_text(text)

    def load(self, stored: Any) -> str:
        """A code is no option."""
        try:
            return super().load(stored)
        except Stale:
            if read_link_code(str(stored)).certain:
                return str(stored)
            raise


async def ask_way(chat: Chat) -> str:
    """`ISSUE`, `LOST` or a code; not asked where the person began with it."""
    asked = _(
        "Anh/chị muốn dùng chung hồ sơ trên máy khác, hoặc cả Zalo và Telegram ạ? "
        "Đã có mã từ máy kia thì nhắn mã ở đây, ví dụ: nối 7K3M 9PHT."
    )
    hint = _("Mã có 8 chữ và số. Anh/chị lấy ở máy đã dùng trước, bằng cách nhắn: lấy mã nối.")
    short = _("Anh/chị nhắn mã ở đây, hoặc chọn một câu dưới đây ạ.")
    question = _Way("link_way", asked, hint=hint, short=short, also=named(SAID))
    opening = question.read_text(chat.opening)
    return str(opening.value) if opening.certain else await chat.ask(question)
