"""The bytes in which the child process hands portions to its parent.

Each portion is its length in four bytes and then, by `marshal`, plain tuples: a tenth of the time
of JSON. Dates are their ordinals, classes their values; the draft is JSON.
"""

import json
import marshal
import struct
from dataclasses import asdict
from datetime import date
from typing import IO, Any

from backend.poverty_lists.draft import (
    BirthPrecision,
    Column,
    ListDraft,
    ListMember,
    ListRow,
    Problem,
    Sex,
    Standing,
)
from backend.poverty_lists.garbage import uncollected
from backend.poverty_lists.reading.portions import Portion

_VERSION = 2  # without references: a text repeated a million times counts a million times
_LENGTH = struct.Struct(">I")
_STANDINGS = {standing.value: standing for standing in Standing}
_PRECISIONS = {precision.value: precision for precision in BirthPrecision}
_SEXES = {sex.value: sex for sex in Sex}
_OF_ROW = [ListRow._fields.index(name) for name in ("birth_date", "birth_precision", "sex")]
_OF_MEMBER = [ListMember._fields.index(name) for name in ("birth_date", "birth_precision", "sex")]
_STANDING = ListRow._fields.index("standing")
_MEMBERS = ListRow._fields.index("members")


class Unfinished(Exception):
    """The bytes end before the list does."""


def pack(portion: Portion) -> bytes:
    """One portion with its length."""
    content = marshal.dumps(
        (
            [_row_out(row) for row in portion.rows],
            [
                (one.sheet, one.row, one.column, str(one.kind), one.sentence, one.refused,
                 one.column_number)
                for one in portion.problems
            ],
            {sheet: (column.header, column.number) for sheet, column in portion.communes.items()},
            portion.expected,
            json.dumps(asdict(portion.draft), default=date.isoformat) if portion.draft else None,
            portion.refusal,
            portion.fault,
        ),
        _VERSION,
    )  # fmt: skip
    return _LENGTH.pack(len(content)) + content


def unpack(stream: IO[bytes]) -> tuple[Portion, int]:
    """The next portion, and how many bytes it took; `Unfinished` when it is missing or cut."""
    content = _exactly(stream, _LENGTH.unpack(_exactly(stream, _LENGTH.size))[0])
    with uncollected():
        rows, problems, communes, expected, draft, *ends = marshal.loads(content)  # noqa: S302
        portion = Portion(
            [_row_in(row) for row in rows],
            [Problem(*one) for one in problems],
            {sheet: Column(*column) for sheet, column in communes.items()},
            expected,
            ListDraft.from_facts(json.loads(draft)) if draft else None,
            *ends,
        )
    return portion, len(content)


def _exactly(stream: IO[bytes], count: int) -> bytes:
    content = stream.read(count)
    if len(content) < count:
        raise Unfinished
    return content


def _row_out(row: ListRow) -> list[Any]:
    plain = _person_out(row, _OF_ROW)
    if row.standing:
        plain[_STANDING] = row.standing.value
    plain[_MEMBERS] = [_person_out(member, _OF_MEMBER) for member in row.members]
    return plain


def _person_out(person: ListRow | ListMember, places: list[int]) -> list[Any]:
    born, precision, sex = places
    plain: list[Any] = list(person)
    if person.birth_date:
        plain[born] = person.birth_date.toordinal()
    if person.birth_precision:
        plain[precision] = person.birth_precision.value
    if person.sex:
        plain[sex] = person.sex.value
    return plain


def _row_in(plain: list[Any]) -> ListRow:
    plain[_STANDING] = _STANDINGS.get(plain[_STANDING])
    plain[_MEMBERS] = tuple(ListMember(*_person_in(one, _OF_MEMBER)) for one in plain[_MEMBERS])
    return ListRow(*_person_in(plain, _OF_ROW))


def _person_in(plain: list[Any], places: list[int]) -> list[Any]:
    born, precision, sex = places
    if plain[born]:
        plain[born] = date.fromordinal(plain[born])
    plain[precision] = _PRECISIONS.get(plain[precision])
    plain[sex] = _SEXES.get(plain[sex])
    return plain
