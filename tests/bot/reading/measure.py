"""Tables of messages (`cases/<kind>.tsv`) and how many of them `noisong read` reads rightly.

A line is `text<TAB>expected`; expected is the value, `value?` if it may only be offered for
confirmation (reading nothing is right as well), or `-` for nothing. `#` begins a remark.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bot.read_command import read_lines

FOLDER = Path(__file__).parent / "cases"
TODAY = date(2026, 11, 22)
TABLES = sorted(table.stem for table in FOLDER.glob("*.tsv"))


@dataclass(frozen=True)
class Case:
    """One message, what it should read as, and what it does."""

    text: str
    expected: str
    value: str
    confirm: bool

    @property
    def right(self) -> bool:
        """Whether the value is the expected one, and asked back where it has to be."""
        offered = self.expected.removesuffix("?")
        if self.expected != offered and self.value == "-":
            return True
        return self.value == offered and (self.confirm or self.expected == offered)

    @property
    def silently_wrong(self) -> bool:
        """Whether a wrong value, or one that has to be confirmed, would be taken as it is."""
        return not self.right and self.value != "-" and not self.confirm

    def __str__(self) -> str:
        return f"{self.text} => {self.value}{'?' * self.confirm}, not {self.expected}"


def _read(kind: str, text: str) -> tuple[str, bool]:
    line = json.dumps({"kind": kind, "text": text}).encode()
    answer = json.loads(next(read_lines([line], TODAY)))
    return "-" if answer["value"] is None else str(answer["value"]).casefold(), answer["confirm"]


def measured(kind: str, file: Path | None = None) -> Iterator[Case]:
    """Every case of a kind, read; values are compared in small letters."""
    for line in (file or FOLDER / f"{kind}.tsv").read_text(encoding="utf-8").splitlines():
        text, tab, expected = line.rpartition("\t")
        if tab and not line.startswith("#"):
            yield Case(text, expected.casefold(), *_read(kind, text))
