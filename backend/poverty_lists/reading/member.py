"""Reads one member of a household, beside its head."""

from backend.poverty_lists.draft import ListMember
from backend.poverty_lists.reading.marks import is_blank, is_mark
from backend.poverty_lists.reading.person import name_of, read_person
from backend.poverty_lists.reading.problems import Kind
from backend.poverty_lists.reading.row_reader import RowReader


def read_member(cells: RowReader) -> ListMember | None:
    """The member of a row; `None`, and a problem, where it has no name."""
    named = name_of(cells)
    if not named.name:
        cells.report(Kind.MEMBER_NAME_MISSING, column=cells.layout.name)
        return None
    person = read_person(cells, needs_birth=False)
    return ListMember(
        row=cells.number,
        name=named.name,
        relation=cells.text("relation"),
        birth_raw=person.birth.raw,
        birth_date=person.birth.day,
        birth_year=person.birth.year,
        birth_precision=person.birth.precision,
        sex=person.sex,
        citizen_id=person.citizen_id.value,
        citizen_id_raw=person.citizen_id.raw,
        ethnicity=cells.text("ethnicity"),
        school_class=cells.text("school_class"),
        has_device=device_of(cells),
        note="; ".join(filter(None, [named.note, cells.text("note")])),
        raw=cells.raw_cells(),
    )


def device_of(cells: RowReader) -> bool | None:
    """Whether the column "Đã có thiết bị" says yes, no, or nothing."""
    if "has_device" not in cells.columns:
        return None
    content = cells.text("has_device")
    if is_mark(content):
        return True
    if not content.strip(" .-"):
        return False if cells.layout.ticks_device else None
    if is_blank(content):
        return False
    cells.report(Kind.DEVICE_UNCLEAR, "has_device")
    return None
