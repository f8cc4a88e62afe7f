"""The family does not want a request any more; and «huỷ» where nothing is open."""

from backend.i18n import N_, _
from backend.office import Office
from backend.support_requests.commands import WithdrawSupportRequest
from backend.support_requests.models import Status, SupportRequest
from bot.conversation import Chat
from bot.questions import Choice, named

WITHDRAWABLE = (Status.WAITING, Status.SENT_BACK, Status.APPROVED, Status.QUEUED)
KEEP = "keep"


def withdrawable(office: Office) -> list[SupportRequest]:
    """Own requests that may still be withdrawn, newest first."""
    return [request for request in office.requests() if request.status in WITHDRAWABLE]


async def withdraw_request(chat: Chat, office: Office) -> WithdrawSupportRequest | None:
    """Which one, or none after all."""
    requests = withdrawable(office)
    if not requests:
        chat.say(_("Anh/chị không có việc nào đang dở. Khi cần, anh/chị nhắn: menu."))
        return None
    rest = _("Rút hồ sơ {code} của {child}")
    options = [(r.code, rest.format(code=r.code, child=r.recipient)) for r in requests]
    asked = _("Anh/chị muốn rút hồ sơ đã gửi ạ?")
    said = {KEEP: N_("không; không rút; thôi")}
    if len(options) == 1:
        said[options[0][0]] = N_("có; đúng; rút; rút đi")
    keep = (KEEP, _("Giữ nguyên, không rút"))
    chosen = await chat.ask(Choice("withdraw", asked, (*options, keep), also=named(said)))
    if chosen == KEEP:
        chat.say(_("Dạ, hồ sơ vẫn giữ nguyên ạ."))
        return None
    return WithdrawSupportRequest(chosen)
