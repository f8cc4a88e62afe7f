"""Notices, while the rows go by, that Excel took days of birth for months."""

from datetime import date

from backend.poverty_lists.reading.cells import text
from backend.poverty_lists.reading.formats.content import Value

_LAST_MONTH = 12
_ENOUGH = 2


class BirthDates:
    """What the cells under the births of a sheet were: dates, or texts that are none to Excel."""

    def __init__(self) -> None:
        self._dates = 0
        self._late_days = False
        self._left_as_text = False

    def look(self, value: Value) -> None:
        """One cell."""
        if isinstance(value, date):
            self._dates += 1
            self._late_days = self._late_days or value.day > _LAST_MONTH
        elif isinstance(value, str) and not self._left_as_text:
            parts = text(value).split("/")
            if len(parts) == 3 and parts[0].isdecimal():
                self._left_as_text = int(parts[0][:4]) > _LAST_MONTH

    @property
    def are_swapped(self) -> bool:
        """An Excel set to American dates takes 3/5 for 5 March and leaves 15/3 as a text."""
        return self._dates >= _ENOUGH and not self._late_days and self._left_as_text
