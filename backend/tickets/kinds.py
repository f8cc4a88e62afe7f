"""The kinds of ticket that the service knows: one file each in `catalogue/`."""

import json
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import IO, Any

from pydantic import ValidationError

from backend.errors import Invalid
from backend.tickets.schema import TicketKind

CATALOGUE = Path(__file__).parent / "catalogue"
# Not `said`: what people type is Vietnamese, whatever language they read.
_TEXTS = ("name", "label", "question", "hint", "meanwhile", "none_of_these", "where")


@cache
def kinds() -> Mapping[str, TicketKind]:
    """Every kind by its code."""
    return {kind.code: kind for kind in map(read_kind, sorted(CATALOGUE.glob("*.toml")))}


def read_kind(path: Path) -> TicketKind:
    """One file. Raises `Invalid` with the file, the place in it, and what was expected."""
    try:
        content = tomllib.loads(path.read_text("utf-8"))
        kind = TicketKind.model_validate_json(json.dumps(content, default=str), strict=True)
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise Invalid(f"{path.name}: {error}") from None
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = ".".join(map(str, first["loc"])) or "kind"
        raise Invalid(f"{path.name}: {place}: {first['msg']}") from None
    if kind.code != path.stem:
        raise Invalid(f"{path.name}: code: expected {path.stem!r}, as the file is called")
    return kind


def texts(
    file: IO[bytes], _keywords: object, _comment_tags: object, options: object
) -> Iterator[tuple[int, str, str, list[str]]]:
    """What people read in a file, for the catalogues of `locales/` (an extractor of Babel's)."""
    for text in _texts_in(tomllib.loads(file.read().decode())):
        yield 1, "_", text, []


def _texts_in(value: Any) -> Iterator[str]:
    if isinstance(value, list):
        for item in value:
            yield from _texts_in(item)
    elif isinstance(value, dict):
        for key, item in value.items():
            # A field's `name` is its key; a kind's is read.
            is_read = key in _TEXTS and (key != "name" or "series" in value)
            if is_read and isinstance(item, str) and item:
                yield item
            yield from _texts_in(item)
