"""The household of somebody who has asked before: nothing is asked twice."""

from itertools import islice

from backend.i18n import _
from backend.office import Office
from backend.support_requests.models import Relation, SupportRequest
from bot.conversation import Chat
from bot.flows import household as households
from bot.flows.household import Household
from bot.flows.invitation import know
from bot.flows.review import Line
from bot.flows.siblings import BEFORE
from bot.questions import YesNo

# How many questions a form has: on the pupil with who asks, on the household, and the telephone.
OF_PUPIL, OF_HOUSEHOLD, OF_PHONE = 7, 4, 1


def known(office: Office, relation: Relation | None = None) -> list[SupportRequest]:
    """The contact's last request for a family of its own, where there is one: a teacher's pupils live
    in many households."""
    is_teacher = relation is Relation.TEACHER
    own = (r for r in office.requests() if r.relation is not Relation.TEACHER and not is_teacher)
    return list(islice(own, 1))


def expect_questions(chat: Chat, office: Office, relation: Relation | None = None) -> None:
    """Has the questions of the form numbered, of which a family that is known is asked fewer."""
    last = known(office, relation)
    if last and BEFORE in chat.talk.answers:
        chat.expects(OF_PUPIL - 1)  # the ground is known too
        return
    of_phone = 0 if last and last[0].phone else OF_PHONE
    chat.expects(OF_PUPIL + (1 if last else OF_HOUSEHOLD) + of_phone)


async def ask_for(chat: Chat, office: Office, relation: Relation) -> Household:
    """The household of the contact's last request, if it still is; otherwise what it is now."""
    for last in known(office, relation):
        commune, question = office.commune(last.unit_id), f"household:{last.code}"
        words = _("Vẫn là nhà ở {hamlet}, {commune}, chủ hộ {head}{phone} phải không ạ?").format(
            hamlet=last.hamlet,
            commune=commune.full_name,
            head=last.head_name,
            phone=_(", điện thoại {phone}").format(phone=last.phone) if last.phone else "",
        )
        same = YesNo(question, words)
        know(chat, same, (BEFORE in chat.talk.answers) or None)
        if await chat.ask(same):
            born = last.head_birth_year
            return Household(
                commune, last.hamlet, last.head_name, born, known_by=question, phone=last.phone
            )
        chat.expects(OF_PUPIL + 1 + OF_HOUSEHOLD + OF_PHONE)
    return await households.ask_household(chat, office)


def lines_of(household: Household) -> list[Line]:
    """The household's lines of a review: one where it is known, changed as a whole."""
    if not household.known_by:
        return households.lines_of(household)
    place = (household.hamlet, household.commune.full_name, household.head_name, household.phone)
    return [Line(household.known_by, _("Gia đình"), ", ".join(filter(None, place)))]
