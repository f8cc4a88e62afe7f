"""Years as people write and say them: "2012", "85", "hai không mười hai", "năm ngoái"."""

from bot.reading.spoken import value_of

EARLIEST, LATEST = 1900, 2100
RELATIVE = {"nay": 0, "ngoai": -1, "truoc": -1, "roi": -1, "kia": -2}
_MOST_WORDS = 8  # "một nghìn chín trăm tám mươi lăm" has seven
_CENTURIES = (19, 20)


def full_year(two_digits: int, this_year: int) -> int:
    """Not after this year: in 2026 "26" is 2026 and "27" is 1927."""
    century = this_year - this_year % 100
    return two_digits + (century if two_digits <= this_year % 100 else century - 100)


def _in_halves(words: list[str]) -> int | None:
    """Century and year: "hai không mười hai" is 20 and 12, "mười chín tám lăm" 19 and 85."""
    for at in range(1, len(words)):
        century, rest = value_of(words[:at]), value_of(words[at:])
        if century in _CENTURIES and rest is not None and 0 < rest < 100:
            return century * 100 + rest
    return None


def year_of(text: str, this_year: int) -> int | None:
    """The year that unmarked lower-case words say; None if none between 1900 and 2100."""
    if text in RELATIVE:
        return this_year + RELATIVE[text]
    words = text.split()
    if text.isdecimal() and len(text) == 3:
        return None  # "014": a digit is missing
    if len(words) > _MOST_WORDS:
        return None
    halves = _in_halves(words) if len(words) > 1 else None
    year = halves or value_of(words)
    if year is None:
        return None
    if year < 100:
        # "năm 5" and "sinh năm" say no year; "05" does.
        return (
            full_year(year, this_year)
            if year > 9 or (text.startswith("0") and len(text) == 2)
            else None
        )
    return year if EARLIEST <= year <= LATEST else None
