"""The family answers what an officer asked, or adds to a matter of its own."""

from backend.i18n import _
from backend.learning_titles.commands import AddToTitle
from backend.learning_titles.rules import TO_ADD
from backend.office import Office
from backend.support_requests.commands import SupplementSupportRequest
from backend.support_requests.models import Status
from backend.tickets.commands import AddToTicket
from backend.tickets.models import TicketStatus
from bot.conversation import Chat
from bot.flows.own_words import ask_words
from bot.questions import Choice, Text

Added = SupplementSupportRequest | AddToTicket | AddToTitle


async def supplement(chat: Chat, office: Office) -> Added | None:
    """Which one, and what to add: what an officer waits for, or else any ticket."""
    asked_for = [r for r in office.requests() if r.status is Status.SENT_BACK]
    asked_for += office.asked_requests()
    requests = {r.code: f"{r.code} · {r.recipient}" for r in asked_for}
    kinds = {t.code: _(office.ticket_kind(t.kind).name) for t in office.tickets()}
    asked = {t.code for t in office.tickets() if t.status is TicketStatus.ASKED}
    tickets = {code: f"{code} · {kind}" for code, kind in kinds.items()}
    titles = {
        each.code: f"{each.code} · {_(office.title_name(each))}"
        for each in office.title_applications()
        if each.status in TO_ADD
    }
    waiting = requests | {code: tickets[code] for code in tickets if code in asked} | titles
    waiting = waiting or tickets
    if not waiting:
        chat.say(_("Hiện không có hồ sơ nào của anh/chị cần bổ sung."))
        return None
    code = next(iter(waiting))
    if len(waiting) > 1:
        options = tuple(list(waiting.items())[:9])
        code = await chat.ask(Choice("sent_back", _("Bổ sung cho hồ sơ nào ạ?"), options))
    question = _("Anh/chị ghi phần bổ sung cho hồ sơ {code}, em chuyển nguyên lời ạ.")
    text = Text(f"supplement:{code}", question.format(code=code), longest=1000)
    words = await ask_words(chat, text)
    if code in titles:
        return AddToTitle(code, words)
    return AddToTicket(code, words) if code in tickets else SupplementSupportRequest(code, words)
