"""When an answer means that a request cannot go on: why, and what can be done about it."""

from backend.i18n import N_, _
from bot.conversation import Chat, Next
from bot.questions import Choice, named


async def no_ground(chat: Chat) -> Next | None:
    """For a family on none of a programme's grounds, or that does not know."""
    why = _("Chương trình dành cho các diện vừa kể. Nếu chưa rõ, cán bộ xã xem giúp được ạ.")
    return await not_eligible(chat, "circumstance", why)


async def not_eligible(chat: Chat, answer: str, why: str) -> Next | None:
    """Says why. A slip of the finger is taken back; whoever sees it otherwise is led to an officer."""
    chat.expects(0)
    chosen = await chat.ask(
        Choice(
            f"{answer}_stops",
            why,
            (
                ("again", N_("Chọn nhầm, chọn lại")),
                ("ask_officer", N_("Gặp cán bộ")),
                ("end", N_("Dừng ở đây")),
            ),
            short=_("Anh/chị muốn làm gì tiếp ạ?"),
            also=named({"again": N_("nhầm; chọn lại"), "end": N_("thôi; dừng")}),
        )
    )
    if chosen == "again":
        await chat.take_back(f"{answer}_stops", answer)
    if chosen == "ask_officer":
        return Next(chosen)
    chat.say(_("Dạ, em chưa gửi gì. Khi cần, anh/chị nhắn: menu."))
    return None
