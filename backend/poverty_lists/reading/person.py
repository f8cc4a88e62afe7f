"""Reads what a row says of the person it names: birth, sex, citizen id. The same for heads of
households, members and pupils."""

from functools import lru_cache
from typing import NamedTuple

from backend.poverty_lists.draft import Sex
from backend.poverty_lists.reading.births import Birth, read_birth
from backend.poverty_lists.reading.cells import text, words
from backend.poverty_lists.reading.citizen_ids import CitizenId, card_of, read_citizen_id
from backend.poverty_lists.reading.formats.content import Value
from backend.poverty_lists.reading.marks import is_blank, is_mark
from backend.poverty_lists.reading.names import PersonName, read_name
from backend.poverty_lists.reading.problems import Kind
from backend.poverty_lists.reading.row_reader import RowReader

_MALE = frozenset(["nam", "1", "trai", "male", "m", "b", "be trai", "ong"])
_FEMALE = frozenset(["nu", "2", "gai", "female", "f", "be gai", "ba"])


class Person(NamedTuple):
    birth: Birth
    sex: Sex | None
    citizen_id: CitizenId


def name_of(cells: RowReader, name: str = "") -> PersonName:
    """The name in the column of a field, or of the table's people, its parts put together."""
    layout = cells.layout
    column = cells.columns.get(name) if name else layout.name
    content = text(cells.cells.get(column or 0))
    given = cells.columns.get("given_name")
    if given and column == cells.columns.get("family_name", 0):
        content = f"{content} {text(cells.cells.get(given))}"
    return read_name(content)


def read_person(cells: RowReader, needs_birth: bool = True) -> Person:
    """`needs_birth` flags a missing date of birth: a list's heads and pupils, not its members."""
    birth_columns = cells.layout.birth_columns
    birth, sex = cells.remembered(_birth_and_sex, birth_columns, needs_birth)
    found = read_citizen_id(cells.value("citizen_id"), cells.today)
    if found.problem:
        cells.report(found.problem, "citizen_id")
    if card := card_of(found.value):
        other_sex = sex and sex != card.gender
        other_year = birth.year and birth.year != card.birth_year
        if other_sex or other_year:
            cells.report(Kind.CITIZEN_ID_DISAGREES, "citizen_id")
    return Person(birth, sex, found)


def _birth_and_sex(cells: RowReader, needs_birth: bool) -> tuple[Birth, Sex | None]:
    """Sex is told by its own column, or by which of the columns Nam and Nữ is filled."""
    columns = cells.columns
    birth = read_birth(_whole_date(cells), cells.today)
    sex = None
    if "sex" in columns:
        said = cells.text("sex")
        sex = read_sex(said)
        if sex is None and not is_blank(said):
            cells.report(Kind.SEX_UNREADABLE, "sex")
    filled = ""
    if "male" in columns or "female" in columns:
        male, female = cells.text("male"), cells.text("female")
        if not is_blank(male) and not is_blank(female):
            cells.report(Kind.BIRTH_TWICE, "male")
            return (birth if birth.raw else Birth(raw=f"{male}; {female}")), sex
        filled = "male" if not is_blank(male) else "female" if not is_blank(female) else ""
        sex = _sex_by_column(cells, filled) or sex
        if filled and not birth.raw and not is_mark(cells.text(filled)):
            birth = read_birth(cells.value(filled), cells.today)
    if birth.raw:
        if birth.problem:
            cells.report(birth.problem, filled or _birth_column(cells))
    elif needs_birth:
        cells.report(Kind.BIRTH_MISSING, filled or _birth_column(cells))
    return birth, sex


def _birth_column(cells: RowReader) -> str:
    return next(
        (name for name in ("birth", "birth_year", "male") if name in cells.columns), "birth"
    )


@lru_cache(maxsize=1_000)
def read_sex(content: str) -> Sex | None:
    said = words(content)
    if said in _MALE:
        return Sex.MALE
    return Sex.FEMALE if said in _FEMALE else None


def _sex_by_column(cells: RowReader, filled: str) -> Sex | None:
    if filled:
        return Sex(filled)
    match cells.layout.lone_sex:
        case "male":
            return Sex.FEMALE
        case "female":
            return Sex.MALE
        case _:
            return None


def _whole_date(cells: RowReader) -> Value | None:
    columns = cells.columns
    if "birth_month" in columns:
        parts = [cells.text(name) for name in ("birth_day", "birth_month", "birth_year")]
        return "/".join(part.strip(".…-") or "0" for part in parts) if parts[2] else None
    if "birth_year" in columns:
        year = cells.value("birth_year")
        return cells.value("birth") if year is None else year
    return cells.value("birth")
