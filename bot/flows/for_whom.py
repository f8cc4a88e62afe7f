"""For whom something is asked, read from a sentence: "tôi xin cho con trai tôi"."""

import re
from dataclasses import dataclass

from backend.i18n import N_, _
from bot.questions import Choice
from bot.questions.plain import without_particles
from bot.reading.base import NOTHING, Reading, sure, unsure
from bot.reading.choices import begins_with_no

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
# "Con em học lớp 3, không có máy": a parent's own child, though no "cho" says for whom.
_OWN_CHILD = re.compile(
    r"\bcon (?:nhà |nha )?(?:em|t[oô]i|tui|m[iì]nh|chị|anh) (?:(?:hiện|đang|dang|năm nay|nam nay|mới) )?"
    r"(?:h[oọ]c|l[eê]n|v[aà]o|l[oớ]p|(?:kh[oô]ng|ko|chưa|chua) c[oó])\b",
    re.I,
)
# A child that is only spoken of: "bé tên là Hồng", "mấy đứa nhỏ", "xin cho cháu học lớp 5".
_COUNTED = r"(?:\d|hai|ba|mấy|may|một|mot|cả|ca)?"
_SPOKEN_OF = {
    "parent": re.compile(
        rf"(?:^|\bcho ){_COUNTED} ?(?:con|bé|be|thằng|thang|(?:đứa|dua)(?! em)|nhóc)\b", re.I
    ),
    "grandparent": re.compile(rf"(?:^|\bcho ){_COUNTED} ?ch[aá]u\b", re.I),
    "self": re.compile(r"^(?:cho |chính |chinh )*(?:tui|t[oô]i|m[iì]nh)$", re.I),
}
_WISHES = {
    "parent": N_("xin {thing} cho con"),
    "grandparent": N_("xin {thing} cho cháu"),
    "sibling": N_("xin {thing} cho em"),
}
_FOR = re.compile(r".*\bcho (?=\S)", re.IGNORECASE)


@dataclass(frozen=True)
class ForWhom(Choice):
    """Also a sentence: "tôi xin cho con trai tôi"."""

    thing: str = ""

    def glean(self, text: str) -> Reading[str]:
        """For whom a wish was said: "xin máy cho con trai tôi". "Cho con xin máy" is a child's."""
        named = {kin for kin, pattern in _WISHED_FOR.items() if pattern.search(text)}
        if not named and _OWN_CHILD.search(text):
            named = {"parent"}
        return sure(named.pop()) if len(named) == 1 else NOTHING

    def tell(self, value: str) -> str:
        """The wish."""
        return _(_WISHES[value]).format(thing=self.thing)

    def read_text(self, text: str) -> Reading[str]:
        """The kin that is named, or the whole, or what stands behind "cho"."""
        named = [kin for kin, pattern in _KIN.items() if pattern.search(text)]
        if len(named) == 1:
            return sure(named[0])
        reading = super().read_text(text)
        behind = super().read_text(_FOR.sub("", text))
        if reading.certain or behind.certain:
            return reading if reading.certain else behind
        guess = _guess(text)
        return guess if guess.value else reading


def _guess(text: str) -> Reading[str]:
    """Whose child it may be, to be confirmed."""
    line = without_particles(text)
    found = [kin for kin, pattern in _SPOKEN_OF.items() if pattern.search(line)]
    return unsure(found[0]) if len(found) == 1 and not begins_with_no(text) else NOTHING
