"""The word lists beside this code, which an officer can read and correct."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).parent / "words"


@cache
def load(name: str) -> dict[str, Any]:
    """The list `words/<name>.toml`, read once."""
    return tomllib.loads((_FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


@cache
def words_in(name: str, key: str) -> frozenset[str]:
    """One list of a file as a set."""
    return frozenset(load(name)[key])
