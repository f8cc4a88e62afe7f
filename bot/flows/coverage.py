"""«Bao giờ thôn em có sóng»: what the register of coverage says; anything else about a weak signal is
the form that reports it."""

from backend.i18n import _
from backend.office import Office
from backend.tickets.commands import SubmitTicket
from bot.conversation import Chat, Next
from bot.flows.about_what import ask_commune
from bot.flows.submit_ticket import submit_ticket
from bot.questions import Hamlet
from bot.reading.asks_when import asks_when

FORM = "report_coverage"


async def coverage(chat: Chat, office: Office) -> SubmitTicket | Next | None:
    """Tells when, where that is what was asked: nothing of the person is kept, so no consent is asked
    for. Else asks what the form asks."""
    if not asks_when(chat.opening):
        return await submit_ticket(chat, office, office.ticket_kind(FORM))
    commune = await ask_commune(chat, office, office.ticket_kind(FORM), ())
    question = Hamlet(
        f"hamlet:{commune.id}",
        _("Thôn nào của {commune} ạ?").format(commune=commune.full_name),
        hint=_("Anh/chị ghi tên thôn giúp em, ví dụ: Thôn 1."),
        known=tuple(place.full_name for place in office.hamlets(commune.id)),
    )
    chat.say(office.coverage_of(commune, await chat.ask(question)))
    chat.say(_("Muốn báo sóng yếu để xã làm việc với nhà mạng, anh/chị nhắn: báo sóng."))
    return None
