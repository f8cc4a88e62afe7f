"""The tables that a programme's report may name. Each package registers its own by one line in
`TABLES`, or in `OF_PROGRAMME` where other programmes have rows too; `GENERIC` are made from the part of
the report itself."""

from collections.abc import Callable, Mapping, Sequence

from sqlalchemy.orm import Session

from backend.coverage import report_tables as coverage
from backend.figures.rules import Period
from backend.gifts import report_tables as gifts
from backend.learning_titles import report_tables as learning_titles
from backend.need_surveys import report_tables as need_surveys
from backend.officers.models import Officer
from backend.papers.shapes import Paragraph, Table
from backend.posts import report_tables as posts
from backend.programmes.sections import ReportPart
from backend.public_computers import report_tables as public_computers
from backend.reports import generic_tables
from backend.reports.looking import Look
from backend.school_needs import report_tables as school_needs
from backend.support_requests import report_tables as requests

Contents = Sequence[Table | Paragraph]

TABLES: Mapping[str, Callable[[Session, Officer, Period], Contents]] = {
    **coverage.TABLES,
    **need_surveys.TABLES,
    **public_computers.TABLES,
    **school_needs.TABLES,
    **learning_titles.TABLES,
}
OF_PROGRAMME: Mapping[str, Callable[[Session, Officer, Period, str], Contents]] = {
    **gifts.OF_PROGRAMME,
    **posts.OF_PROGRAMME,
}
GENERIC: Mapping[str, Callable[[Look, ReportPart], Contents]] = {
    "by_unit": generic_tables.by_unit,
    "targets": generic_tables.targets,
    "results_by_source": requests.results_by_source,
}


def known() -> Sequence[str]:
    """Every name that a file may use."""
    return sorted([*TABLES, *OF_PROGRAMME, *GENERIC])


def table(look: Look, part: ReportPart) -> Contents:
    """What the part's table says; nothing for a part without one."""
    if part.table in GENERIC:
        return GENERIC[part.table](look, part)
    if part.table in OF_PROGRAMME:
        narrowed = OF_PROGRAMME[part.table]
        return narrowed(look.session, look.officer, look.period, look.programme.code)
    if part.table in TABLES:
        return TABLES[part.table](look.session, look.officer, look.period)
    return ()
