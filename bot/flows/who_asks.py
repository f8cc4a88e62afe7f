"""Who asks for a household: its head, another member, or somebody who helps it."""

from dataclasses import dataclass
from enum import StrEnum

from backend.i18n import N_, _
from bot.conversation import Chat
from bot.questions import Choice, named
from bot.reading.base import NOTHING, Reading, sure
from bot.reading.helping import helps_another


class WhoAsks(StrEnum):
    """The person who writes, to the household."""

    HEAD = "head"
    MEMBER = "member"
    HELPER = "helper"


_SAID = {
    WhoAsks.HEAD.value: N_(
        "chủ hộ; là chủ hộ; tôi là chủ hộ; em là chủ hộ; tôi; chính tôi; tôi đứng tên; chủ nhà"
    ),
    WhoAsks.MEMBER.value: N_(
        "trong nhà; người nhà; vợ; chồng; con; con dâu; con rể; cháu; bố mẹ tôi; mẹ tôi; bố tôi; "
        "xin cho mẹ; xin cho bố; xin cho ông bà"
    ),
    WhoAsks.HELPER.value: N_(
        "trưởng thôn; trưởng bản; tổ trưởng; thầy cô; giáo viên; cán bộ; hàng xóm; giúp; nhắn hộ; "
        "nhắn giúp; khai hộ; làm giúp; người quen; họ hàng"
    ),
}


@dataclass(frozen=True)
class _WhoAsks(Choice):
    """Also what the wish itself told."""

    def glean(self, text: str) -> Reading[str]:
        """That somebody asks for neighbours."""
        return sure(WhoAsks.HELPER.value) if helps_another(text) else NOTHING

    def tell(self, value: str) -> str:
        """As it is read back."""
        return _("nhắn giúp hộ khác")


async def ask_who_asks(chat: Chat) -> WhoAsks:
    """The answer."""
    options = (
        (WhoAsks.HEAD.value, N_("Tôi là chủ hộ")),
        (WhoAsks.MEMBER.value, N_("Tôi là người trong nhà")),
        (WhoAsks.HELPER.value, N_("Tôi nhắn giúp hộ khác")),
    )
    asked = _("Anh/chị là chủ hộ, người trong nhà, hay nhắn giúp ạ?")
    return WhoAsks(await chat.ask(_WhoAsks("who_asks", asked, options, also=named(_SAID))))
