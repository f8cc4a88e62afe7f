"""A child gets what is asked for: a device to learn with, or whatever a programme's file gives."""

from dataclasses import replace

from backend.i18n import _
from backend.office import Office
from backend.programmes.schema import Programme
from backend.support_requests.commands import SubmitSupportRequest
from backend.support_requests.models import Lacking
from bot.conversation import Chat, Next
from bot.flows import own_fields, own_household, phone, siblings
from bot.flows import pupil as pupils
from bot.flows.benefit import ask_benefit
from bot.flows.ground import ask_ground
from bot.flows.not_eligible import no_ground, not_eligible
from bot.flows.not_here import runs_in, runs_there
from bot.flows.offered import ASKED_FOR
from bot.flows.own_fields import ask_own_fields, how_many
from bot.flows.relation import ask_relation
from bot.flows.review import Line, review
from bot.flows.same_school import ask_same_school

OF_PUPIL = 6  # questions: who asks, on the child, and the ground


async def request_for_pupil(
    chat: Chat, office: Office, programme: Programme
) -> SubmitSupportRequest | Next | None:
    """Who asks for whom, the child and its school, what is lacking, the household, a phone."""
    siblings.note_children(chat, office)
    if not await siblings.goes_on(chat, office):
        return None
    asks_device = programme.eligible.without_device
    of_form = OF_PUPIL + asks_device + how_many(programme)
    own_household.expect_questions(chat, own_household.known(office), of_form)
    relation = await ask_relation(chat, chat.talk.answers[ASKED_FOR])
    if relation is None:
        return None
    siblings.note_children(chat, office)
    siblings.have_next(chat, relation)
    known = own_household.known(office, relation)
    if elsewhere := await runs_there(chat, office, programme):
        return elsewhere.end
    own_household.expect_questions(chat, known, of_form)
    await ask_same_school(chat, office, relation, of_form)
    pupil = await pupils.ask_pupil(chat, office, asks_device=asks_device)
    if pupil.lacking is Lacking.HAS_DEVICE:
        why = _("Chương trình dành cho học sinh chưa có máy riêng, nên em chưa gửi đề nghị được.")
        return await not_eligible(chat, "lacking", why)
    ground = await ask_ground(chat, programme.eligible.circumstances)
    if ground is None:
        return await no_ground(chat)
    told = await ask_own_fields(chat, office, programme)
    if told.unfit:
        why = own_fields.why_unfit(programme, told.unfit)
        return await not_eligible(chat, told.unfit.name, why)
    benefit = await ask_benefit(chat, programme, told.answers)
    household = await own_household.ask_for(chat, office, known, of_form)
    if elsewhere := await runs_in(chat, office, programme, household.commune):
        return elsewhere.end
    number = await phone.ask_phone(chat, household)
    lines = [
        *pupils.lines_of(pupil),
        Line("circumstance", _("Diện"), ground.label),
        *own_fields.lines_of(programme, told, benefit),
        *own_household.lines_of(household),
        *phone.lines_of(household, number),
    ]
    await review(chat, _("Anh/chị xem lại giúp em:"), lines)
    siblings.share_household(chat, pupil.school, pupil.class_name, ground)
    said = household.request(programme.code, benefit, relation, ground, number, told.answers)
    return replace(
        said,
        child_name=pupil.name,
        child_birth_year=pupil.birth_year,
        school=pupil.school,
        class_name=pupil.class_name,
        lacking=pupil.lacking,
    )
