"""A teacher's next pupil: the school, the commune and the telephone are as they were."""

from backend.i18n import _
from backend.office import Office
from backend.support_requests.models import Relation
from bot.conversation import Chat
from bot.flows.own_household import OF_HOUSEHOLD, OF_PHONE
from bot.questions import YesNo


async def ask_same_school(chat: Chat, office: Office, relation: Relation, of_form: int) -> None:
    """Has them confirmed at once, where the teacher has asked for a pupil before. Each can still be
    changed in the review."""
    last = next((r for r in office.requests() if r.relation is Relation.TEACHER), None)
    if last is None or relation is not Relation.TEACHER:
        return
    chat.expects(of_form + 1 + OF_HOUSEHOLD + OF_PHONE)
    asked = _(
        "Học sinh này cũng học {school}, ở {commune}, số gọi lại {phone} phải không ạ?"
    ).format(
        school=last.school,
        commune=office.commune(last.unit_id).full_name,
        phone=last.phone or _("không có số"),
    )
    if not await chat.ask(YesNo(f"school:{last.code}", asked)):
        return
    answers = chat.talk.answers
    for name, value in {
        "school": last.school,
        "commune": last.unit_id,
        "phone": last.phone,
    }.items():
        if f"known:{name}" not in answers:
            answers |= {f"known:{name}": True, name: value}
