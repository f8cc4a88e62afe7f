"""A family asks for what a programme gives: for a child, or for the household as a whole."""

from backend.office import Office
from backend.support_requests.commands import SubmitSupportRequest
from bot.conversation import Chat, Next
from bot.flows.consent import consented, consented_for_household
from bot.flows.not_here import runs_there
from bot.flows.offered import ASKED_FOR, is_for_pupils
from bot.flows.request_for_household import request_for_household
from bot.flows.request_for_pupil import request_for_pupil
from bot.flows.which_programme import ask_programme


async def request_support(chat: Chat, office: Office) -> SubmitSupportRequest | Next | None:
    """Which programme, whether it runs there as far as that is known, the consent, and its form."""
    programme = await ask_programme(chat, office)
    if programme is None or programme.request is None:
        return None
    chat.talk.answers[ASKED_FOR] = programme.request.thing
    if elsewhere := await runs_there(chat, office, programme, asks=False):
        return elsewhere.end
    if is_for_pupils(programme):
        agreed = await consented(chat, office, programme)
        return await request_for_pupil(chat, office, programme) if agreed else None
    agreed = await consented_for_household(chat, office, programme)
    return await request_for_household(chat, office, programme) if agreed else None
