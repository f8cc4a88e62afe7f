"""Reads one row of a school's list: the pupil is the one member, the parent named is the head."""

from backend.poverty_lists.draft import ListMember, ListRow, Standing
from backend.poverty_lists.reading.cells import text
from backend.poverty_lists.reading.household import phone_of
from backend.poverty_lists.reading.marks import is_blank, is_mark
from backend.poverty_lists.reading.member import device_of
from backend.poverty_lists.reading.names import read_name
from backend.poverty_lists.reading.person import name_of, read_person
from backend.poverty_lists.reading.place import read_address
from backend.poverty_lists.reading.problems import Kind
from backend.poverty_lists.reading.row_reader import RowReader
from backend.poverty_lists.reading.standings import LISTED, read_class
from backend.poverty_lists.reading.surroundings import Surroundings

_PARENTS = ("parent_name", "father_name", "mother_name")


def read_pupil(cells: RowReader, around: Surroundings) -> ListRow | None:
    """The household of a pupil; `None`, and a problem, where the pupil has no name."""
    named = name_of(cells)
    if not named.name:
        cells.report(Kind.PUPIL_NAME_MISSING, column=cells.layout.name)
        return None
    person = read_person(cells)
    parents = _parents(cells)
    standing, said = _standing(cells, around.standing)
    notes = [named.note, said, "; ".join(parents[1:]), cells.text("note")]
    hamlet, commune = read_address(cells.text("hamlet"))
    ethnicity = cells.text("ethnicity")
    pupil = ListMember(
        row=cells.number,
        name=named.name,
        birth_raw=person.birth.raw,
        birth_date=person.birth.day,
        birth_year=person.birth.year,
        birth_precision=person.birth.precision,
        sex=person.sex,
        citizen_id=person.citizen_id.value,
        citizen_id_raw=person.citizen_id.raw,
        ethnicity=ethnicity,
        school_class=cells.text("school_class") or around.school_class,
        has_device=device_of(cells),
    )
    return ListRow(
        cells.sheet,
        cells.number,
        parents[0] if parents else "",
        standing,
        commune=cells.text("commune") or commune or around.commune,
        hamlet=hamlet or around.hamlet,
        ethnicity=ethnicity,
        phone=phone_of(cells),
        note="; ".join(filter(None, notes)),
        raw=cells.raw_cells(),
        members=(pupil,),
    )


def _parents(cells: RowReader) -> list[str]:
    """The names of the parents, the one of a column "Họ tên cha/mẹ" or the father first."""
    said = [cells.text(name) for name in _PARENTS if name in cells.columns]
    if cells.layout.name != cells.columns.get("head_name"):
        said.insert(0, cells.text("head_name"))
    names = [read_name(content).name for content in said if not is_blank(content)]
    return [name for name in names if name]


def _standing(cells: RowReader, heading: Standing | None) -> tuple[Standing | None, str]:
    """The class that a cell or a tick gives, and what else the cell says (mồ côi ...)."""
    marked = {
        standing
        for column, standing in cells.layout.marks
        if is_mark(content := text(cells.cells.get(column))) or read_class(content) is standing
    }
    content = cells.text("standing")
    worded = read_class(content)
    if worded:
        marked.add(worded)
    elif heading and is_mark(content):
        marked.add(heading)
    if len(marked) > 1:
        cells.report(Kind.STANDING_UNCLEAR, "standing")
        return None, content
    standing = marked.pop() if marked else (heading if is_blank(content) else None)
    if standing and standing not in LISTED:
        cells.report(Kind.LEFT_LIST, "standing")
    plain = is_blank(content) or is_mark(content) or len(content) <= len("HCN")
    return standing, "" if standing and plain else content.strip(" .-")
