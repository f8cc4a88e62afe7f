"""The one question behind every consent: a notice in short, the whole of it on demand, a clear yes."""

from collections.abc import Mapping

from backend.contacts.commands import GiveConsent
from backend.i18n import _
from backend.office import Office
from backend.programmes.schema import Programme
from bot.conversation import Chat
from bot.flows.notice_in_short import NoticeInShort
from bot.flows.privacy_notices import CURRENT, NOTICES


def kept(office: Office, programme: Programme | None = None) -> str:
    """How long: what the programme's file says, or else what holds for all."""
    months = office.own_data.months_kept(programme)
    return _("{months} tháng sau khi xong").format(months=months)


async def agrees(chat: Chat, office: Office, purpose: str, said: Mapping[str, str]) -> bool:
    """Whether the person agrees; `said` fills the notice. Who agreed to less is told what is new. Says
    what a no means."""
    operator, notice = office.operator, NOTICES[CURRENT]
    who = f"{operator.name} ({operator.phone})" if operator.phone else operator.name
    said, agreed_to_less = {"kept": kept(office), **said}, office.has_consented(purpose)
    question = NoticeInShort(
        "consent",
        _(notice.anew if agreed_to_less else notice.short).format(who=who, **said),
        hint=_("Anh/chị trả lời giúp em thật rõ: ĐỒNG Ý, hoặc KHÔNG."),
        short=_("Anh/chị có đồng ý không ạ?"),
        full=_(notice.full).format(who=who, **said),
    )
    if not await chat.ask(question):
        if office.has_consented():
            chat.say(_("Dạ, em không gửi gì thêm. Hồ sơ đã gửi vẫn như trước ạ."))
            return False
        way = _("gọi {phone}").format(phone=operator.phone) if operator.phone else _("đến xã")
        chat.say(
            _("Dạ, em không hỏi và không giữ gì. Anh/chị {way} để được giúp trực tiếp ạ.").format(
                way=way
            )
        )
        return False
    await chat.once("consent_given", GiveConsent(CURRENT, chat.words.get("consent", ""), purpose))
    return True
