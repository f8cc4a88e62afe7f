"""The privacy notice and the yes to it: part of every flow that asks for personal data."""

from backend.contacts.commands import REQUESTS, TICKETS, GiveConsent
from backend.i18n import _
from backend.office import Office
from bot.conversation import Chat
from bot.questions import Agreement

NOTICE_VERSION = "2026-11"


async def consented(chat: Chat, office: Office) -> bool:
    """True once the person has agreed to a request's data being asked, now or before. Says what a no
    means."""
    asks = _(
        "tên, năm sinh, trường lớp của học sinh; tên, năm sinh chủ hộ; xã, thôn; số điện thoại"
    )
    only = _("Chỉ để xét hỗ trợ.")
    return office.has_consented(REQUESTS) or await _agrees(
        chat,
        office,
        REQUESTS,
        _("đề nghị"),
        f"{asks}. {only}",
        _("cán bộ xã, tỉnh, nhà trường; nhà mạng nếu có gói cước"),
    )


async def consented_to_form(chat: Chat, office: Office, name: str, asks: str) -> bool:
    """The same for a form. Who agreed to more has agreed to this."""
    what, only = _("phiếu «{name}»").format(name=name), _("Chỉ để giải quyết việc này.")
    return office.has_consented() or await _agrees(
        chat, office, TICKETS, what, f"{asks}. {only}", _("chỉ cán bộ giải quyết phiếu này")
    )


async def _agrees(
    chat: Chat, office: Office, purpose: str, what: str, asks: str, seen_by: str
) -> bool:
    operator = office.operator
    notice = _(
        "Em là trợ lý tự động của {operator}, trả lời bằng máy.\n"
        "Để gửi {what}, em sẽ hỏi: {asks}\n"
        "Người xem: {seen_by}. "
        "Giữ đến 24 tháng sau khi xong.\n"
        "Lúc nào anh/chị cũng có thể nhắn: XEM, SỬA, XÓA thông tin của mình, DỪNG, "
        "hoặc GẶP CÁN BỘ.\n\n"
        "Anh/chị có đồng ý không? Trả lời ĐỒNG Ý hoặc KHÔNG."
    ).format(operator=operator.name, what=what, asks=asks, seen_by=seen_by)
    hint = _("Anh/chị trả lời giúp em thật rõ: ĐỒNG Ý, hoặc KHÔNG.")
    if not await chat.ask(
        Agreement("consent", notice, hint=hint, short=_("Anh/chị có đồng ý không ạ?"))
    ):
        way = _("gọi {phone}").format(phone=operator.phone) if operator.phone else _("đến xã")
        chat.say(
            _("Dạ, em không hỏi và không giữ gì. Anh/chị {way} để được giúp trực tiếp ạ.").format(
                way=way
            )
        )
        return False
    await chat.once(
        "consent_given", GiveConsent(NOTICE_VERSION, chat.words.get("consent", ""), purpose)
    )
    return True
