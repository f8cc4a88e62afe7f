"""An official paper, whatever it is printed as: plain values, in the order in which it is read."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

Cell = str | int | date | None


@dataclass(frozen=True)
class Column:
    """One column of a table. `width` is its share of the line, in letters of about that many."""

    title: str
    width: int
    centred: bool = False


@dataclass(frozen=True)
class Table:
    """Rows as wide as `columns`. `rows` may be read only once, so that they need not fit into
    memory; PDF and DOCX read them all."""

    columns: Sequence[Column]
    rows: Iterable[Sequence[Cell]]


@dataclass(frozen=True)
class Paragraph:
    """Some words; `lead` stands bold before them ("Điều 1.")."""

    text: str
    lead: str = ""


@dataclass(frozen=True)
class Section:
    """A heading ("I. KẾT QUẢ", "" for none) and what stands below it, in order."""

    heading: str
    contents: Sequence[Table | Paragraph]


@dataclass(frozen=True)
class Signature:
    """Who signs: "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH" above the room, the name below it."""

    lines: Sequence[str]
    note: str = ""
    name: str = ""


@dataclass(frozen=True)
class Annex:
    """A list on pages of its own, behind the signature."""

    title: str
    about: str
    table: Table
    landscape: bool = False


@dataclass(frozen=True)
class Paper:
    """One paper in the layout of Nghị định 30/2020/NĐ-CP. `agency` are the lines at the top left,
    `number` is the whole line ("Số: 168/QĐ-UBND"; "" for none), `dateline` place and day. `draft`
    says so on its first page. What is empty is left out."""

    agency: Sequence[str]
    dateline: str
    kind: str
    title: str
    number: str = ""
    draft: bool = False
    issuer: str = ""
    grounds: Sequence[str] = ()
    turn: str = ""
    body: Sequence[Paragraph] = ()
    sections: Sequence[Section] = ()
    table: Table | None = None
    closing: Sequence[Paragraph] = ()
    signatures: Sequence[Signature] = ()
    recipients: Sequence[str] = ()
    annex: Annex | None = None
    landscape: bool = False
