"""Problems of a file that are alike, told once with all their rows: thirty rows with the same slip
are one thing to look at."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from backend.i18n import _
from backend.poverty_lists.draft import Problem

_MOST_RUNS = 20


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
    """[3, 4, 5, 9] -> "3–5, 9"; of very many only the first, and how many more there are."""
    runs: list[list[int]] = []
    for _distance, run in groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0]):
        runs.append([number for _place, number in run])
    told = ", ".join(f"{run[0]}–{run[-1]}" if run[1:] else str(run[0]) for run in runs[:_MOST_RUNS])
    further = sum(map(len, runs[_MOST_RUNS:]))
    return _("{rows} và {count} dòng nữa").format(rows=told, count=further) if further else told
