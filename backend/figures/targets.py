"""The targets of programmes beside what was reached."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from sqlalchemy.orm import Session

from backend import clock
from backend.figures.counting import Number, numbers
from backend.figures.narrowing import Narrowing
from backend.figures.rules import Period
from backend.i18n import N_, _
from backend.officers.models import Officer
from backend.programmes.schema import Programme, Target
from backend.public_computers.rules import growth, percent_words

LONGEST_GROWTH = timedelta(days=366)  # a longer period is not held against the year before it


class Verdict(StrEnum):
    """How a target stands."""

    REACHED = "reached"
    ABOVE = "above"
    BELOW = "below"
    UNKNOWN = "unknown"
    NOTHING = "nothing"

    @property
    def label(self) -> str:
        """As officers read it."""
        return _(_VERDICTS[self])


_VERDICTS = {
    Verdict.REACHED: N_("Đạt"),
    Verdict.ABOVE: N_("Vượt mục tiêu"),
    Verdict.BELOW: N_("Chưa đạt"),
    Verdict.UNKNOWN: N_("Chưa đủ số để kết luận"),
    Verdict.NOTHING: N_("Chưa có gì để đo"),
}


@dataclass(frozen=True)
class Reached:
    """A target of `programme`, how many have what it wants, and out of how many, None where the
    programme names no number for it; of a growth `out_of` is of the year before. The numbers open to
    what they count."""

    programme: Programme
    target: Target
    reached: Number | None
    out_of: Number | None

    @property
    def percent(self) -> int | None:
        """Rounded down: 99.9 is not all. None without anybody to reach, and while one of the two
        numbers is not known."""
        tenths = self._tenths
        return None if tenths is None else tenths // 10

    @property
    def share(self) -> str:
        """ "75%", of a growth "tăng 6,2 %" or "giảm 3 %"; "" where it cannot be told."""
        tenths = self._tenths
        if tenths is None:
            return ""
        if self.target.kind == "share":
            return f"{self.percent}%"
        words = _("tăng {share}") if tenths >= 0 else _("giảm {share}")
        return words.format(share=percent_words(abs(tenths)))

    @property
    def wanted(self) -> str:
        """ "70%", of a growth "tăng 5-7%"."""
        if self.target.kind == "share":
            return f"{self.target.percent}%"
        upto = f"-{self.target.percent_to}" if self.target.percent_to else ""
        return _("tăng {percent}% so với cùng kỳ năm trước").format(
            percent=f"{self.target.percent}{upto}"
        )

    @property
    def missing(self) -> str:
        """What nobody has counted: as the programme says, and numbers of the area that are not
        entered for the year."""
        unknown = [
            _("Chưa nhập: {name} ({about}).").format(name=number.title, about=number.about)
            for number in (self.reached, self.out_of)
            if number and number.count is None
        ]
        counted = self.target.until_counted and self.out_of and self.out_of.count
        return " ".join(filter(None, ["" if counted else self.target.missing, *unknown]))

    @property
    def verdict(self) -> Verdict:
        """Never reached without its whole denominator; of nothing neither reached nor missed."""
        tenths = self._tenths
        if self.missing:
            return Verdict.UNKNOWN
        if tenths is None:
            return Verdict.NOTHING
        if tenths < self.target.percent * 10:
            return Verdict.BELOW
        upto = self.target.percent_to
        return Verdict.ABOVE if upto and tenths > upto * 10 else Verdict.REACHED

    @property
    def is_reached(self) -> bool:
        """Whether it has what it wants, or more."""
        return self.verdict in (Verdict.REACHED, Verdict.ABOVE)

    @property
    def _tenths(self) -> int | None:
        if self.reached is None or self.reached.count is None:
            return None
        if self.out_of is None or not self.out_of.count:
            return None
        if self.target.kind == "growth":
            return growth(self.reached.count, self.out_of.count)
        return min(self.reached.count * 1000 // self.out_of.count, 1000)


def reached(
    session: Session, officer: Officer, narrowed: Narrowing, programmes: Sequence[Programme]
) -> Iterator[Reached]:
    """Every target of these programmes, in the unit and period that are looked at."""
    for programme in programmes:
        if programme.targets:
            own = narrowed.having(programme=programme.code)
            growing = own.having(period=comparable(own.period, clock.today()))
            found = {
                "share": _numbers(session, officer, own, programme, "share"),
                "growth": _numbers(session, officer, growing, programme, "growth"),
            }
            for target in programme.targets:
                counted = found[target.kind]
                yield Reached(
                    programme,
                    target,
                    counted[target.reached] if target.reached else None,
                    counted[target.out_of] if target.out_of else None,
                )


def comparable(period: Period, today: date) -> Period:
    """The days of a period that can be held against the same days a year before: none that are still
    to come, and of a longer period those of its last year."""
    until = min(period.until or today, today)
    first = date(until.year, 1, 1)
    since = period.since if period.since and period.since <= until else first
    return Period(since if until - since < LONGEST_GROWTH else first, until)


def _numbers(
    session: Session, officer: Officer, narrowed: Narrowing, programme: Programme, kind: str
) -> Mapping[str, Number]:
    of_kind = [target for target in programme.targets if target.kind == kind]
    codes = [code for each in of_kind for code in (each.reached, each.out_of) if code]
    return numbers(session, officer, narrowed, codes) if codes else {}
