"""The household of somebody who has asked before: nothing is asked twice."""

from backend.i18n import _
from backend.office import Office
from backend.support_requests.models import Relation
from bot.conversation import Chat
from bot.flows import household as households
from bot.flows.household import Household
from bot.flows.review import Line
from bot.questions import YesNo


async def ask_for(chat: Chat, office: Office, relation: Relation) -> Household:
    """The household of the contact's last request, if it still is; otherwise what it is now. A
    teacher's pupils live in many."""
    known = office.requests()[:1] if relation is not Relation.TEACHER else []
    for last in known:
        commune, question = office.commune(last.unit_id), f"household:{last.code}"
        words = _(
            "Vẫn là nhà ở {hamlet}, {commune}, chủ hộ {head}, điện thoại {phone} phải không ạ?"
        ).format(
            hamlet=last.hamlet, commune=commune.full_name, head=last.head_name, phone=last.phone
        )
        if await chat.ask(YesNo(question, words)):
            born = last.head_birth_year
            return Household(
                commune, last.hamlet, last.head_name, born, known_by=question, phone=last.phone
            )
    return await households.ask_household(chat, office)


def lines_of(household: Household) -> list[Line]:
    """The household's lines of a review: one where it is known, changed as a whole."""
    if not household.known_by:
        return households.lines_of(household)
    place = (household.hamlet, household.commune.full_name, household.head_name, household.phone)
    return [Line(household.known_by, _("Gia đình"), ", ".join(place))]
