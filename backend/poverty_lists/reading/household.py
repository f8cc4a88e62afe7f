"""Reads one row of a head of household into a `ListRow`, or reports why it is left out."""

import re

from backend.poverty_lists.draft import ListMember, ListRow, Standing
from backend.poverty_lists.reading.cells import text
from backend.poverty_lists.reading.information import lacks_information
from backend.poverty_lists.reading.marks import is_blank, is_mark
from backend.poverty_lists.reading.person import name_of, read_person
from backend.poverty_lists.reading.phones import read_phone
from backend.poverty_lists.reading.place import read_place
from backend.poverty_lists.reading.problems import Kind
from backend.poverty_lists.reading.row_reader import RowReader
from backend.poverty_lists.reading.row_standing import read_standing
from backend.poverty_lists.reading.surroundings import Surroundings

_MOST_MEMBERS = 40
_MOST_POINTS = 1_000
_POOR_FROM = 30  # điểm B, TT 07/2021/TT-BLĐTBXH
_HIGHEST_INCOME = 175  # điểm A of a town; 140 in the country
_POINTS_OF_ONE = "10"  # some lists write the points of an indicator instead of a mark
_BETWEEN = re.compile(r"[,;+/]")


def read_household(
    cells: RowReader,
    around: Surroundings,
    name: str = "",
    members: tuple[ListMember, ...] = (),
) -> ListRow | None:
    """The household of a row; `None` where it is refused. What is wrong goes to `cells.problems`.
    `name` is the field of the head's name, where the table's people are not its heads."""
    head = name_of(cells, name)
    if not head.name:
        cells.report(Kind.NAME_MISSING, name or "head_name")
    elif head.problem:
        cells.report(head.problem, name or "head_name")
    layout = cells.layout
    standing = cells.remembered(read_standing, layout.classes, around.standing)
    if not head.name or standing is None:
        return None
    person = read_person(cells)
    hamlet, commune = cells.remembered(read_place, layout.place_columns, around)
    columns = cells.columns
    count, income, deprivation = cells.remembered(_figures, layout.figure_columns, standing)
    note = cells.text("note")
    deprivations = _deprivations(cells) if layout.tells_deprivations else ()
    return ListRow(
        cells.sheet,
        cells.number,
        head.name,
        standing,
        commune,
        hamlet,
        person.birth.raw,
        person.birth.day,
        person.birth.year,
        person.birth.precision,
        person.sex,
        person.citizen_id.value,
        person.citizen_id.raw,
        cells.text("ethnicity") if "ethnicity" in columns else "",
        phone_of(cells) if "phone" in columns else "",
        count,
        income,
        deprivation,
        deprivations,
        lacks_information(cells, deprivations),
        f"{head.note}; {note}" if head.note and note else head.note or note,
        cells.raw_cells(),
        members,
    )


def phone_of(cells: RowReader) -> str:
    """The phone of a row in ten digits; empty where there is none."""
    phone = read_phone(cells.value("phone"))
    if phone is None and not is_blank(cells.text("phone")):
        cells.report(Kind.PHONE_UNREADABLE, "phone")
    return phone or ""


def _figures(cells: RowReader, standing: Standing) -> tuple[int | None, int | None, int | None]:
    """How many people, and the two figures of points."""
    count = cells.whole_number("member_count", Kind.MEMBER_COUNT_UNREADABLE, _MOST_MEMBERS)
    return count, *_points(cells, standing)


def _points(cells: RowReader, standing: Standing) -> tuple[int | None, int | None]:
    columns = cells.columns
    if "income_points" not in columns and "deprivation_points" not in columns:
        return None, None
    income = cells.whole_number("income_points", Kind.POINTS_UNREADABLE, _MOST_POINTS)
    deprivation = cells.whole_number("deprivation_points", Kind.POINTS_UNREADABLE, _MOST_POINTS)
    poor = standing is Standing.POOR
    listed = poor or standing is Standing.NEAR_POOR
    if listed and deprivation is not None and poor != (deprivation >= _POOR_FROM):
        cells.report(Kind.POINTS_CONTRADICT, "deprivation_points")
    elif listed and income is not None and income > _HIGHEST_INCOME:
        cells.report(Kind.POINTS_CONTRADICT, "income_points")
    return income, deprivation


def _deprivations(cells: RowReader) -> tuple[str, ...]:
    found = []
    for column, name in cells.layout.indicators:
        if column not in cells.cells:
            continue
        content = text(cells.cells[column])
        if is_mark(content) or content == _POINTS_OF_ONE:
            found.append(name)
        elif not is_blank(content):
            cells.report(Kind.MARK_UNCLEAR, column=column)
    if "deprivations" in cells.columns:
        listed = _BETWEEN.split(cells.text("deprivations"))
        found += (part.strip() for part in listed if not is_blank(part))
    return tuple(found)
