"""Who gives: a person, or an organisation as it calls itself: "Công ty TNHH ABC", "Hội phụ nữ xã"."""

import re
from functools import cache

from backend.vietnamese import clean, fold
from bot.reading.base import NOTHING, Reading, sure
from bot.reading.names import read_name
from bot.reading.word_lists import load

UNNAMED = "không nêu tên"
_LONGEST = 100
_LEAD = re.compile(
    r"(?:(?:dạ|da|vâng|vang|biên nhận|bien nhan|ghi|tên|ten|là|la|cho|giúp|giup|em|của|cua|bên|ben"
    r"|chúng|chung|tôi|toi|mình|minh|đơn vị|don vi)(?:\s+|\s*:\s*))*",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"[\s,.]*(?:\s(?:ạ|a|nhé|nhe|nha|em|(?:giúp|giup|hộ) (?:em|mình|tôi|toi|với)|thôi|đi))*[\s.!]*$",
    re.IGNORECASE,
)


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """How an organisation's name begins and ends, and what says that no name is to be given."""
    words = load("donors")
    begins, ends, unnamed = (
        "|".join(map(re.escape, words[key])) for key in ("begins", "ends", "unnamed")
    )
    return (
        re.compile(rf"(?:{begins})(?!\w)(?! (?:van|thi)(?!\w))"),
        re.compile(rf".*(?<!\w)(?:{ends})\W*"),
        re.compile(rf".*(?<!\w)(?:{unnamed})(?!\w).*"),
    )


def read_donor(text: str) -> Reading[str]:
    """An organisation as it is written, `UNNAMED` for who wants no name told, or a person's name."""
    line = _TAIL.sub("", clean(text))
    begins, ends, unnamed = _patterns()
    if unnamed.fullmatch(fold(line)):
        return sure(UNNAMED)
    found = _LEAD.match(line)
    called = line[found.end() if found else 0 :]
    is_organisation = begins.match(fold(called)) or ends.fullmatch(fold(called))
    if not is_organisation:
        return read_name(text)
    is_whole = not begins.fullmatch(fold(called)) and len(called) <= _LONGEST and "?" not in text
    return sure(called[:1].upper() + called[1:]) if is_whole else NOTHING
