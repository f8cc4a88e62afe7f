"""Codes that are typed off a poster: making one that no slip turns into another, and reading it."""

import re
from dataclasses import dataclass

from backend.invitations.models import InvitationKind
from backend.vietnamese import clean, fold

FEWEST_DIGITS, MOST_DIGITS = 4, 7
# Besides the printed words, what a hamlet is called elsewhere.
_WORDS = {kind.word.lower(): kind for kind in InvitationKind} | dict.fromkeys(
    ("ban", "buon", "lang", "ap", "to"), InvitationKind.HAMLET
)
_DIGITS = rf"\d{{{FEWEST_DIGITS},{MOST_DIGITS}}}|\d\d \d\d|\d(?: \d){{3,6}}"
_CODE = re.compile(rf"(?<![^\W_])({'|'.join(_WORDS)})[\s.:#\-_/]{{0,3}}({_DIGITS})(?! ?\d)")
_NUMBER = re.compile(_DIGITS)
_POLITE = re.compile(r"\W*(?:ma|so|la|day|a|da|em|oi|nhe|chi|anh|chao|minh|toi|cua)?\W*")


@dataclass(frozen=True)
class TypedCode:
    """A code as it was typed: `kind` is None for a bare number. `rest` is what else was said."""

    kind: InvitationKind | None
    number: int
    rest: str = ""


def with_check_digit(number: int) -> int:
    """The number with one more digit (ISO 7064, MOD 11,10): one wrong digit makes no valid code,
    and of two that changed places hardly ever one."""
    product = 10
    for digit in str(number):
        product = ((product + int(digit)) % 10 or 10) * 2 % 11
    return number * 10 + (11 - product) % 10


def read_typed_code(text: str) -> TypedCode | None:
    """The one code in a message, in any case, with or without marks and spaces; None when there is
    none, or more than one."""
    line = clean(text)
    folded = fold(line)
    if _NUMBER.fullmatch(folded):
        return TypedCode(None, _number(folded))
    codes = list(_CODE.finditer(folded))
    if len(codes) != 1:
        return None
    found = codes[0]
    # Rare letters are two when folded: then the places in the two texts are not the same.
    said = line if len(line) == len(folded) else folded
    rest = f"{said[: found.start()]} {said[found.end() :]}"
    is_alone = all(map(_POLITE.fullmatch, fold(rest).split()))
    kind = _WORDS[found[1]]
    return TypedCode(kind, _number(found[2]), "" if is_alone else " ".join(rest.split()))


def _number(digits: str) -> int:
    return int(digits.replace(" ", ""))
