"""A family asks for a device for a child ("Sóng và Máy tính cho em")."""

from backend.administrative_units.models import UnitId
from backend.i18n import _
from backend.office import Office
from backend.support_requests.commands import SubmitSupportRequest
from backend.support_requests.models import Lacking
from bot.conversation import Chat, Next
from bot.flows import own_household, siblings
from bot.flows import pupil as pupils
from bot.flows.consent import consented
from bot.flows.ground import ask_ground
from bot.flows.not_eligible import not_eligible
from bot.flows.relation import ask_relation
from bot.flows.review import Line, review
from bot.flows.same_school import ask_same_school
from bot.questions import Phone

PROGRAMME, BENEFIT = "song-va-may-tinh", "device"


async def request_support(chat: Chat, office: Office) -> SubmitSupportRequest | Next | None:
    """Who asks for whom, the child and its school, what is lacking, the household, a phone."""
    if not await consented(chat, office):
        return None
    siblings.note_children(chat, office)
    if not await siblings.goes_on(chat, office):
        return None
    own_household.expect_questions(chat, office)
    relation = await ask_relation(chat)
    if relation is None:
        return None
    siblings.note_children(chat, office)
    siblings.have_next(chat, relation)
    own_household.expect_questions(chat, office, relation)
    await ask_same_school(chat, office, relation)
    pupil = await pupils.ask_pupil(chat, office)
    if pupil.lacking is Lacking.HAS_DEVICE:
        why = _("Chương trình dành cho học sinh chưa có máy riêng, nên em chưa gửi đề nghị được.")
        return await not_eligible(chat, "lacking", why)
    circumstance = await ask_ground(chat)
    if circumstance is None:
        why = _("Chương trình dành cho các diện vừa kể. Nếu chưa rõ, cán bộ xã xem giúp được ạ.")
        return await not_eligible(chat, "circumstance", why)
    household = await own_household.ask_for(chat, office, relation)
    phone = household.phone or await chat.ask(
        Phone(
            "phone",
            _("Số điện thoại để cán bộ gọi lại là số nào ạ?"),
            hint=_("Số có 10 chữ số, ví dụ: 0912345678. Không có thì anh/chị nhắn: không có số."),
        )
    )
    phone_line = Line("phone", _("Điện thoại"), phone or _("không có số"), (_("số"),))
    lines = [
        *pupils.lines_of(pupil),
        Line("circumstance", _("Diện"), circumstance.label),
        *own_household.lines_of(household),
        *([] if household.phone else [phone_line]),
    ]
    await review(chat, _("Anh/chị xem lại giúp em:"), lines)
    siblings.share_household(chat, pupil.school, pupil.class_name, circumstance)
    return SubmitSupportRequest(
        programme=PROGRAMME,
        benefit=BENEFIT,
        relation=relation,
        circumstance=circumstance,
        unit_id=UnitId(household.commune.id),
        hamlet=household.hamlet,
        head_name=household.head_name,
        head_birth_year=household.head_birth_year,
        child_name=pupil.name,
        child_birth_year=pupil.birth_year,
        school=pupil.school,
        class_name=pupil.class_name,
        lacking=pupil.lacking,
        phone=phone,
    )
