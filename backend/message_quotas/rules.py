"""When somebody has to know how much of a month's messages is used up."""

WARNED_AT = (80, 95, 100)  # percent


def level(pieces: int, quota: int) -> int:
    """The highest of `WARNED_AT` that is reached; 0 below all."""
    return max((percent for percent in WARNED_AT if pieces * 100 >= quota * percent), default=0)
