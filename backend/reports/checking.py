"""Whether every number and table that a programme's file names exists."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from backend.errors import Invalid
from backend.figures.catalogue import figures
from backend.figures.counting import AREA
from backend.programmes.schema import Programme
from backend.programmes.service import CATALOGUE, read_programme
from backend.reports.tables import known
from backend.reports.writing import FACTS, is_free, placeholders


def check_catalogue(folder: Path = CATALOGUE) -> None:
    """Raises `Invalid` for the first fault of any file, with file, line and what was expected. Counts
    of an area may be those of another file."""
    files = {path: read_programme(path) for path in sorted(folder.glob("*.toml"))}
    areas = {each.code for programme in files.values() for each in programme.area_counts}
    for path, programme in files.items():
        for name, place, expected in faults(programme, areas):
            line = _line(path.read_text("utf-8"), place, name)
            raise Invalid(f"{path.name}{line}: {place}: {name!r} {expected}")


def faults(programme: Programme, areas: Iterable[str]) -> Iterator[tuple[str, str, str]]:
    """Each name that leads nowhere: the name, the key that has it, and what was expected."""
    countable = {*figures(), *(AREA + code for code in areas)}
    figure = "is no figure of backend/figures/catalogue.py and no area- of an [[area_counts]]"
    for target in programme.targets:
        for key, code in (("reached", target.reached), ("out_of", target.out_of)):
            if code and code not in countable:
                yield code, f"targets.{key}", figure
    for title in programme.titles:
        if AREA + title.out_of not in countable:
            yield title.out_of, "titles.out_of", "is no code of an [[area_counts]]"
    for report in programme.reports:
        headings = [part.heading for part in report.parts if part.heading]
        for heading in {each for each in headings if headings.count(each) > 1}:
            yield heading, "reports.parts.heading", "stands twice; typed words are kept by heading"
        for part in report.parts:
            for code in part.figures:
                if code not in countable:
                    yield code, "reports.parts.figures", figure
            for code in placeholders(part.text):
                if code not in countable and code not in FACTS:
                    expected = f"{figure}, and none of {', '.join(FACTS)}"
                    yield code, "reports.parts.text", expected
            if part.table and part.table not in known():
                yield part.table, "reports.parts.table", f"is none of {', '.join(known())}"
            if is_free(part) and not part.heading:
                yield "", "reports.parts.heading", "is needed where an officer writes the part"


def _line(text: str, place: str, name: str) -> str:
    """The first line that has the name behind its key or in a list; "" when it stands nowhere."""
    key = place.rpartition(".")[2]
    table = f"[[{place.rpartition('.')[0]}]]"
    inside, behind = False, False
    for number, line in enumerate(text.splitlines(), 1):
        bare = line.strip()
        if bare.startswith("["):
            inside, behind = bare.startswith(table), False
            if inside and not name:
                return f", line {number}"
        elif inside:
            behind = bare.startswith(key) or (behind and "=" not in bare.partition('"')[0])
            if behind and name and name in bare:
                return f", line {number}"
    return ""
