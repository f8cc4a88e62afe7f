"""«Gặp cán bộ»: the person's words go to the office of their commune."""

from backend.administrative_units.models import UnitId
from backend.enquiries.commands import AskOfficer
from backend.i18n import _
from backend.office import Office
from bot.conversation import Chat
from bot.flows.consent import consented
from bot.flows.household import ask_commune
from bot.flows.own_words import ask_words
from bot.questions import Text


async def ask_officer(chat: Chat, office: Office) -> AskOfficer | None:
    """The question, and the commune where it is not known from a request."""
    if not await consented(chat, office):
        return None
    asked = _("Anh/chị muốn hỏi hoặc nhắn gì với cán bộ ạ? Em chuyển nguyên lời.")
    words = await ask_words(chat, Text("question", asked, longest=1000))
    requests = office.requests()
    commune = requests[0].unit_id if requests else (await ask_commune(chat, office)).id
    return AskOfficer(UnitId(commune), words)
