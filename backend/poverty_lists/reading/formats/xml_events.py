"""Feeds an XML document to a handler, without entities of its own and without reading other files."""

from pathlib import Path
from typing import IO, Protocol
from xml.parsers import expat

from backend.poverty_lists.reading.container import Failure, Unreadable

_PIECE = 256 * 1024


class Handler(Protocol):
    """Names are "namespace name"."""

    def start(self, name: str, attributes: dict[str, str]) -> None: ...
    def end(self, name: str) -> None: ...
    def text(self, text: str) -> None: ...


def feed(document: IO[bytes], handler: Handler) -> None:
    """Parses to the end; `Unreadable` for what is no XML or declares entities."""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = handler.start
    parser.EndElementHandler = handler.end
    parser.CharacterDataHandler = handler.text
    parser.EntityDeclHandler = _refuse  # a few lines of them may grow to gigabytes
    try:
        piece = document.read(_PIECE).lstrip(b" \t\r\n")
        while piece:
            parser.Parse(piece)
            piece = document.read(_PIECE)
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise Unreadable(Failure.DAMAGED) from error


def feed_file(path: Path, handler: Handler) -> None:
    """`feed` of a whole file."""
    with path.open("rb") as document:
        feed(document, handler)


def _refuse(*_declaration: object) -> None:
    raise Unreadable(Failure.DAMAGED)
