"""«QT-2026-000001»: where a gift went, for the code on its receipt."""

from backend.office import Office
from bot.conversation import Chat
from bot.reading.codes import read_code

GIFTS = "QT"  # with which the codes of gifts begin


def gift_told(chat: Chat, office: Office) -> str | None:
    """The words; None where no gift's code is named. Donors need not have written before."""
    code = read_code(chat.opening, GIFTS)
    return office.gift_told(code.value) if code.certain and code.value else None
