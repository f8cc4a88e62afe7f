"""Wording: the source text is Vietnamese and stands in the code, `_("...")`; `locales/` may refine
or translate it.

Catalogues are `.po` files, read once at first use: nothing has to be compiled. They are read here and
not by Babel, which takes a tenth of a second and eight megabytes for it in every process. Of what
such a file may hold, contexts and plurals are not understood.
"""

import json
import re
from collections.abc import Mapping
from contextvars import ContextVar
from datetime import date
from functools import cache
from pathlib import Path

LOCALES = Path(__file__).parent.parent / "locales"
DEFAULT_LANGUAGE = "vi"
_MESSAGE = re.compile(
    r"""^(#,.*\bfuzzy\b.*\n(?:\#.*\n)*)?msgid ((?:".*"\n)+)msgstr ((?:".*"\n?)+)""", re.MULTILINE
)

language: ContextVar[str] = ContextVar("language", default=DEFAULT_LANGUAGE)


@cache
def catalogue(code: str) -> Mapping[str, str]:
    """The texts that a language says otherwise; none where `locales/` has no catalogue of it."""
    path = LOCALES / code / "LC_MESSAGES" / "messages.po"
    return translations(path.read_text("utf-8")) if path.exists() else {}


def translations(catalogue: str) -> Mapping[str, str]:
    """What is translated in a `.po`, and not marked as doubtful ("fuzzy"), by its source text."""
    found = {}
    for doubtful, source, translation in _MESSAGE.findall(catalogue):
        if not doubtful and translation.strip() != '""':
            found[_joined(source)] = _joined(translation)
    found.pop("", None)  # the head of the file
    return found


def _joined(lines: str) -> str:
    """The text of quoted lines, whose escapes are among those of JSON."""
    return "".join(json.loads(line) for line in lines.splitlines())


def _(text: str) -> str:
    """The text in the language of the moment."""
    return catalogue(language.get()).get(text, text)


def N_(text: str) -> str:
    """Marks a text for the catalogue where it is defined; `_()` translates it where it is shown."""
    return text


def day(date: date) -> str:
    """A date as it is read here: 15/3/2026."""
    return f"{date.day}/{date.month}/{date.year}"


_WEEKDAYS = (
    N_("thứ Hai"),
    N_("thứ Ba"),
    N_("thứ Tư"),
    N_("thứ Năm"),
    N_("thứ Sáu"),
    N_("thứ Bảy"),
    N_("Chủ nhật"),
)


def weekday_name(number: int) -> str:
    """A day of the week by its number, 0 for Monday."""
    return _(_WEEKDAYS[number])
