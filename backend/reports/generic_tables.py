"""Tables that any programme's report can have: its figures unit by unit, and its targets."""

from collections.abc import Sequence

from backend import clock
from backend.administrative_units.models import UnitId
from backend.administrative_units.tree import Unit, tree
from backend.figures.counting import Number, numbers, numbers_below
from backend.figures.tables import by_name
from backend.figures.targets import Reached, reached
from backend.i18n import _
from backend.papers.shapes import Cell, Column, Paragraph, Table
from backend.programmes.sections import ReportPart
from backend.reports.looking import Look, Opened

MOST_UNITS = 200  # of a table; a province has fewer communes


def cell(number: Number) -> Cell:
    """A number as a cell that opens; room where nobody has entered it."""
    return _("chưa có") if number.count is None else Opened(number.count, number.address)


def by_unit(look: Look, part: ReportPart) -> Sequence[Table | Paragraph]:
    """The part's figures as columns, the units right below as rows, and the unit itself as the sum.
    What is in none of those units has a row of its own, so that the rows add up."""
    session, officer, narrowed = look.session, look.officer, look.narrowed
    whole = numbers(session, officer, narrowed, part.figures)
    ordered = [whole[code] for code in part.figures]
    below = _below(look, officer.unit_id)
    counts = numbers_below(session, officer, narrowed, part.figures, [unit.id for unit in below])
    lines = [(unit.full_name, counts[unit.id]) for unit in below]
    rows: list[Sequence[Cell]] = [
        (at, name, *(cell(found[code]) for code in part.figures))
        for at, (name, found) in enumerate(lines, start=1)
    ]
    rest = [_rest(number, [found[number.code] for _name, found in lines]) for number in ordered]
    if lines and any(rest):
        rows.append(("", _("Chưa rõ thôn, xã"), *rest))
    rows.append(("", _("Tổng cộng"), *(cell(number) for number in ordered)))
    columns = (
        Column(_("STT"), 5, centred=True),
        Column(_("Đơn vị"), 24),
        *(Column(" ".join([n.title, n.about]).strip(), 11, centred=True) for n in ordered),
    )
    return (Table(columns, rows),)


def _below(look: Look, unit_id: int) -> Sequence[Unit]:
    today = clock.today()
    below = tree(look.session).below.get(UnitId(unit_id), ())
    return sorted((unit for unit in below if unit.exists(today)), key=by_name)[:MOST_UNITS]


def _rest(whole: Number, parts: Sequence[Number]) -> int:
    """What is in none of the parts. Of an area that is not looked at: its own entry comes first."""
    if whole.about or whole.count is None:
        return 0
    return whole.count - sum(part.count or 0 for part in parts)


def targets(look: Look, _part: ReportPart) -> Sequence[Table | Paragraph]:
    """Every target of the programme in its own words, what was reached, and what nobody has counted.
    Of a growth the second number is that of the year before."""
    found = reached(look.session, look.officer, look.narrowed, [look.programme])
    columns = (
        Column(_("STT"), 5, centred=True),
        Column(_("Mục tiêu"), 30),
        Column(_("Đã đạt"), 9, centred=True),
        Column(_("Trên tổng, hoặc năm trước"), 10, centred=True),
        Column(_("Tỷ lệ, mức tăng"), 9, centred=True),
        Column(_("Kết luận"), 24),
    )
    return (Table(columns, [_target(at, one) for at, one in enumerate(found, start=1)]),)


def _target(at: int, one: Reached) -> Sequence[Cell]:
    words = _("{name} (mục tiêu {wanted})").format(name=one.target.name, wanted=one.wanted)
    return (
        at,
        words,
        cell(one.reached) if one.reached else "–",
        cell(one.out_of) if one.out_of else "–",
        one.share or "–",
        ". ".join(filter(None, [one.verdict.label, one.missing])),
    )
