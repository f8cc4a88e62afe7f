"""Whether somebody is sure to stop."""

from backend.i18n import _
from bot.conversation import Chat
from bot.questions import YesNo
from bot.reading.base import NOTHING, Reading
from bot.reading.yes_no_parts import YES, Part, parts_of


class _ClearYes(YesNo):
    """A yes that is more than politeness: "dạ" withdraws nothing."""

    def read_text(self, text: str) -> Reading[bool]:
        """Asked again after "dạ" and "ok"."""
        said, agreeing = super().read_text(text), YES & set(parts_of(text))
        return NOTHING if said.value and agreeing == {Part.POLITE} else said


async def are_to_stop(chat: Chat) -> bool:
    """That nothing more is written."""
    asked = _("Nếu dừng, em sẽ không nhắn tin báo hồ sơ nữa. Anh/chị muốn dừng, đúng không?")
    options = (("yes", _("Dừng nhắn tin")), ("no", _("Tiếp tục nhận tin")))
    return await chat.ask(YesNo("stopping", asked, options))


async def are_all_to_stop(chat: Chat, codes: str) -> bool:
    """Once more, because whoever withdrew a request begins anew."""
    asked = _("Rút {codes} rồi, muốn xin lại phải gửi từ đầu. Anh/chị chắc muốn rút và dừng hết ạ?")
    options = (("yes", _("Rút và dừng hết")), ("no", _("Giữ nguyên")))
    return await chat.ask(_ClearYes("stop_all", asked.format(codes=codes), options))
