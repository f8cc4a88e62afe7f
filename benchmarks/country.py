"""What a commune, a province and the whole country would need: a model, not a measurement.

What a message, a family and a row cost comes from the other benchmarks; how many there are is assumed,
each figure with its source and how sure it is in `country.toml`. Costs are those of the machine on which
they were measured. The figures grow in proportion: what gets dearer with size is measured elsewhere
(`benchmarks.site`, `benchmarks.scaling`), and a lane of PostgreSQL is taken to cost what one of SQLite
does. Read the powers of ten, not the digits.

    python -m benchmarks.country [--measured OUTCOMES] [--quick] [--json]

prints Markdown. OUTCOMES holds what other benchmarks said with `--json`, one a line; without it
`benchmarks.week` is played in its small size for the costs, whose peak is too small to be taken.
"""

import argparse
import json
import logging
import math
import tomllib
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import structlog

from benchmarks import week
from benchmarks.keys import take_keys
from benchmarks.outcome import Outcome, number

FIGURES = Path(__file__).with_name("country.toml")
KIB_OF_GIB = 1024 * 1024


@dataclass(frozen=True)
class Figure:
    """A number that the model goes by. `outcome` names the measured one that replaces it."""

    key: str
    value: float
    unit: str
    source: str
    certainty: str
    outcome: str = ""


Figures = Mapping[str, Figure]


@dataclass(frozen=True)
class Place:
    """A part of the country, in equal shares, and the loads that follow for it."""

    name: str
    share: float
    figures: Figures

    def of(self, key: str) -> float:
        """A figure of the model."""
        return self.figures[key].value

    @property
    def communes(self) -> float:
        return self.of("communes") * self.share

    @property
    def families(self) -> float:
        return self.of("families") * self.share

    @property
    def listed(self) -> float:
        return self.of("listed") * self.share

    @property
    def in_busiest_week(self) -> float:
        """Messages that come in."""
        return self.families * self.of("busiest_week") * self.of("messages_in")

    @property
    def at_peak(self) -> float:
        """Messages a second that come in, in the busiest minute."""
        hour = self.in_busiest_week * self.of("busiest_hour") / 100
        return hour / 3600 * self.of("minute_over_hour")

    @property
    def sent_at_peak(self) -> float:
        """Messages a second that go out then."""
        return self.at_peak * self.of("messages_out") / self.of("messages_in")

    @property
    def on_zalo(self) -> float:
        """Families there."""
        return self.families * self.of("on_zalo") / 100

    @property
    def lanes(self) -> float:
        """Lanes that are busy at the peak."""
        return self.at_peak * self.of("lane_ms") / 1000

    @property
    def senders(self) -> float:
        """Senders that are busy at the peak."""
        return self.sent_at_peak * self.of("send_ms") / 1000

    @property
    def page_load(self) -> float:
        """Processes that are busy with officers' pages in working hours of the busiest week."""
        pages = self.families * self.of("busiest_week") * self.of("pages")
        return pages * self.of("page_ms") / 1000 / (self.of("hours") * 3600)

    @property
    def telegram_load(self) -> float:
        """Of one bot's limit, at the peak."""
        share = 1 - self.of("on_zalo") / 100
        return self.sent_at_peak * share / self.of("telegram_rate")

    @property
    def officers_load(self) -> float:
        """Of the officers' hours in the busiest week."""
        work = self.families * self.of("busiest_week") * self.of("minutes_of_officers") / 60
        return work / (self.communes * self.of("officers") * self.of("hours"))

    @property
    def notices_dong(self) -> float:
        """For what an Official Account charges in a campaign, its yearly price included."""
        notices = self.on_zalo * self.of("late_notices") * self.of("notice_dong")
        return notices + self.of("account_dong")

    def processes(self, busy: float) -> int:
        """How many keep some of their time free."""
        return max(1, math.ceil(busy / self.of("utilisation")))

    def stored(self, years: int) -> float:
        """GiB after so many yearly campaigns, if nothing were ever erased."""
        rows = self.listed * self.of("row_kib") * self.of("lists_a_year")
        return years * (rows + self.families * self.of("family_kib")) / KIB_OF_GIB

    def loads(self) -> Mapping[str, float]:
        """What is asked of the smallest installation, as a multiple of what it can do."""
        free = self.of("bot_quota")
        month = self.on_zalo * self.of("messages_out")
        return {
            "a free Zalo bot's messages of a month": month / free,
            "a free Zalo bot's people": self.on_zalo / self.of("bot_people"),
            "officers' time": self.officers_load,
            "one lane": self.lanes / self.of("utilisation"),
            "one sender": self.senders / self.of("utilisation"),
            "one process for pages": self.page_load / self.of("utilisation"),
            "one Telegram bot": self.telegram_load,
        }


