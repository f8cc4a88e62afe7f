"""The family's word on a device that an officer recorded as handed over."""

from backend.deliveries.commands import ConfirmDelivery
from backend.i18n import _
from backend.office import Office
from backend.support_requests.models import SupportRequest
from bot.conversation import Chat
from bot.questions import Choice, YesNo


async def confirm_receipt(chat: Chat, office: Office) -> ConfirmDelivery | None:
    """Yes, it came."""
    request = await _which(chat, office)
    if request is None:
        return None
    right = await chat.ask(
        YesNo(
            f"received:{request.id}",
            _("{child} đã nhận được máy rồi, đúng không ạ?").format(child=request.child_name),
        )
    )
    return ConfirmDelivery(request.code, received=right)


async def deny_receipt(chat: Chat, office: Office) -> ConfirmDelivery | None:
    """No, nothing came. Nothing more is asked: an officer looks into it."""
    request = await _which(chat, office)
    return ConfirmDelivery(request.code, received=False) if request else None


async def _which(chat: Chat, office: Office) -> SupportRequest | None:
    waiting = {str(request.id): request for request in office.deliveries_to_confirm()}
    if not waiting:
        chat.say(_("Cán bộ chưa ghi là đã giao máy nào cho anh/chị."))
        chat.say(_("Xem hồ sơ đến đâu, anh/chị nhắn: trạng thái."))
        return None
    if len(waiting) == 1:
        return next(iter(waiting.values()))
    chosen = await chat.ask(
        Choice(
            "delivery",
            _("Máy của học sinh nào ạ?"),
            tuple((id_, request.child_name) for id_, request in waiting.items()),
        )
    )
    return waiting[chosen]
