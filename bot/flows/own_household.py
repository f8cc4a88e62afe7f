"""The household of somebody who has asked before: nothing is asked twice."""

from collections.abc import Sequence
from itertools import islice

from backend.i18n import _
from backend.office import Office
from backend.support_requests.models import Relation, SupportRequest
from bot.conversation import Chat
from bot.flows import household as households
from bot.flows.household import Household
from bot.flows.invitation import know
from bot.flows.offered import PLACE_AGAIN
from bot.flows.review import Line
from bot.flows.siblings import BEFORE
from bot.questions import YesNo

# They ask for households that are not their own.
OF_OTHERS = (Relation.TEACHER, Relation.HELPER)
# How many questions a form has on the household, and on the telephone.
OF_HOUSEHOLD, OF_PHONE = 4, 1


def known(office: Office, relation: Relation | None = None) -> list[SupportRequest]:
    """The contact's last request for a family of its own, where there is one: a teacher's pupils live
    in many households."""
    is_teacher = relation is Relation.TEACHER
    own = (r for r in office.requests() if r.relation not in OF_OTHERS and not is_teacher)
    return list(islice(own, 1))


def expect_questions(chat: Chat, last: Sequence[SupportRequest], of_form: int) -> None:
    """Has the questions of the form numbered, `of_form` besides those on the household and the
    telephone, of which a family that is known (`last`) is asked fewer."""
    if last and BEFORE in chat.talk.answers:
        chat.expects(of_form - 1)  # the ground is known too
        return
    of_phone = 0 if last and last[0].phone else OF_PHONE
    chat.expects(of_form + (1 if last else OF_HOUSEHOLD) + of_phone)


async def ask_for(
    chat: Chat,
    office: Office,
    known_ones: Sequence[SupportRequest],
    of_form: int,
    *,
    by_head: bool = False,
) -> Household:
    """The household of the contact's last request, if it still is; otherwise what it is now."""
    for last in () if PLACE_AGAIN in chat.talk.answers else known_ones:
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
        chat.expects(of_form + 1 + OF_HOUSEHOLD + OF_PHONE)
    return await households.ask_household(chat, office, by_head=by_head)


def lines_of(household: Household) -> list[Line]:
    """The household's lines of a review: one where it is known, changed as a whole."""
    if not household.known_by:
        return households.lines_of(household)
    place = (household.hamlet, household.commune.full_name, household.head_name, household.phone)
    return [Line(household.known_by, _("Gia đình"), ", ".join(filter(None, place)))]
