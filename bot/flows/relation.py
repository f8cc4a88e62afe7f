"""Who asks for whom. A child that writes for itself is asked to fetch a grown-up."""

import re

from backend.i18n import N_, _
from backend.support_requests.models import Relation
from bot.conversation import Chat
from bot.questions import Choice, named
from bot.reading.base import Reading

SELF = "self"
_SAID = {
    "parent": N_("con; con trai; con trai tôi; con gái; con gái tôi"),
    "grandparent": N_("cháu; cháu nội; cháu nội tôi; cháu ngoại; cháu ngoại tôi"),
    "sibling": N_("em gái; em gái tôi; em trai; em trai tôi"),
    "teacher": N_("học trò; học sinh; giáo viên"),
    SELF: N_("cho tôi"),
}
_FOR = re.compile(r".*\bcho (?=\S)", re.IGNORECASE)


class _ForWhom(Choice):
    """Also "tôi xin cho con trai tôi", of which the end is the answer."""

    def read_text(self, text: str) -> Reading[str]:
        """The whole, or else what stands behind "cho"."""
        reading = super().read_text(text)
        behind = super().read_text(_FOR.sub("", text))
        return behind if behind.certain and not reading.certain else reading


def question() -> Choice:
    """The question."""
    options = (
        ("parent", _("Con tôi")),
        ("grandparent", _("Cháu tôi")),
        ("sibling", _("Em tôi")),
        ("teacher", _("Học sinh của tôi (tôi là thầy cô)")),
        (SELF, _("Cho chính tôi (tôi là học sinh)")),
    )
    return _ForWhom("relation", _("Anh/chị xin máy cho ai ạ?"), options, also=named(_SAID))


async def ask_relation(chat: Chat) -> Relation | None:
    """The person's relation to the pupil; None when that is the person."""
    relation = await chat.ask(question())
    if relation != SELF:
        return Relation(relation)
    chat.say(_("Bạn nhờ bố mẹ hoặc thầy cô nhắn giúp nhé, vì cần người lớn đứng ra đề nghị."))
    chat.say(_("Bố mẹ dùng điện thoại này cũng được, nhắn: xin máy."))
    return None
