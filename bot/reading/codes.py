"""Reads the code of a request in any writing: "ht 2026 123", "HT–2026–000123"."""

import re

from bot.reading.base import NOTHING, Reading, doubt, sure
from bot.reading.corrections import right_one
from bot.reading.phrases import line_of

_GAP = r"[\s\-._/:#]{0,3}"
_ANY = re.compile(
    rf"(?<![^\W\d_])(?!(?:ma|so|nam|hs){_GAP}\d)(?P<series>[a-z]{{2,4}}){_GAP}"
    rf"(?P<year>20\d\d){_GAP}(?P<number>\d{{6}})(?![\d/])",
    re.IGNORECASE | re.ASCII,
)
_O_FOR_ZERO = re.compile(r"(?<=[\d\s\-])[oO]+(?=[oO\d])|(?<=\d)[oO]+")


def _pattern(prefix: str) -> re.Pattern[str]:
    letters = rf"\s?{_GAP}".join(map(re.escape, prefix))
    return re.compile(
        rf"(?:(?<![^\W\d_])(?P<prefix>{letters}){_GAP}|(?<![\d/.\-]))"
        rf"(?P<year>20\d\d)(?P<gap>{_GAP})(?P<number>\d{{1,6}})(?![\d/])",
        re.IGNORECASE,
    )


def read_any_code(text: str) -> Reading[str]:
    """The first code of whatever series, where all its digits stand: "trạng thái DT 2026 000001"."""
    found = _ANY.search(line_of(text))
    if found is None or not int(found["number"]):
        return NOTHING
    return sure(f"{found['series'].upper()}-{found['year']}-{found['number']}")


def without_codes(text: str) -> str:
    """The text without them: their letters are words besides ("DT", "HT")."""
    return _ANY.sub(" ", text)


def read_code(text: str, prefix: str = "HT") -> Reading[str]:
    """The code as `HT-2026-000123`; without its letters, or with O for 0, to be confirmed."""
    line = line_of(text)
    written = _O_FOR_ZERO.sub(lambda o: "0" * len(o[0]), line)
    found = []
    for match in _pattern(prefix).finditer(written):
        whole = match["prefix"] or (match["gap"] and len(match["number"]) == 6)
        if whole and int(match["number"]):
            code = sure(f"{prefix}-{match['year']}-{int(match['number']):06d}")
            certain = match["prefix"] and written == line
            found.append((match.start(), match.end(), code if certain else doubt(code)))
    return right_one(written, found) if found else NOTHING
