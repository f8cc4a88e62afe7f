"""Reads ticks: the ways in which people say yes and no in a cell of a table."""

from functools import lru_cache

from backend.poverty_lists.reading.cells import words

# ü and þ are what ticks of the font Wingdings are typed as.
_MARKS = frozenset(
    ["x", "v", "co", "1", "yes", "true", "+", "√", "✓", "✔", "☑", "ü", "þ", "×", "х"]
)
_MARKS_REPEATED = frozenset(["xx", "xxx", "vv", "da co", "roi", "co roi", "x x"])
_NO_MARKS = frozenset(["0", "o", "k", "ko", "khong", "no", "false", "chua", "chua co", "khong co"])


@lru_cache(maxsize=5_000)
def is_mark(content: str) -> bool:
    """Yes: x X √ 1 + có, and ü, which is what a Wingdings tick is typed as."""
    said = words(content)
    return content.casefold() in _MARKS or said in _MARKS or said in _MARKS_REPEATED


@lru_cache(maxsize=5_000)
def is_blank(content: str) -> bool:
    """No, or nothing said."""
    return not content.strip(" .-_–—…/") or words(content) in _NO_MARKS
