"""The privacy notice and the yes to it: part of every flow that asks for personal data."""

from collections.abc import Mapping

from backend.contacts.commands import REQUESTS, TICKETS, GiveConsent
from backend.i18n import _
from backend.office import Office
from bot.conversation import Chat
from bot.flows.notice_in_short import NoticeInShort
from bot.flows.privacy_notices import CURRENT, NOTICES


async def consented(chat: Chat, office: Office) -> bool:
    """True once the person has agreed to a request's data being asked, now or before. Says what a no
    means."""
    notice = {
        "what": _("xét hỗ trợ"),
        "asks": _("tên, năm sinh của học sinh và chủ hộ; trường lớp, nơi ở, điện thoại"),
        "all": _(
            "tên, năm sinh, trường lớp, máy đang học của học sinh; tên, năm sinh chủ hộ; diện hộ; "
            "xã, thôn; số điện thoại"
        ),
        "seen_by": _("Cán bộ xã, tỉnh, trường, nhà mạng"),
    }
    return office.has_consented(REQUESTS) or await _agrees(chat, office, REQUESTS, notice)


async def consented_to_form(
    chat: Chat, office: Office, name: str, asks: str, in_full: str = ""
) -> bool:
    """The same for a form, whose data in short are what it `asks`. Who agreed to more has agreed to
    this."""
    notice = {
        "what": _("giải quyết phiếu «{name}»").format(name=name),
        "asks": asks,
        "all": in_full or asks,
        "seen_by": _("Chỉ cán bộ giải quyết phiếu này"),
    }
    return office.has_consented() or await _agrees(chat, office, TICKETS, notice)


async def _agrees(chat: Chat, office: Office, purpose: str, said: Mapping[str, str]) -> bool:
    operator, notice = office.operator, NOTICES[CURRENT]
    who = f"{operator.name} ({operator.phone})" if operator.phone else operator.name
    question = NoticeInShort(
        "consent",
        _(notice.short).format(who=who, **said),
        hint=_("Anh/chị trả lời giúp em thật rõ: ĐỒNG Ý, hoặc KHÔNG."),
        short=_("Anh/chị có đồng ý không ạ?"),
        full=_(notice.full).format(who=who, **said),
    )
    if not await chat.ask(question):
        way = _("gọi {phone}").format(phone=operator.phone) if operator.phone else _("đến xã")
        chat.say(
            _("Dạ, em không hỏi và không giữ gì. Anh/chị {way} để được giúp trực tiếp ạ.").format(
                way=way
            )
        )
        return False
    await chat.once("consent_given", GiveConsent(CURRENT, chat.words.get("consent", ""), purpose))
    return True