Tell = Callable[[Place], float]
_ROWS: Sequence[tuple[str, str, Tell]] = (
    ("families that ask", "", lambda p: p.families),
    ("messages in, busiest week", "", lambda p: p.in_busiest_week),
    ("messages in, a day of that week", "", lambda p: p.in_busiest_week / 7),
    ("messages in at the peak", "a second", lambda p: p.at_peak),
    ("lanes busy at the peak", "", lambda p: p.lanes),
    ("web processes for messages", "", lambda p: p.processes(p.lanes)),
    ("web processes for officers' pages", "", lambda p: p.processes(p.page_load)),
    ("worker processes", "", lambda p: p.processes(p.senders)),
    ("Telegram bots", "", lambda p: math.ceil(p.telegram_load)),
    ("free Zalo bots by people", "", lambda p: math.ceil(p.on_zalo / p.of("bot_people"))),
    ("Official Account, a campaign", "million đồng", lambda p: p.notices_dong / 1e6),
    ("officers' time in the busiest week", "% of theirs", lambda p: p.officers_load * 100),
    ("reading all lists, one process", "s", lambda p: p.listed / p.of("rows_a_second")),
    ("database after a year", "GiB", lambda p: p.stored(1)),
    ("database after three years", "GiB", lambda p: p.stored(3)),
)


def measure(quick: bool) -> Iterator[Outcome]:
    """The model with the costs of a short week of its own; `quick` is no quicker."""
    yield from told(_places(_figures(_small_week())))


def _small_week() -> Iterator[Outcome]:
    return (outcome for outcome in week.measure(True) if outcome.name != week.PEAK_SHARE)


def told(places: Sequence[Place]) -> Iterator[Outcome]:
    """Each figure of each place, and what is too little first."""
    for place in places:
        for name, unit, tell in _ROWS:
            yield Outcome(f"{place.name}: {name}", tell(place), unit)
        for name, load in _tightest(place)[:1]:
            yield Outcome(f"{place.name}: first bottleneck", load, "times what it can", note=name)


def _tightest(place: Place) -> list[tuple[str, float]]:
    return sorted(place.loads().items(), key=lambda each: -each[1])


def _figures(outcomes: Iterable[Outcome]) -> Figures:
    """The assumed ones, with what was measured in their place."""
    found = {outcome.name: outcome.value for outcome in outcomes}
    rows = tomllib.loads(FIGURES.read_text(encoding="utf-8"))["figures"]
    assumed = [Figure(**row) for row in rows]
    return {
        one.key: replace(one, value=found[one.outcome], source="measured", certainty="measured")
        if one.outcome in found
        else one
        for one in assumed
    }


def _places(figures: Figures) -> Sequence[Place]:
    return (
        Place("commune", 1 / figures["communes"].value, figures),
        Place("province", 1 / figures["provinces"].value, figures),
        Place("country", 1, figures),
    )


def _markdown(places: Sequence[Place]) -> Iterator[str]:
    """The table, what gets tight in which order, and what it all rests on."""
    yield _line("", *(place.name for place in places))
    yield _line("---", *("---:" for _place in places))
    for name, unit, tell in _ROWS:
        label = f"{name}, {unit}" if unit else name
        yield _line(label, *(number(tell(place)) for place in places))
    yield ""
    for place in places:
        tight = (f"{name} ({number(load)})" for name, load in _tightest(place)[:4])
        yield f"{place.name}, as a multiple of the smallest installation: {', '.join(tight)}."
    yield ""
    yield _line("figure", "value", "source", "certainty")
    yield _line("---", "---:", "---", "---")
    for one in places[0].figures.values():
        yield _line(one.unit, number(one.value), one.source, one.certainty)


def _line(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


def main() -> None:
    """Prints the tables, or the outcomes one a line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--measured", type=Path)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    take_keys()
    warnings.simplefilter("ignore")
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
    if arguments.measured:
        lines = arguments.measured.read_text(encoding="utf-8").splitlines()
        outcomes = iter([Outcome(**json.loads(one)) for one in lines if one.strip()])
    else:
        outcomes = _small_week()
    places = _places(_figures(outcomes))
    if arguments.json:
        print("\n".join(json.dumps(asdict(outcome)) for outcome in told(places)))
    else:
        print("\n".join(_markdown(places)))


if __name__ == "__main__":
    main()
