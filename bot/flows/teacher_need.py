"""A teacher writes: for one pupil, or for the school."""

from backend.i18n import N_, _
from backend.office import Office
from bot.conversation import Chat, Next
from bot.flows.offered import KNOWN, for_a_pupil
from bot.questions import Choice, named


async def teacher_need(chat: Chat, office: Office) -> Next:
    """A device for a pupil is asked for like any other; a school's need has a form of its own."""
    programme = for_a_pupil(office, chat.talk, chat.opening)
    thing = programme.request.thing if programme and programme.request else None
    label = _("Xin {thing} cho một học sinh") if thing else _("Xin cho một học sinh")
    options = (
        ("request_support", label.format(thing=thing)),
        ("need_of_school", _("Báo nhu cầu của trường")),
        ("class_survey", _("Báo khảo sát một lớp")),
    )
    said = {
        "request_support": N_("học sinh"),
        "need_of_school": N_("trường; nhà trường; cả lớp"),
        "class_survey": N_("khảo sát; báo khảo sát; khảo sát lớp; số em chưa có máy"),
    }
    asked = _("Thầy cô cần việc nào ạ?")
    chosen = await chat.ask(Choice("teacher_need", asked, options, also=named(said)))
    return Next(chosen, {KNOWN: programme.code} if programme else {})
