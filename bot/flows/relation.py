"""Who asks for whom. A child that writes for itself is asked to fetch a grown-up."""

from backend.i18n import N_, _
from backend.support_requests.models import Relation
from bot.conversation import Chat
from bot.questions import Choice, named

SELF = "self"
_SAID = {
    "parent": N_("con; con gái; con trai"),
    "grandparent": N_("cháu; cháu nội; cháu ngoại"),
    "sibling": N_("em gái; em trai"),
    "teacher": N_("học trò; học sinh lớp tôi; tôi là giáo viên"),
    SELF: N_("cho tôi; tự xin; cho mình"),
}


async def ask_relation(chat: Chat) -> Relation | None:
    """The person's relation to the pupil; None when that is the person."""
    options = (
        ("parent", _("Con tôi")),
        ("grandparent", _("Cháu tôi")),
        ("sibling", _("Em tôi")),
        ("teacher", _("Học sinh của tôi (tôi là thầy cô)")),
        (SELF, _("Cho chính tôi (tôi là học sinh)")),
    )
    asked = _("Anh/chị xin máy cho ai ạ?")
    relation = await chat.ask(Choice("relation", asked, options, also=named(_SAID)))
    if relation != SELF:
        return Relation(relation)
    chat.say(_("Bạn nhờ bố mẹ hoặc thầy cô nhắn giúp nhé, vì cần người lớn đứng ra đề nghị."))
    chat.say(_("Bố mẹ dùng điện thoại này cũng được, nhắn: xin máy."))
    return None
