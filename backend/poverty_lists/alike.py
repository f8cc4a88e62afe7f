"""Problems of a file that are alike, told once with all their rows: thirty rows with the same slip
are one thing to look at."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from backend.poverty_lists.draft import Problem


@dataclass(frozen=True)
class Alike:
    """One sentence about some rows of one column; `rows` reads "3–32, 40"."""

    sheet: str
    column: str
    sentence: str
    refused: bool
    rows: str


def alike(problems: Iterable[Problem]) -> list[Alike]:
    """Refused rows first, then what was only flagged; each in the order of the file."""
    rows: dict[tuple[str, str, str, bool], list[int]] = {}
    for problem in sorted(problems, key=lambda p: not p.refused):
        key = (problem.sheet, problem.column, problem.sentence, problem.refused)
        rows.setdefault(key, []).append(problem.row)
    return [Alike(*key, rows=ranges(sorted(set(numbers)))) for key, numbers in rows.items()]


def ranges(numbers: Sequence[int]) -> str:
    """[3, 4, 5, 9] -> "3–5, 9"."""
    runs = []
    for _distance, run in groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0]):
        first, *rest = (number for _place, number in run)
        runs.append(f"{first}–{rest[-1]}" if rest else str(first))
    return ", ".join(runs)
