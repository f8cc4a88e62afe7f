"""What the file of public holidays may say. Anything else in it is refused."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

SATURDAY = 5
Words = Annotated[str, Field(min_length=1)]


class Strict(BaseModel):
    """No unknown keys."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Holiday(Strict):
    """One public holiday: on the same `day` ("24/11") of every year `since` one, or, for the lunar
    calendar, on listed `dates`, with so many days `before` and `after` each."""

    code: Words
    name: Words
    source: Words
    day: str = ""
    since: int = 1
    dates: tuple[date, ...] = ()
    before: int = Field(default=0, ge=0)
    after: int = Field(default=0, ge=0)

    @model_validator(mode="after")
    def _check(self) -> Self:
        if bool(self.day) is bool(self.dates):
            raise ValueError("expected either a day or dates")
        list(self.days(self.since))
        return self

    def days(self, year: int) -> Iterator[date]:
        """Its days in a year, weekends too; none where the listed dates do not reach."""
        if self.day and year >= self.since:
            day, month = map(int, self.day.split("/"))
            yield date(year, month, day)
        for middle in self.dates:
            if middle.year == year:
                first = middle - timedelta(days=self.before)
                yield from days_from(first, self.before + 1 + self.after)


class DaysOff(Strict):
    """A stretch on which offices are closed, both ends included, with more in it than the holidays
    themselves; and the Saturdays and Sundays that are worked in exchange."""

    name: Words
    first: date
    last: date
    source: Words
    worked_instead: tuple[date, ...] = ()

    @model_validator(mode="after")
    def _check(self) -> Self:
        if self.last < self.first:
            raise ValueError("expected the last day after the first")
        if any(day.weekday() < SATURDAY for day in self.worked_instead):
            raise ValueError("expected a Saturday or Sunday that is worked instead")
        return self

    def days(self) -> Iterator[date]:
        """Its days, weekends too."""
        return days_from(self.first, (self.last - self.first).days + 1)


class Calendar(Strict):
    """The file."""

    holidays: tuple[Holiday, ...]
    days_off: tuple[DaysOff, ...]

    @model_validator(mode="after")
    def _check(self) -> Self:
        if len({holiday.code for holiday in self.holidays}) < len(self.holidays):
            raise ValueError("expected every code once")
        return self


def days_from(first: date, count: int) -> Iterator[date]:
    """So many days, one after the other."""
    return (first + timedelta(days=number) for number in range(count))
