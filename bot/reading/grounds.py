"""The ground on which a family may ask, told by the way: "nhà em thuộc hộ cận nghèo"."""

import re

from backend.vietnamese import clean, fold
from bot.reading.base import NOTHING, Reading, sure, unsure

_LONGEST = 500
POOR, NEAR_POOR, HARDSHIP, ORPHAN = "poor", "near_poor", "covid_hardship", "covid_orphan"
POLICY = "policy"
NONE_OF_THESE = "none"
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
_HARD = re.compile(r"\b(?:kho khan|mat|mo coi)\b")
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
# "Chưa thoát nghèo", "nghèo đa chiều"
_STILL = re.compile(r"\b(?:khong|ko|k|chua) (?:duoc |dc )?thoat ngheo\b|\bngheo (?:da )?chieu\b")
# What a family says instead where none of the grounds is theirs.
_OTHERWISE = re.compile(
    r"\bthoat ngheo\b|\bho (?:trung binh|tb|kha)\b|\b(?:trung binh|binh thuong|du an)\b"
    r"|\b(?:khong|ko|k|chua) (?:co|duoc|dc|lam|cap) (?:\w+ )?(?:so|giay)\b"
    r"|\bkhuyet tat\b|\b(?:thuong|benh) binh\b|\bdan toc\b|\bvung (?:sau|xa|cao|kho)\b"
    r"|\bo voi (?:ong|ba|di|co|chu|bac|ngoai|noi)\b|\bdon than\b|\bl[iy] hon\b|\bbo (?:roi|di)\b"
)


def lacks_covid(text: str) -> bool:
    """Whether hardship or a death is told, and no word of Covid, which the programmes ask for."""
    said = fold(clean(text)[:_LONGEST])
    return bool(_HARD.search(said)) and not re.search(_COVID, said)


def ground_meant(text: str) -> Reading[str]:
    """What a text says to the question after the ground: one, or that it is none of them, to be
    confirmed."""
    told, said = ground_in(text), fold(clean(text)[:_LONGEST])
    if told.value or "?" in text:
        return told
    if _STILL.search(said):
        return unsure(POOR)
    return unsure(NONE_OF_THESE) if _NOT.search(said) or _OTHERWISE.search(said) else NOTHING


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
