"""A programme's report with its figures: what is read, before it is a paper."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from string import Formatter

from backend.administrative_units.models import AdministrativeUnit
from backend.figures.counting import Number, numbers
from backend.figures.rules import Period
from backend.i18n import _
from backend.papers.printed import shown
from backend.papers.shapes import Paragraph, Table
from backend.programmes.sections import Report, ReportPart
from backend.reports.looking import Look
from backend.reports.tables import table


@dataclass(frozen=True)
class WrittenPart:
    """One part: its words with the figures put in, a line for each figure, its tables. A `free` one
    has nothing to count: what it says, an officer types."""

    heading: str
    text: str = ""
    numbers: Sequence[Number] = ()
    contents: Sequence[Table | Paragraph] = ()
    free: bool = False

    @property
    def key(self) -> str:
        """Under which typed words are kept: the heading, which stays when parts change places."""
        return self.heading


def written(look: Look, report: Report, typed: Mapping[str, str]) -> Sequence[WrittenPart]:
    """The parts in the document's order, with what an officer typed for them. A part can have typed
    words besides its own: they stand behind it."""
    counted = numbers(look.session, look.officer, look.narrowed, codes_of(report))
    facts = _facts(look) | {code: _told(number) for code, number in counted.items()}
    return [_part(look, part, counted, facts, typed) for part in report.parts]


def codes_of(report: Report) -> Sequence[str]:
    """Every number that the report names, in its lines and inside its words."""
    in_words = [name for part in report.parts for name in placeholders(part.text)]
    in_lines = [code for part in report.parts for code in part.figures]
    return [code for code in (*in_words, *in_lines) if code not in FACTS]


def placeholders(text: str) -> Sequence[str]:
    """What stands in braces; "{" for braces that do not close."""
    try:
        pieces = list(Formatter().parse(text))
    except ValueError:
        return ["{"]
    return [f"{name}{spec}{how or ''}" for _words, name, spec, how in pieces if name is not None]


def is_free(part: ReportPart) -> bool:
    """Whether an officer has to write the part."""
    return not (part.text or part.figures or part.table)


def period_words(period: Period) -> str:
    """ "từ ngày 01/01/2026 đến ngày 31/12/2026"."""
    return _("từ ngày {since} đến ngày {until}").format(
        since=shown(period.since), until=shown(period.until)
    )


FACTS = ("unit", "period", "year")  # what words may speak of besides figures


def _facts(look: Look) -> dict[str, str]:
    unit = look.session.get_one(AdministrativeUnit, look.officer.unit_id)
    year = str(look.period.until.year) if look.period.until else ""
    return {"unit": unit.full_name, "period": period_words(look.period), "year": year}


def _told(number: Number) -> str:
    return _("(chưa có số)") if number.count is None else shown(number.count)


def _part(
    look: Look,
    part: ReportPart,
    counted: Mapping[str, Number],
    facts: Mapping[str, str],
    typed: Mapping[str, str],
) -> WrittenPart:
    # The table of units has the figures as its columns; lines would say them twice.
    in_lines = part.figures if part.table != "by_unit" else ()
    words = part.text.format_map(facts)
    return WrittenPart(
        part.heading,
        "\n".join(filter(None, [words, typed.get(part.heading, "")])),
        [counted[code] for code in in_lines],
        table(look, part),
        is_free(part),
    )
