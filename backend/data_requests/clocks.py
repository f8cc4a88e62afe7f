"""Reads `clocks.toml`: how many days each right has, where that is said, and how sure it is."""

from functools import cache
from pathlib import Path
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from backend.data_requests.models import DataRequestKind
from backend.toml_files import read_file

CLOCKS = Path(__file__).with_name("clocks.toml")
Days = Annotated[int, Field(ge=1, le=90)]


class _Sourced(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    source: Annotated[str, Field(min_length=1)]
    sure: bool  # False: nothing that is told people as the law


class Acknowledgement(_Sourced):
    """Within how many working days the person hears that it was received."""

    working_days: Days


class Extension(_Sourced):
    """By how many days at most it may take longer, once."""

    most_days: Days


class Clock(_Sourced):
    """How many days one right has; more where somebody outside has got the data too."""

    kind: DataRequestKind
    days: Days
    days_with_third_party: Days | None = None


class Clocks(BaseModel):
    """The file: every right exactly once."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    acknowledge: Acknowledgement
    extension: Extension
    kinds: tuple[Clock, ...]

    @model_validator(mode="after")
    def _every_kind_once(self) -> Self:
        if sorted(clock.kind for clock in self.kinds) != sorted(DataRequestKind):
            raise ValueError("expected a clock for every kind, each once")
        return self

    def of(self, kind: DataRequestKind) -> Clock:
        """That of one right."""
        return next(clock for clock in self.kinds if clock.kind is kind)


@cache
def clocks() -> Clocks:
    """Ours, read once."""
    return read_clocks()


def read_clocks(path: Path = CLOCKS) -> Clocks:
    """A file. Raises `Invalid` with its line for one that cannot be used."""
    return read_file(path, Clocks)[0]
