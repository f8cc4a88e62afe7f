"""An angry word that tells nothing yet: an apology, and one offer."""

from backend.i18n import N_, _
from backend.office import Office
from bot.conversation import Chat, Next
from bot.questions import Choice, named

UPSET = "upset"


async def upset(chat: Chat, office: Office) -> Next | None:
    """Offers to complain or to speak to an officer; nothing is begun by itself."""
    if chat.talk.waiting_for is None:
        chat.say(_("Em xin lỗi vì đã để anh/chị bực mình ạ."))
    options = (
        ("complain", N_("Gửi phản ánh")),
        ("ask_officer", N_("Gặp cán bộ")),
        ("nothing", N_("Thôi, không cần")),
    )
    said = {
        "complain": N_("phản ánh; khiếu nại; tố cáo"),
        "ask_officer": N_("cán bộ; gặp người; gọi"),
        "nothing": N_("không; thôi; không cần; bỏ đi; kệ"),
    }
    asked = _("Anh/chị muốn gửi phản ánh, hay gặp cán bộ để nói rõ ạ?")
    hint = _("Em xin lỗi ạ. Anh/chị chọn một việc dưới đây, em chuyển ngay.")
    chosen = await chat.ask(Choice(UPSET, asked, options, hint=hint, also=named(said)))
    return None if chosen == "nothing" else Next(chosen)
