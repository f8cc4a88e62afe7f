"""Within how many hours whom to tell: data with a source, in `clocks.toml`."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from backend.breaches.words import Told
from backend.toml_files import read_file

FILE = Path(__file__).parent / "clocks.toml"
Words = Annotated[str, Field(min_length=1)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Clock(_Strict):
    """One receiver, and the hours from detection; only for what went through Zalo where it says so."""

    receiver: Told
    hours: int = Field(ge=1, le=24 * 60)
    only_via_zalo: bool = False
    source: Words
    certainty: Literal["có nguồn", "cần kiểm tra"]


class _Clocks(_Strict):
    clocks: tuple[Clock, ...]

    @model_validator(mode="after")
    def _check(self) -> Self:
        if len({clock.receiver for clock in self.clocks}) < len(self.clocks):
            raise ValueError("expected every receiver once")
        return self


def read_clocks(path: Path) -> Sequence[Clock]:
    """A file. Raises `Invalid` with the line of a fault."""
    return read_file(path, _Clocks)[0].clocks


@cache
def clocks() -> Sequence[Clock]:
    """Ours, read once."""
    return read_clocks(FILE)
