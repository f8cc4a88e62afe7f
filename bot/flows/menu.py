"""The greeting and what one can ask for."""

from backend.i18n import _
from backend.office import Office
from bot.conversation import Chat, Next
from bot.questions import Choice
from bot.reading.base import NOTHING, Reading


class _Services(Choice):
    """Only what is clearly named: a first sentence may speak of anything."""

    def read_text(self, text: str) -> Reading[str]:
        """A service, or nothing."""
        reading = super().read_text(text)
        return reading if reading.certain else NOTHING


async def menu(chat: Chat, office: Office) -> Next:
    """Offers the services; the one that is chosen goes on."""
    greeting = _("Chào anh/chị, em là trợ lý tự động của {operator}. Anh/chị cần gì ạ?")
    services = (
        ("request_support", _("Xin máy tính cho học sinh")),
        ("check_status", _("Xem hồ sơ đến đâu")),
        ("confirm_receipt", _("Báo đã nhận máy")),
        ("deny_receipt", _("Báo chưa nhận được máy")),
        ("check_package", _("Gói cước Internet")),
        ("ask_officer", _("Gặp cán bộ")),
    )
    text = greeting.format(operator=office.operator.name)
    return Next(await chat.ask(_Services("menu", text, services, short=_("Anh/chị cần gì ạ?"))))
