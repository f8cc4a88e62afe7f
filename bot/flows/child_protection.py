"""Somebody writes of a child in danger: the number that helps, at once and without any question."""

from backend.i18n import _
from backend.office import Office
from bot.conversation import Chat


async def child_protection(chat: Chat, office: Office) -> None:
    """National hotline 111 (Law on Children 2016), free, day and night."""
    chat.say(_("Nếu có trẻ em đang gặp nguy hiểm, anh/chị gọi ngay 111, miễn phí cả ngày đêm."))
    chat.say(_("Anh/chị cũng có thể gọi công an 113. Em chỉ là máy nên không thay người cứu được."))
