"""A teacher writes: for one pupil, or for the school."""

from backend.i18n import N_, _
from backend.office import Office
from bot.conversation import Chat, Next
from bot.questions import Choice, named


async def teacher_need(chat: Chat, office: Office) -> Next:
    """A device for a pupil is asked for like any other; a school's need has a form of its own."""
    options = (
        ("request_support", _("Xin máy cho một học sinh")),
        ("need_of_school", _("Báo nhu cầu của trường")),
    )
    said = {"request_support": N_("học sinh"), "need_of_school": N_("trường; nhà trường; cả lớp")}
    asked = _("Thầy cô cần việc nào ạ?")
    return Next(await chat.ask(Choice("teacher_need", asked, options, also=named(said))))
