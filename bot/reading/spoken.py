"""Numbers said in words: "mười lăm", "hăm mốt", "hai trăm mốt", "nghìn chín tám lăm"."""

from collections.abc import Sequence

from backend.vietnamese import fold, normal

_DIGITS = {
    0: "không",
    1: "một mốt",
    2: "hai",
    3: "ba",
    4: "bốn tư",
    5: "năm lăm nhăm",
    6: "sáu",
    7: "bảy bẩy",
    8: "tám",
    9: "chín",
}
_SCALES = {
    10**9: "tỷ tỉ",
    10**6: "triệu tr củ",
    10**3: "nghìn ngàn k",
    10**2: "trăm",
    10: "mười mươi chục",
}


def _with_bare(table: dict[int, str]) -> dict[str, int]:
    """Each word as written and, unless another has taken it, without its marks."""
    written = {normal(word): value for value, words in table.items() for word in words.split()}
    return {fold(word): value for word, value in written.items()} | written


DIGIT_WORDS = _with_bare(_DIGITS)
SCALE_WORDS = _with_bare(_SCALES)
_ODD = frozenset({"linh", "lẻ", "le"})
_HALF = frozenset({"rưỡi", "ruoi", "rưởi"})
_HALF_OF = frozenset({"nửa", "nua"})
ENDING_ONLY = frozenset({"mốt", "tư", "lăm", "nhăm", "lam", "nham"})
NUMBER_WORDS = (
    frozenset(DIGIT_WORDS) | frozenset(SCALE_WORDS) | _ODD | _HALF | _HALF_OF | {"hăm", "ham"}
)


def value_of(words: Sequence[str]) -> int | None:
    """The number that lower-case words (or digits) say together; None if they say none.

    After a scale word a single digit counts tenths of it: "hai trăm mốt" is 210, "triệu hai" is
    1,200,000, and likewise "bốn mươi lăm" is 45.
    """
    if not words:
        return None
    for scale in _SCALES:
        at = next((i for i, word in enumerate(words) if SCALE_WORDS.get(word) == scale), -1)
        if at >= 0:
            if at == 1 and words[0] in _HALF_OF:
                return scale // 2 if len(words) == 2 else None
            left = value_of(words[:at]) if at else 1
            right = _after(words[at + 1 :], scale)
            usable = left is not None and right is not None and right < scale
            return (left or 0) * scale + (right or 0) if usable else None
    if words[0] in ("hăm", "ham") and len(words) <= 2:
        rest = _one(words[1:]) if len(words) == 2 else 0
        return None if rest is None else 20 + rest
    return _one(words) if len(words) == 1 else _pair(words)


def _after(words: Sequence[str], scale: int) -> int | None:
    if not words:
        return 0
    if len(words) == 1 and words[0] in _HALF:
        return scale // 2
    if words[0] in _ODD:
        return value_of(words[1:])
    value = value_of(words)
    if value is None or len(words) > 1:
        return value
    if value < 10:
        return value * scale // 10
    # "2tr500" is two and a half million, "2tr50" nobody can tell.
    if scale == 10**6 and value < 1000:
        return value * 1000 if value >= 100 else None
    return value


def _one(words: Sequence[str]) -> int | None:
    (word,) = words
    return int(word) if word.isdecimal() else DIGIT_WORDS.get(word)


def _pair(words: Sequence[str]) -> int | None:
    """Digits side by side: "bốn lăm" is 45, "tám tư" 84, "một chín tám lăm" 1985."""
    digits = [DIGIT_WORDS.get(word) for word in words]
    if len(words) > 4 or None in digits or digits[0] == 0:
        return None
    return int("".join(map(str, digits)))


def may_be_two(words: Sequence[str]) -> bool:
    """Whether words like "hai ba" may be 23 or two numbers; "bốn lăm" is one for sure."""
    plain = len(words) > 1 and all(word in DIGIT_WORDS for word in words)
    return plain and words[-1] not in ENDING_ONLY
