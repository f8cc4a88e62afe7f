"""Reads one household row into a `ListRow`, or reports why it is left out."""

import re
from dataclasses import dataclass

from backend.poverty_lists.draft import ListRow, Sex, Standing
from backend.poverty_lists.reading.births import Birth, read_birth
from backend.poverty_lists.reading.cells import text, words
from backend.poverty_lists.reading.citizen_ids import card_of, read_citizen_id
from backend.poverty_lists.reading.names import read_head_name
from backend.poverty_lists.reading.problems import Kind
from backend.poverty_lists.reading.row_reader import RowReader
from backend.poverty_lists.reading.row_standing import read_standing
from backend.poverty_lists.reading.standings import Class, is_blank, is_mark
from backend.poverty_lists.reading.workbook import Value

_SEXES = {"nam": Sex.MALE, "1": Sex.MALE, "nu": Sex.FEMALE, "2": Sex.FEMALE}
_MOST_MEMBERS = 40
_MOST_POINTS = 1_000
_POOR_FROM = 30  # điểm B, TT 07/2021/TT-BLĐTBXH
_HIGHEST_INCOME = 175  # điểm A of a town; 140 in the country
_POINTS_OF_ONE = "10"  # some lists write the points of an indicator instead of a mark
_OTHER_UNIT = re.compile(r"(?:xã|phường|thị trấn|huyện|quận|tỉnh|thành phố|tp)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What rows above, or the sheet, say of a household that does not say it itself."""

    standing: Class | None = None
    hamlet: str = ""
    hamlet_above: str = ""


def read_household(cells: RowReader, around: Surroundings) -> ListRow | None:
    """The household of a row; `None` where it is refused. What is wrong goes to `cells.problems`."""
    if words(cells.text("relation")) not in ("", "chu ho"):
        cells.report(Kind.MEMBER_ROW, "relation")
        return None
    head = read_head_name(cells.text("head_name"))
    cells.report(None if head.name else Kind.NAME_MISSING, "head_name")
    cells.report(Kind.NAME_NOTE if head.telling else None, "head_name")
    standing = read_standing(cells, around.standing)
    if not head.name or standing is None:
        return None
    birth, sex = _birth_and_sex(cells)
    household = ListRow(
        sheet=cells.sheet,
        row=cells.row.number,
        head_name=head.name,
        standing=standing,
        hamlet=_hamlet(cells, around),
        birth_raw=birth.raw,
        birth_date=birth.day,
        birth_year=birth.year,
        birth_precision=birth.precision,
        sex=sex,
        ethnicity=cells.text("ethnicity"),
        member_count=cells.number("member_count", Kind.MEMBER_COUNT_UNREADABLE, _MOST_MEMBERS),
        deprivations=_deprivations(cells),
        note="; ".join(filter(None, [head.note, cells.text("note")])),
        raw=cells.raw_cells(),
    )
    return _with_points(cells, _with_citizen_id(cells, household))


def _hamlet(cells: RowReader, around: Surroundings) -> str:
    parts = [part.strip() for part in cells.text("hamlet").split(",")]
    own = ", ".join(part for part in parts if part and not _OTHER_UNIT.match(part))
    if own or around.hamlet:
        return own or around.hamlet
    found = around.hamlet_above
    cells.report(Kind.HAMLET_FROM_ABOVE if found else Kind.HAMLET_MISSING, "hamlet")
    return found


def _birth_and_sex(cells: RowReader) -> tuple[Birth, Sex | None]:
    """Sex is told by its own column, or by which of the columns Nam and Nữ is filled."""
    birth = read_birth(_whole_date(cells), cells.today)
    sex = _SEXES.get(words(cells.text("sex")))
    if sex is None and not is_blank(cells.text("sex")):
        cells.report(Kind.SEX_UNREADABLE, "sex")
    filled = [name for name in ("male", "female") if not is_blank(cells.text(name))]
    if len(filled) == 2:
        cells.report(Kind.BIRTH_TWICE, "male")
        both = f"{cells.text('male')}; {cells.text('female')}"
        return (birth if birth.raw else Birth(raw=both)), sex
    for name in filled:
        sex = Sex(name)
        if not is_mark(cells.text(name)) and not birth.raw:
            birth = read_birth(cells.value(name), cells.today)
    cells.report(birth.problem if birth.raw else Kind.BIRTH_MISSING, (filled or ["birth"])[0])
    return birth, sex


def _whole_date(cells: RowReader) -> Value | None:
    if "birth_month" not in cells.header.fields:
        return cells.value("birth")
    parts = [cells.text(name) for name in ("birth_day", "birth_month", "birth_year")]
    return "/".join(part or "0" for part in parts) if parts[2] else None


def _with_citizen_id(cells: RowReader, household: ListRow) -> ListRow:
    found = read_citizen_id(cells.value("citizen_id"), cells.today)
    cells.report(found.problem, "citizen_id")
    if card := card_of(found.value):
        other_sex = household.sex and household.sex != card.gender
        other_year = household.birth_year and household.birth_year != card.birth_year
        cells.report(Kind.CITIZEN_ID_DISAGREES if other_sex or other_year else None, "citizen_id")
    return household._replace(citizen_id=found.value, citizen_id_raw=found.raw)


def _with_points(cells: RowReader, household: ListRow) -> ListRow:
    income = cells.number("income_points", Kind.POINTS_UNREADABLE, _MOST_POINTS)
    deprivation = cells.number("deprivation_points", Kind.POINTS_UNREADABLE, _MOST_POINTS)
    poor = household.standing is Standing.POOR
    if deprivation is not None and poor != (deprivation >= _POOR_FROM):
        cells.report(Kind.POINTS_CONTRADICT, "deprivation_points")
    elif income is not None and income > _HIGHEST_INCOME:
        cells.report(Kind.POINTS_CONTRADICT, "income_points")
    return household._replace(income_points=income, deprivation_points=deprivation)


def _deprivations(cells: RowReader) -> tuple[str, ...]:
    found = []
    for column, name in cells.header.indicators.items():
        content = text(cells.row.cells.get(column))
        if is_mark(content) or content == _POINTS_OF_ONE:
            found.append(name)
        elif not is_blank(content):
            cells.report(Kind.MARK_UNCLEAR, name)
    listed = re.split(r"[,;+]", cells.text("deprivations"))
    return (*found, *(part.strip() for part in listed if part.strip()))
