"""Who asks for whom. A child that writes for itself is asked to fetch a grown-up."""

from backend.i18n import N_, _
from backend.support_requests.models import Relation
from bot.conversation import Chat
from bot.flows.for_whom import ForWhom
from bot.questions import Choice, named

SELF = "self"
_SAID = {
    "parent": N_("con; con anh; con chị; con em; con mình"),
    "grandparent": N_("cháu; cháu anh; cháu chị; cháu ông; cháu bà"),
    "sibling": N_("em ruột"),
    "teacher": N_("học trò; học sinh; giáo viên"),
    SELF: N_("cho tôi"),
}


def question(thing: str) -> Choice:
    """The question; `thing` is what is asked for."""
    options = (
        ("parent", N_("Con tôi")),
        ("grandparent", N_("Cháu tôi")),
        ("sibling", N_("Em tôi")),
        ("teacher", N_("Học sinh của tôi (tôi là thầy cô)")),
        (SELF, N_("Cho chính tôi (tôi là học sinh)")),
    )
    asked = _("Anh/chị xin {thing} cho ai ạ?").format(thing=thing)
    return ForWhom("relation", asked, options, also=named(_SAID), thing=thing)


async def ask_relation(chat: Chat, thing: str) -> Relation | None:
    """The person's relation to the pupil; None when that is the person."""
    relation = await chat.ask(question(thing))
    if relation != SELF:
        return Relation(relation)
    chat.say(_("Bạn nhờ bố mẹ hoặc thầy cô nhắn giúp nhé, vì cần người lớn đứng ra đề nghị."))
    words = _("Bố mẹ dùng điện thoại này cũng được, nhắn: xin {thing}.")
    chat.say(words.format(thing=thing))
    return None
