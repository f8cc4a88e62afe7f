"""The rows of a long sheet, made anew each time they are asked for: a list of a province has a
million, and their reader keeps the cells already."""

from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import overload

from backend.poverty_lists.reading.formats.content import Row


class LazyRows(Sequence[Row]):
    """Goes down the sheet again for each use: only `for` and the first few rows are cheap. `make`
    gives every so many-th row, from the first one on."""

    def __init__(self, make: Callable[[int], Iterator[Row]], expected: int) -> None:
        self.expected = expected  # rows, more or less
        self._make = make

    def __iter__(self) -> Iterator[Row]:
        return self._make(1)

    def __len__(self) -> int:
        return sum(1 for _row in self)

    def __bool__(self) -> bool:
        return any(True for _row in self)

    @overload
    def __getitem__(self, at: int) -> Row: ...
    @overload
    def __getitem__(self, at: slice) -> list[Row]: ...
    def __getitem__(self, at: int | slice) -> Row | list[Row]:
        if isinstance(at, int):
            return next(islice(self, at, None)) if at >= 0 else list(self)[at]
        if min(at.start or 0, at.stop if at.stop is not None else -1) < 0:
            return list(self)[at]
        return list(islice(self, at.start, at.stop, at.step))

    def every(self, step: int) -> Iterator[Row]:
        """Every `step`-th row, the others hardly looked at."""
        return self._make(step)

    def mapped(self, change: Callable[[Row], Row]) -> "LazyRows":
        """The same rows, each changed when its turn comes."""
        return LazyRows(lambda step: map(change, self._make(step)), self.expected)
