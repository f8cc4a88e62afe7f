"""The ground on which a family may ask, told by the way: "nhà em thuộc hộ cận nghèo"."""

import re

from backend.vietnamese import clean, fold
from bot.reading.base import NOTHING, Reading, sure, unsure

_LONGEST = 500
POOR, NEAR_POOR, HARDSHIP, ORPHAN = "poor", "near_poor", "covid_hardship", "covid_orphan"
POLICY = "policy"
_COVID = r"(?:cov\w*|corona|dich)"
# Compared without marks. "Nhà nghèo" says how one lives, "hộ nghèo" what one is listed as.
_TELLS = {
    NEAR_POOR: re.compile(r"\bcan ngheo\b"),
    POOR: re.compile(r"\b(?:ho|so|dien|danh sach) (?:ho )?ngheo\b"),
    ORPHAN: re.compile(
        rf"\b(?:mo coi|(?:bo|cha|me|ba|ma|bo me|cha me|ba me)(?: \w+)? mat)\b[^,.;]*\b{_COVID}\b"
        rf"|\bmat (?:vi|do|boi|trong dot)(?: \w+)? {_COVID}\b"
    ),
    POLICY: re.compile(
        r"\b(?:gia dinh|dien|ho|nha) chinh sach\b|\bnguoi co cong\b|\b(?:thuong|benh) binh\b"
        r"|\bliet si\b|\bchat doc da cam\b|\bbao tro xa hoi\b"
    ),
    HARDSHIP: re.compile(rf"\b(?:kho khan|mat viec|that nghiep)\b[^,.;]*\b{_COVID}\b"),
}
_ORPHAN_OF_ANY = re.compile(r"\bmo coi\b")
# "Chưa được hộ nghèo", "mới thoát nghèo": what a family is not, or is no more.
_NOT = re.compile(
    r"\b(?:khong|ko|k|chua|chang|het|thoat|ra khoi|cat|bi cat|truoc|nam ngoai|lam so|xin vao)\b"
    r"[^,.;]{0,25}\bngheo\b|\bngheo (?:nam ngoai|nam truoc|cu|truoc day|da het|het roi)\b"
    r"|\b(?:hang xom|nguoi ta|nha khac|ho khac)\b"
)
_ASKS = re.compile(
    r"\?|\b(?:khong|ko|hong|chua|gi|sao|the nao|nao)(?: (?:a|vay|em|ha|nhi|z|v))*\W*$"
)
_OWN = re.compile(r"\b(?:nha|gia dinh|thuoc|minh|em|toi|tui|con|chau)\b")


def ground_in(text: str) -> Reading[str]:
    """The one ground that a text tells of its own family; to be confirmed for an orphan of whom it
    does not say why. Nothing where it denies one, tells two, or only asks."""
    said = fold(clean(text)[:_LONGEST])
    if _NOT.search(said) or (_ASKS.search(said) and not _OWN.search(said)):
        return NOTHING
    told = [ground for ground, pattern in _TELLS.items() if pattern.search(said)]
    if len(told) == 2:  # a policy family may be poor as well, and is then listed as poor
        told = [ground for ground in told if ground != POLICY]
    if len(told) == 1:
        return sure(told[0])
    return unsure(ORPHAN) if not told and _ORPHAN_OF_ANY.search(said) else NOTHING
