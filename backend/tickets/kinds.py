"""The kinds of ticket that the service knows: one file each in `catalogue/`."""

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import IO, Any

from backend.tickets.schema import TicketKind
from backend.toml_files import Text, fault_in, read_file, texts_in

CATALOGUE = Path(__file__).parent / "catalogue"
# Not `said`: what people type is Vietnamese, whatever language they read.
_TEXTS = ("name", "label", "question", "hint", "meanwhile", "none_of_these", "where")


@cache
def kinds() -> Mapping[str, TicketKind]:
    """Every kind by its code."""
    return {kind.code: kind for kind in map(read_kind, sorted(CATALOGUE.glob("*.toml")))}


def read_kind(path: Path) -> TicketKind:
    """One file. Raises `Invalid` with the file, the line, the place in it, and what was expected."""
    kind, text = read_file(path, TicketKind)
    if kind.code != path.stem:
        raise fault_in(path, text, ["code"], f"expected {path.stem!r}, as the file is called")
    return kind


def texts(
    file: IO[bytes], _keywords: object, _comment_tags: object, options: object
) -> Iterator[Text]:
    """What people read in a file, for the catalogues of `locales/` (an extractor of Babel's)."""
    return texts_in(file, _is_read)


def _is_read(key: str, table: dict[str, Any]) -> bool:
    # A field's `name` is its key; a kind's is read.
    return key in _TEXTS and (key != "name" or "series" in table)
