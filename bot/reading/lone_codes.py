"""Reads a message that is a code of a request or a ticket and nothing else: "ps 2026 000001"."""

import re
from dataclasses import dataclass

from backend.vietnamese import clean, fold

_CODE = re.compile(
    r"(?:(?:da|ma|ma so|ho so|phieu|so|xem|kiem tra|em|tra|cua toi|don) )*"
    r"(?P<series>[a-z]{2,4})[\s\-._/:#]{0,3}(?P<year>20\d\d)[\s\-._/:#]{0,3}(?P<number>[\do]{1,6})"
    r"(?: (?:a|em|nhe|nha|voi|giup|di))*[\s.!?]*"
)
DIGITS = 6


@dataclass(frozen=True)
class LoneCode:
    """What stands in a code. `is_whole` when all its digits do: "sn 2014 5" may be a birthday."""

    series: str
    code: str
    is_whole: bool


def read_lone_code(text: str) -> LoneCode | None:
    """The code as it is written in full; None where there is more than a code, or none."""
    found = _CODE.fullmatch(fold(clean(text)))
    number = found["number"].replace("o", "0") if found else ""
    if not found or not int(number):
        return None
    series = found["series"].upper()
    return LoneCode(series, f"{series}-{found['year']}-{int(number):06d}", len(number) == DIGITS)
