"""XEM: how much is kept of a person, and each part of it on demand."""

from backend.data_requests.commands import ViewData
from backend.i18n import N_, _
from backend.office import Office
from bot.conversation import Chat
from bot.flows.kept_parts import Part, gathered, given
from bot.flows.ways_to_ask import way_to_ask
from bot.questions import Choice, named

END = "end"
_END_NAMES = {END: N_("thôi; không; không xem nữa; đủ rồi; xong; được rồi; cảm ơn")}


async def view_data(chat: Chat, office: Office) -> None:
    """Tells both; looking at it is noted as soon as there is something to see."""
    sent, rest = given(office), gathered(office)
    await chat.once("viewed", ViewData())
    if not sent:
        count = next(part.counted for part in rest if part.code == "messages")
        words = _("Em không giữ hồ sơ nào của anh/chị, chỉ có {count}.").format(count=count)
        chat.say(words + " " + way_to_ask(office))
        return
    for newest in office.data_requests()[:1]:
        chat.say(newest)
    parts = {part.code: part for part in (*sent, *rest)}
    chosen = await _ask_which(chat, list(parts.values()))
    if chosen == END:
        chat.say(_("Dạ. Muốn sửa, anh/chị nhắn: SỬA. Muốn xoá, anh/chị nhắn: XÓA."))
        return
    chat.say(parts[chosen].told())
    chat.say(_("Xem phần khác, anh/chị nhắn: XEM. Muốn sửa: SỬA. Muốn xoá: XÓA."))


async def _ask_which(chat: Chat, parts: list[Part]) -> str:
    counted = ", ".join(part.counted for part in parts if part.counted)
    told = _("Em đang giữ của anh/chị: {counted}.").format(counted=counted)
    short = _("Anh/chị muốn xem phần nào ạ?")
    options = (*((part.code, part.label) for part in parts), (END, _("Thôi, không xem nữa")))
    asked = f"{told} {short}"
    return await chat.ask(Choice("kept_part", asked, options, short=short, also=named(_END_NAMES)))
