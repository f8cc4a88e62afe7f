"""The greeting and what one can ask for."""

from backend.i18n import _
from backend.office import Office
from bot.conversation import Chat, Next
from bot.questions import Choice


async def menu(chat: Chat, office: Office) -> Next:
    """Offers the services; the one that is chosen goes on."""
    chosen = await chat.ask(
        Choice(
            "menu",
            _("Chào anh/chị, em là trợ lý tự động của {operator}. Anh/chị cần gì ạ?").format(
                operator=office.operator.name
            ),
            (
                ("request_support", _("Xin máy tính cho học sinh")),
                ("check_status", _("Xem hồ sơ đến đâu")),
                ("confirm_receipt", _("Báo đã nhận máy")),
                ("deny_receipt", _("Báo chưa nhận được máy")),
                ("check_package", _("Gói cước Internet")),
                ("ask_officer", _("Gặp cán bộ")),
            ),
            short=_("Anh/chị cần gì ạ?"),
        )
    )
    return Next(chosen)
