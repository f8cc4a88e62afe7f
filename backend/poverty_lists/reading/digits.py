"""Digits that are typed in unusual ways: full-width ones, and letters that look like digits."""

import re

_FULL_WIDTH = {ord("０") + digit: str(digit) for digit in range(10)} | {
    ord("／"): "/",
    ord("．"): ".",
}
_LETTERS = str.maketrans("OoIl", "0011")
# "198O", "O46085001234", "l5/3/1985": letters among digits, never a word.
_MIXED = re.compile(r"(?<![^\W\d_])(?=[OoIl]*\d)[\dOoIl]*[OoIl][\dOoIl]*(?![^\W\d_])")


def plain_digits(content: str) -> str:
    """`content` with ordinary digits: "１９８５" -> "1985"."""
    return content if content.isascii() else content.translate(_FULL_WIDTH)


def without_letters(content: str) -> str:
    """`content` with 0 for O and 1 for l wherever they stand among digits."""
    if content.isdecimal():
        return content
    return _MIXED.sub(lambda found: found[0].translate(_LETTERS), content)
