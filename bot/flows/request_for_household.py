"""A household as a whole gets what is asked for: a telephone, or whatever a programme's file gives."""

from backend.i18n import _
from backend.office import Office
from backend.programmes.schema import Programme
from backend.support_requests.commands import SubmitSupportRequest
from backend.support_requests.models import Relation
from bot.conversation import Chat, Next
from bot.flows import own_fields, own_household, phone
from bot.flows.benefit import ask_benefit
from bot.flows.ground import ask_ground
from bot.flows.not_eligible import no_ground, not_eligible
from bot.flows.not_here import runs_in, runs_there
from bot.flows.own_fields import ask_own_fields, how_many
from bot.flows.review import Line, review
from bot.flows.who_asks import WhoAsks, ask_who_asks

OF_HOUSEHOLD = 2  # questions: who asks, and the ground


async def request_for_household(
    chat: Chat, office: Office, programme: Programme
) -> SubmitSupportRequest | Next | None:
    """Who asks, whether it runs there, the ground, the programme's own questions, the household."""
    of_form = OF_HOUSEHOLD + how_many(programme)
    own_household.expect_questions(chat, own_household.known(office), of_form)
    who = await ask_who_asks(chat)
    known = [] if who is WhoAsks.HELPER else own_household.known(office)
    if who is WhoAsks.HELPER:
        chat.say(_("Dạ, từ đây em hỏi về hộ mà anh/chị nhắn giúp."))
    own_household.expect_questions(chat, known, of_form)
    if elsewhere := await runs_there(chat, office, programme):
        return elsewhere.end
    ground = await ask_ground(chat, programme.eligible.circumstances)
    if ground is None:
        return await no_ground(chat)
    told = await ask_own_fields(chat, office, programme)
    if told.unfit:
        why = own_fields.why_unfit(programme, told.unfit)
        return await not_eligible(chat, told.unfit.name, why)
    benefit = await ask_benefit(chat, programme, told.answers)
    household = await own_household.ask_for(
        chat, office, known, of_form, by_head=who is WhoAsks.HEAD
    )
    if elsewhere := await runs_in(chat, office, programme, household.commune):
        return elsewhere.end
    number = await phone.ask_phone(chat, household)
    lines = [
        Line("circumstance", _("Diện"), ground.label),
        *own_fields.lines_of(programme, told, benefit),
        *own_household.lines_of(household),
        *phone.lines_of(household, number),
    ]
    await review(chat, _("Anh/chị xem lại giúp em:"), lines)
    relation = Relation.HELPER if who is WhoAsks.HELPER else Relation.MEMBER
    return household.request(programme.code, benefit, relation, ground, number, told.answers)
