"""What is marked where: the flaws of one cell are one mark."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from backend.poverty_lists.marking.task import Flaw

# Shades that nobody chooses by hand: by them our own marks are known again when a marked file
# comes back.
REFUSED = "F4B7B1"
REFUSED_ROW = "FBE4E2"
FLAGGED = "FFE18C"
MOST_NOTES = 5_000  # beyond it Excel takes minutes to open a sheet
MOST_LINKS = 20_000  # a sheet holds 65,530
AS_TEXT = ("citizen_id", "phone")  # kinds whose cell must keep its zeros when it is typed anew


@dataclass(slots=True)
class Mark:
    """The colour and the comment of one cell."""

    refused: bool = False
    as_text: bool = False
    sentences: list[str] = field(default_factory=list)

    @property
    def colour(self) -> str:
        return REFUSED if self.refused else FLAGGED

    @property
    def comment(self) -> str:
        return "\n".join(self.sentences)

    def add(self, other: "Mark") -> None:
        """Takes in what else is wrong with the cell."""
        self.refused |= other.refused
        self.as_text |= other.as_text
        self.sentences += [one for one in other.sentences if one not in self.sentences]

    @property
    def height(self) -> int:
        """Of the comment's box, in pixels: some 36 letters a line at `WIDTH`."""
        return 42 + 18 * sum(1 + len(sentence) // 36 for sentence in self.sentences)


WIDTH = 260
# By row, then by column; column 0 is the whole row.
Marks = dict[int, dict[int, Mark]]


def marks_of(flaws: Iterable[Flaw]) -> dict[str, Marks]:
    """The marks of each sheet."""
    sheets: dict[str, Marks] = {}
    for flaw in flaws:
        row = sheets.setdefault(flaw.sheet, {}).setdefault(flaw.row, {})
        as_text = flaw.kind.startswith(AS_TEXT)
        row.setdefault(flaw.number, Mark()).add(Mark(flaw.refused, as_text, [flaw.sentence]))
    return sheets


def at_cells(marks: dict[int, Mark], filled: list[int]) -> dict[int, Mark]:
    """The marks of one row by the column at which they are shown: one on the whole row stands at
    its first filled cell."""
    first = min(filled, default=1)
    shown = {number: mark for number, mark in marks.items() if number}
    whole = marks.get(0)
    if whole is None:
        return shown
    besides = shown.get(first, Mark())
    shown[first] = Mark(
        whole.refused or besides.refused,
        besides.as_text,
        [*whole.sentences, *besides.sentences],
    )
    return shown


def opening(author: str) -> str:
    """The line above our own words in a comment."""
    return f"{author}:\n"


def is_refused(marks: dict[int, Mark]) -> bool:
    """Whether the row was left out."""
    return any(mark.refused for mark in marks.values())
