"""The family answers what an officer asked when sending a request back."""

from backend.i18n import _
from backend.office import Office
from backend.support_requests.commands import SupplementSupportRequest
from backend.support_requests.models import Status
from bot.conversation import Chat
from bot.flows.own_words import ask_words
from bot.questions import Choice, Text


async def supplement(chat: Chat, office: Office) -> SupplementSupportRequest | None:
    """Which request, and what to add."""
    waiting = {r.code: r for r in office.requests() if r.status is Status.SENT_BACK}
    if not waiting:
        chat.say(_("Hiện không có hồ sơ nào của anh/chị cần bổ sung."))
        return None
    code = next(iter(waiting))
    if len(waiting) > 1:
        options = tuple((code, f"{code} · {r.child_name}") for code, r in waiting.items())
        code = await chat.ask(Choice("sent_back", _("Bổ sung cho hồ sơ nào ạ?"), options))
    asked = _("Anh/chị ghi phần bổ sung cho hồ sơ {code}, em chuyển nguyên lời ạ.")
    question = Text(f"supplement:{code}", asked.format(code=code), longest=1000)
    return SupplementSupportRequest(code, await ask_words(chat, question))
