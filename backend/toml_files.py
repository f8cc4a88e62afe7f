"""Reading a TOML file into its strict schema; a fault is named with its file, line and place."""

import json
import re
import tomllib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import IO, Any, TypeVar

from pydantic import BaseModel, ValidationError

from backend.errors import Invalid

_HEADER = re.compile(r"\s*(\[\[?)\s*([\w.-]+)\s*\]")
_KEY = re.compile(r"\s*([\w-]+)\s*=")
Model = TypeVar("Model", bound=BaseModel)
Keys = Sequence[int | str]
Text = tuple[int, str, str, list[str]]  # as Babel's extractors give it


def read_file(path: Path, model: type[Model], *, tags: Sequence[str] = ()) -> tuple[Model, str]:
    """One file, parsed, and its text. `tags` are the kinds by which the schema tells forms apart: they
    stand among the keys of a fault, but are no place in the file. Raises `Invalid`."""
    try:
        text = path.read_text("utf-8")
        # By way of JSON, whose strict reading takes a list for a tuple but no text for a number.
        content = json.dumps(tomllib.loads(text), default=str)
        return model.model_validate_json(content, strict=True), text
    except UnicodeDecodeError:
        raise Invalid(f"{path.name}: not UTF-8; save the file as UTF-8") from None
    except tomllib.TOMLDecodeError as error:
        raise Invalid(f"{path.name}: {error}") from None
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        keys = [key for key in first["loc"] if key not in tags]
        raise fault_in(path, text, keys, first["msg"]) from None


def fault_in(path: Path, text: str, keys: Keys, sentence: str) -> Invalid:
    """A refusal that names the file, the line and the place in it, and what was expected."""
    place = ".".join(map(str, keys)) or "file"
    return Invalid(f"{path.name}{_line(text, keys)}: {place}: {sentence}")


def texts_in(file: IO[bytes], is_read: Callable[[str, dict[str, Any]], bool]) -> Iterator[Text]:
    """What people read in a file, as an extractor of Babel's gives it: the texts under keys that
    `is_read` says are read, given the table that they stand in."""
    for text in _texts(tomllib.loads(file.read().decode()), is_read):
        yield 1, "_", text, []


def _texts(value: Any, is_read: Callable[[str, dict[str, Any]], bool]) -> Iterator[str]:
    if isinstance(value, list):
        for item in value:
            yield from _texts(item, is_read)
    elif isinstance(value, dict):
        for key, item in value.items():
            if isinstance(item, str) and item and is_read(key, value):
                yield item
            yield from _texts(item, is_read)


def _line(text: str, keys: Keys) -> str:
    """Where in the file a key stands, or the nearest table around it, as ", line 12"; "" for none."""
    lines = _places(text)
    ends = range(len(keys), 0, -1)
    return next((f", line {lines[p]}" for end in ends if (p := tuple(keys[:end])) in lines), "")


def _places(text: str) -> dict[tuple[int | str, ...], int]:
    """The line of every key and table; of a table that stands several times ([[a.b]]) with its number,
    as the keys of a fault have it: ("a", "b", 0)."""
    lines: dict[tuple[int | str, ...], int] = {}
    last: dict[tuple[int | str, ...], int] = {}
    table: tuple[int | str, ...] = ()
    for number, written in enumerate(text.splitlines(), 1):
        if header := _HEADER.match(written):
            table = ()
            *above, own = header[2].split(".")
            for part in above:
                table = (*table, part)
                table = (*table, last[table]) if table in last else table
            table = (*table, own)
            if header[1] == "[[":
                last[table] = last.get(table, -1) + 1
                table = (*table, last[table])
            lines[table] = number
        elif key := _KEY.match(written):
            lines.setdefault((*table, key[1]), number)
    return lines
