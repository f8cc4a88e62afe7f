"""What a figure is."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement
from sqlalchemy.orm import Session

from backend.figures.sources import Source
from backend.i18n import _

Clause = Callable[[Session], ColumnElement[bool]]


@dataclass(frozen=True)
class Figure:
    """One figure. `look` is the kind of its bar: a state has a colour, a sign and a word. A `part` is
    counted in the figure above it as well. With an `amount` it is the sum of that column of its rows,
    else their number."""

    code: str
    source: Source
    words: str
    clause: Clause
    look: str = "plain"
    part: bool = False
    amount: Any = None

    @property
    def title(self) -> str:
        """As officers read it."""
        return _(self.words)
