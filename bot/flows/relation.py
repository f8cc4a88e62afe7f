"""Who asks for whom. A child that writes for itself is asked to fetch a grown-up."""

import re

from backend.i18n import N_, _
from backend.support_requests.models import Relation
from bot.conversation import Chat
from bot.questions import Choice, named
from bot.reading.base import NOTHING, Reading, sure

SELF = "self"
_SAID = {
    "parent": N_("con; con anh; con chị; con em; con mình"),
    "grandparent": N_("cháu; cháu anh; cháu chị; cháu ông; cháu bà"),
    "sibling": N_("em ruột"),
    "teacher": N_("học trò; học sinh; giáo viên"),
    SELF: N_("cho tôi"),
}
# What settles it anywhere in a sentence, typed without marks too.
_KIN = {
    "parent": re.compile(r"\bcon (?:trai|g[aá]i)\b", re.IGNORECASE),
    "grandparent": re.compile(r"\bch[aá]u (?:n[oộ]i|ngo[aạ]i|trai|g[aá]i)\b", re.IGNORECASE),
    "sibling": re.compile(r"\bem (?:trai|g[aá]i)\b", re.IGNORECASE),
}
_WISHED_FOR = {
    "parent": re.compile(r"\w cho (?:\w+ )?con\b(?! (?:xin|hỏi|hoi|mượn|muon|với|voi)\b)", re.I),
    "grandparent": re.compile(r"\w cho (?:\w+ )?ch[aá]u (?:n[oộ]i|ngo[aạ]i)\b", re.I),
    "sibling": re.compile(r"\w cho (?:\w+ )?em (?:trai|g[aá]i)\b", re.I),
}
_WISHES = {
    "parent": N_("xin máy cho con"),
    "grandparent": N_("xin máy cho cháu"),
    "sibling": N_("xin máy cho em"),
}
_FOR = re.compile(r".*\bcho (?=\S)", re.IGNORECASE)


class _ForWhom(Choice):
    """Also a sentence: "tôi xin cho con trai tôi"."""

    def glean(self, text: str) -> Reading[str]:
        """For whom a wish was said: "xin máy cho con trai tôi". "Cho con xin máy" is a child's."""
        named = {kin for kin, pattern in _WISHED_FOR.items() if pattern.search(text)}
        return sure(named.pop()) if len(named) == 1 else NOTHING

    def tell(self, value: str) -> str:
        """The wish."""
        return _(_WISHES[value])

    def read_text(self, text: str) -> Reading[str]:
        """The kin that is named, or the whole, or what stands behind "cho"."""
        named = [kin for kin, pattern in _KIN.items() if pattern.search(text)]
        if len(named) == 1:
            return sure(named[0])
        reading = super().read_text(text)
        behind = super().read_text(_FOR.sub("", text))
        return behind if behind.certain and not reading.certain else reading


def question() -> Choice:
    """The question."""
    options = (
        ("parent", N_("Con tôi")),
        ("grandparent", N_("Cháu tôi")),
        ("sibling", N_("Em tôi")),
        ("teacher", N_("Học sinh của tôi (tôi là thầy cô)")),
        (SELF, N_("Cho chính tôi (tôi là học sinh)")),
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
