"""What the child process is asked to write, as JSON between it and the service."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import NamedTuple

from backend.poverty_lists.draft import LegacyFont


class Flaw(NamedTuple):
    """A `draft.Problem`; `source_row` is the row in the file that was sent, where that differs."""

    sheet: str
    row: int
    number: int  # of the column, from 1; 0 for the whole row
    column: str
    kind: str
    sentence: str
    refused: bool
    source_row: int = 0


@dataclass(frozen=True, slots=True)
class Labels:
    """Everything of ours that the workbook shows, in the officer's language."""

    sheet: str
    columns: Sequence[str]  # sheet, row, column, result, what to do, row of the file that was sent
    refused: str
    flagged: str
    author: str = "Nối Sóng"


@dataclass(frozen=True, slots=True)
class Left:
    """What tells, in one sheet of a list, which rows were not accepted: the last row of its (first)
    header, the column of the hamlet (0 for none), and the rows of each accepted household."""

    header_end: int
    hamlet: int
    households: Sequence[Sequence[int]]


@dataclass(frozen=True, slots=True)
class Task:
    """`left` is filled when only the rows that were not accepted are wanted, by sheet."""

    flaws: Sequence[Flaw]
    labels: Labels
    fonts: dict[str, dict[int, LegacyFont | None]] = field(default_factory=dict)
    left: dict[str, Left] | None = None

    def dump(self) -> str:
        """As JSON."""
        return json.dumps(asdict(self))

    @staticmethod
    def load(text: str) -> "Task":
        """What `dump` gave."""
        plain = json.loads(text)
        fonts = {
            sheet: {int(number): font and LegacyFont(font) for number, font in columns.items()}
            for sheet, columns in plain["fonts"].items()
        }
        left = plain["left"]
        return Task(
            [Flaw(*flaw) for flaw in plain["flaws"]],
            Labels(**plain["labels"]),
            fonts,
            None if left is None else {name: Left(**one) for name, one in left.items()},
        )
