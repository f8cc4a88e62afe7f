"""The writings of a day or month, most telling first, on text in lower case without marks."""

import re

from bot.reading.spoken import NUMBER_WORDS
from bot.reading.years import RELATIVE

_NUMBER = r"(?:\d{1,4}(?!\d)|" + "|".join(sorted(w for w in NUMBER_WORDS if w.isascii())) + r")\b"
NUMBERS = rf"{_NUMBER}(?: {_NUMBER}){{0,6}}"
SHORT_NUMBERS = rf"{_NUMBER}(?: {_NUMBER}){{0,3}}"
_MONTH_WORD = r"(?:\d{1,2}|muoi hai|muoi mot|muoi|mot|hai|ba|tu|bon|nam|lam|sau|bay|tam|chin)\b"
YEAR = rf"(?:(?:{'|'.join(RELATIVE)})\b|{NUMBERS})"
_SIGN = r"\s?[/.\-]\s?"

PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        # 2012-03-15
        r"(?<![\d/.\-])(?P<y>(?:19|20)\d\d)[\-/.](?P<m>\d\d?)[\-/.](?P<d>\d\d?)(?![\d/])",
        # 15/3/2012, 15-03-12, 15.3.2012, 15 3 2012
        rf"(?<![\d/.\-])(?P<d>\d\d?){_SIGN}(?P<m>\d\d?){_SIGN}(?P<y>\d{{4}}|\d\d)(?![\d/])",
        r"(?<![\d/.\-] )(?<![\d/.\-])(?P<d>\d\d?) (?P<m>\d\d?) (?P<y>(?:19|20)\d\d)(?! ?\d)",
        # tháng 3 ngày 15 năm 2012, năm 2012 tháng 3 ngày 15
        rf"\b(?:thang|thg) (?P<m>{_MONTH_WORD}),? ngay (?P<d>\d\d?)(?:,? nam|,) (?P<y>{YEAR})",
        rf"\bnam (?P<y>\d{{4}}),? (?:thang|thg) (?P<m>{_MONTH_WORD}),? ngay (?P<d>\d\d?)(?!\d)",
        rf"\bnam (?P<y>\d{{4}}),? (?:thang|thg) (?P<m>{_MONTH_WORD})(?! ngay)",
        # năm 2012 ngày 15 tháng 3
        rf"\bnam (?P<y>\d{{4}}),? ngay (?P<d>\d\d?) (?:thang|thg) (?P<m>{_MONTH_WORD})(?! ?nam)",
        # 15/3 2012
        rf"(?<![\d/.\-])(?P<d>\d\d?){_SIGN}(?P<m>\d\d?) (?P<y>(?:19|20)\d\d)(?![\d/])",
        # 15/3 năm 2012, 15/3 năm ngoái
        rf"(?<![\d/.\-])(?P<d>\d\d?){_SIGN}(?P<m>\d\d?)(?: nam|,) (?P<y>{YEAR})",
        # ngày mười lăm tháng ba năm hai nghìn mười hai, 15 tháng 3/2012, tháng 3 năm ngoái
        rf"\b(?:(?P<d>{NUMBERS})[ \-,/.]{{1,3}})?(?:thang|thag|thg|th|t(?= \d)) (?P<m>{_MONTH_WORD})"
        rf"(?:\s?[/,.\-]?\s?(?:nam )?(?P<y>{YEAR}))?",
        # 3/2012
        rf"(?<![\d/.\-])(?P<m>\d\d?){_SIGN}(?P<y>(?:19|20)\d\d)(?![\d/])",
        # 15032012
        r"(?<!\d)(?P<d>\d\d)(?P<m>\d\d)(?P<y>(?:19|20)\d\d)(?P<glued>)(?!\d)",
        # 15/3
        r"(?<![\d/.\-])(?P<d>\d\d?)\s?/\s?(?P<m>\d\d?)(?![\d/])",
    )
)

# Classes and houses: "lớp 5/2", "số nhà 2/9".
NO_DATE = re.compile(
    r"\b(?:lop|khoi|hoc|to|thon|khu pho|tdp|so nha|nha so|so|kiet|hem|ngo|phong)"
    r" ?\d{1,3} ?[/.\-] ?\d+(?! ?[/.\-] ?\d)"
)
# "15,3,2012", "15|3|2012"
ODD_SIGNS = re.compile(r"(?<!\d)(\d\d?) ?[,|\\] ?(\d\d?) ?[,|\\] ?(\d{4}|\d\d)(?!\d)")
SLANG_YEAR = re.compile(r"(?<!\d)2 ?k ?(\d\d)(?!\d)")
# "15 tây tháng 3"
SOLAR_DAY = re.compile(r"(?<=\d) (?:tay|duong)(?= thang)")
OLD_FIRST_DAYS = re.compile(rf"\b(?:mong|mung) (?={_NUMBER})")
