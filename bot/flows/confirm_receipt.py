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
            _("{child} đã nhận được {thing} rồi, đúng không ạ?").format(
                child=request.recipient, thing=_(office.thing_of(request))
            ),
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
        chat.say(_("Cán bộ chưa ghi là đã giao gì cho anh/chị."))
        chat.say(_("Xem hồ sơ đến đâu, anh/chị nhắn: trạng thái."))
        return None
    if len(waiting) == 1:
        return next(iter(waiting.values()))
    things = {id_: _(office.thing_of(request)) for id_, request in waiting.items()}
    is_mixed = len(set(things.values())) > 1 or any(r.is_for_household for r in waiting.values())
    line = "{} · {}".format
    options = tuple(
        (id_, line(request.recipient, things[id_]) if is_mixed else request.recipient)
        for id_, request in waiting.items()
    )
    asked = (
        _("Hồ sơ của ai ạ?")
        if is_mixed
        else _("Anh/chị nói {thing} của ai ạ?").format(thing=next(iter(things.values())))
    )
    return waiting[await chat.ask(Choice("delivery", asked, options))]
