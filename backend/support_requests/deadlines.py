"""Counting working days, in which the programmes give their deadlines."""

from datetime import date, timedelta

SATURDAY = 5


def working_days(since: date, until: date) -> int:
    """Monday to Friday after `since` up to and including `until`. Public holidays are counted too:
    they are set anew each year, and a day too many only makes a file look more urgent."""
    weeks, rest = divmod(max((until - since).days, 0), 7)
    tail = (since + timedelta(days=number) for number in range(1, rest + 1))
    return weeks * 5 + sum(day.weekday() < SATURDAY for day in tail)
