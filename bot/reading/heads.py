"""The head of the household, told by the way: "chủ hộ là ông nội Hồ Văn Dơm sinh 1955"."""

import re
from datetime import date

from backend.vietnamese import clean, fold
from bot.reading.base import NOTHING, Reading
from bot.reading.birth_years import read_birth_year
from bot.reading.names import read_name

_LONGEST = 500
_HEAD = r"(?:chủ hộ|chu ho|chủ nhà|chu nha)"
_YEAR = r"(?:sn|ns|sinh|sanh|năm|nam|\(?(?:19|20)\d\d)"
_CLAUSE = re.compile(
    rf"(?<!\w){_HEAD}(?!\w)(?P<told>[^,;.\n]*(?:,\s*{_YEAR}(?!\w)[^,;.\n]*)?)", re.IGNORECASE
)
# "bà nội Hồ Thị Mai sinh 1955 là chủ hộ"; only with capitals, for nothing shows where it begins.
_BEFORE = re.compile(
    r"(?<!\w)(?P<told>(?:[^\W\d_a-z][\w'’]* ){1,4}[^\W\d_a-z][\w'’]*"
    rf"(?:,? \(?(?:sn|ns|sinh)?(?: năm| nam)? ?(?:19|20)\d\d\)?)?),?"
    rf" (?:là|la|làm|lam|đứng|dung) {_HEAD}(?!\w)"
)
_WHO = re.compile(
    r"(?:\W|(?:là|la|tên|ten|họ|ho tên|ho ten|của|cua|nhà|nha|hộ|đứng|dung|tôi|toi|tui|em|mình|minh"
    r"|cháu|chau|con|ông|ong|bà|nội|noi|ngoại|ngoai|bố|bo|ba|mẹ|me|cha|má|chồng|chong|vợ|anh|chị|chi|bác|bac|chú|cậu|dì"
    r"|cô)(?!\w)(?! (?:văn|van|thị|thi)\b))*",
    re.IGNORECASE,
)
# In small letters only: "Hồ Thị Năm" is a name, and so is "lò văn sinh".
_ENDS = re.compile(
    r"[,;(\d]|(?<!\bvăn)(?<!\bvan)(?<!\bthị)(?<!\bthi)\s(?:sn|ns|sinh|sanh|năm|nam)(?!\w)"
    r"|\s(?:ở|hộ|thôn|thon|bản|xã|sđt|sdt|số)(?!\w)"
)
_FULL = 2  # words of a name


def head_name_in(text: str) -> Reading[str]:
    """The full name that stands behind "chủ hộ", or before "là chủ hộ"."""
    told = _told(text)
    name = _WHO.sub("", told, count=1)
    end = _ENDS.search(name)
    reading = read_name(name[: end.start()] if end else name)
    is_full = len((reading.value or "").split()) >= _FULL
    return reading if reading.certain and is_full else NOTHING


def year_behind(name: str, text: str, today: date) -> Reading[int]:
    """The year of birth that a text tells right behind a person's name."""
    line, called = clean(text)[:_LONGEST], fold(name)
    at = fold(line).find(called) if called else -1
    if at < 0 or len(fold(line)) != len(line):
        return NOTHING
    behind = re.match(rf"[\s,(]*(?P<year>{_YEAR}(?!\w)[^,;)]*)", line[at + len(called) :], re.I)
    reading = read_birth_year(behind["year"], today) if behind else NOTHING
    return reading if reading.certain else NOTHING


def given_name(name: str) -> str:
    """What a person is called by, without marks: the same in two spellings of a full name."""
    return fold(name).split()[-1]


def without_head(text: str) -> str:
    """The text without what it tells of the head, so that nobody's year is taken for the child's."""
    return _CLAUSE.sub(" ", _BEFORE.sub(" ", clean(text)))


def _told(text: str) -> str:
    line = clean(text)[:_LONGEST]
    found = [match["told"] for p in (_BEFORE, _CLAUSE) for match in p.finditer(line)]
    named = [told for told in found if told.strip(" :")]
    return named[0] if len(named) == 1 else ""
