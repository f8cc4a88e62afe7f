"""The number at which officers reach a family."""

from backend.i18n import _
from bot.conversation import Chat
from bot.flows.household import Household
from bot.flows.review import Line
from bot.questions import Phone


async def ask_phone(chat: Chat, household: Household) -> str:
    """The household's, where it is known; "" where there is none."""
    return household.phone or await chat.ask(
        Phone(
            "phone",
            _("Số điện thoại để cán bộ gọi lại là số nào ạ?"),
            hint=_("Số có 10 chữ số, ví dụ: 0912345678. Không có thì anh/chị nhắn: không có số."),
        )
    )


def lines_of(household: Household, phone: str) -> list[Line]:
    """Its line of a review; none where it stands with the household."""
    said = phone or _("không có số")
    line = Line("phone", _("Điện thoại"), said, (_("số"),))
    return [] if household.phone else [line]
