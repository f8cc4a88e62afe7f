"""Reads the class of a household from a class word or a heading."""

import re
from functools import lru_cache

from backend.poverty_lists.draft import Standing
from backend.poverty_lists.reading.cells import words
from backend.poverty_lists.reading.columns import matches

LISTED = frozenset([Standing.POOR, Standing.NEAR_POOR])

# The first line that fits wins.
_WORDS = (
    (Standing.NEAR_POOR, "thoat ngheo * can ngheo | *chuyen * can ngheo | *xuong can ngheo"),
    (Standing.LEFT_NEAR_POVERTY, "*thoat can* | *thoat hcn* | *thoat cn* | tcn | htcn | hmtcn | mtcn"),
    (Standing.LEFT_POVERTY, "*thoat* | tn | mtn | htn | hmtn | h tn | t ngheo"),
    (Standing.AVERAGE, "tb | htb | mstb | hmstb | *trung binh* | *song tb* | *khong ngheo* | k ngheo"),
    (None, "hn *cn* | n cn | n hcn | hn cn | ho ngheo *can ngheo | ngheo *can ngheo | hcn *hn"),
    (Standing.NEAR_POOR, "hcn | cn | c ngheo | c n | can | can ngheo | h can ngheo | hc ngheo | 2"),
    (Standing.NEAR_POOR, "*ho can ngheo* | can ngheo * | hcn * | cn * | cngheo | hcngheo"),
    (Standing.NEAR_POOR, "ho cn | ho c ngheo | dien can ngheo | tai can ngheo"),
    (Standing.POOR, "hn | n | ngheo | h ngheo | hngheo | ho n | ho hn | 1 | dien ngheo | ngheo *"),
    (Standing.POOR, "*ho ngheo* | hn * | tai ngheo"),
)  # fmt: skip
# How the household came onto the list, not where it stands.
_MANNER = re.compile(r"\b(moi|cu|ps|phat sinh|tai|phat sinh moi)\b")
_GLUED = re.compile(r"\b(hn|hcn|n|cn)(ps|moi|cu)\b")
_SEPARATED = re.compile(r"[,;/+&\n]|\s-\s|\(|\)")


@lru_cache(maxsize=5_000)
def read_class(content: str) -> Standing | None:
    """What a class word says ("HN", "C.Nghèo", "TCN", "HN, MC"); `None` for no class, or two."""
    if found := _said(content):
        return found
    parts = {part for part in map(_said, _SEPARATED.split(content)) if part}
    return parts.pop() if len(parts) == 1 else None


def _said(content: str) -> Standing | None:
    said = _GLUED.sub(r"\1 \2", words(content))
    said = " ".join(_MANNER.sub(" ", said).split())
    return next((found for found, patterns in _WORDS if matches(said, patterns)), None)


@lru_cache(maxsize=2_000)
def heading_class(content: str) -> Standing | None:
    """The one class that a title, a group row or the name of a sheet speaks of."""
    said = f" {words(content)} "
    if "thoat" in said:
        near_poor = "thoat can ngheo" in said
        poor = "thoat ngheo" in said
        if near_poor and poor:
            return None
        return Standing.LEFT_NEAR_POVERTY if near_poor else Standing.LEFT_POVERTY
    if " muc song trung binh " in said:
        return Standing.AVERAGE
    bare = set(said.split())
    near_poor = " can ngheo " in said or " hcn " in said or said == " cn "
    poor = bool(re.search(r"(?<! can) ngheo ", re.sub(r"giam ngheo|chuan ngheo", "", said)))
    poor = poor or "hn" in bare
    if near_poor and not poor:
        return Standing.NEAR_POOR
    return Standing.POOR if poor and not near_poor else None
