"""Every text that people read is in the catalogues, whole and with its blanks."""

import re
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po

ROOT = Path(__file__).parent.parent
KEYWORDS = {"_": None, "N_": None}


def texts() -> Iterator[str]:
    """Every text in the code and the templates, as `locales/babel.cfg` finds them."""
    methods, options = parse_mapping_cfg(
        StringIO((ROOT / "locales" / "babel.cfg").read_text("utf-8"))
    )
    for _file, _line, text, *_rest in extract_from_dir(ROOT, methods, options, KEYWORDS):
        yield text if isinstance(text, str) else text[0]


def catalogue(code: str) -> Catalog:
    with (ROOT / "locales" / code / "LC_MESSAGES" / "messages.po").open("rb") as file:
        return read_po(file, locale=code)


def blanks(text: str) -> set[str]:
    return set(re.findall(r"\{(\w*)\}", text))


@pytest.mark.parametrize("code", ["vi", "en"])
def test_every_text_is_in_the_catalogue_and_nothing_else(code: str) -> None:
    wanted, known = set(texts()), {str(message.id) for message in catalogue(code) if message.id}
    assert {"missing": wanted - known, "left over": known - wanted} == {
        "missing": set(),
        "left over": set(),
    }


def test_no_text_is_hidden_from_the_catalogues() -> None:
    """Babel does not look inside the braces of an f-string on Python 3.11."""
    hidden = re.compile(r"""f["'].*\{N?_\(["']""")
    files = [path for top in ("bot", "backend") for path in (ROOT / top).rglob("*.py")]
    assert not [path.name for path in files if hidden.search(path.read_text("utf-8"))]


def test_english_is_complete() -> None:
    assert not [message.id for message in catalogue("en") if message.id and not message.string]


@pytest.mark.parametrize("code", ["vi", "en"])
def test_a_translation_keeps_the_blanks(code: str) -> None:
    for message in catalogue(code):
        if message.id and message.string:
            assert blanks(str(message.id)) == blanks(str(message.string)), message.id
