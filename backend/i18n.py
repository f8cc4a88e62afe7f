"""Wording: the source text is Vietnamese and stands in the code, `_("...")`; `locales/` may refine
or translate it.

Catalogues are `.po` files, read once at first use: nothing has to be compiled.
"""

from contextvars import ContextVar
from datetime import date
from functools import cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path

LOCALES = Path(__file__).parent.parent / "locales"
DEFAULT_LANGUAGE = "vi"

language: ContextVar[str] = ContextVar("language", default=DEFAULT_LANGUAGE)


@cache
def catalogue(code: str) -> NullTranslations:
    """The catalogue of a language; an empty one (source text) where `locales/` has none."""
    path = LOCALES / code / "LC_MESSAGES" / "messages.po"
    if not path.exists():
        return NullTranslations()
    from babel.messages.mofile import write_mo  # slow to load
    from babel.messages.pofile import read_po

    with path.open("rb") as file:
        parsed = read_po(file, locale=code)
    compiled = BytesIO()
    write_mo(compiled, parsed)
    compiled.seek(0)
    return GNUTranslations(compiled)


def _(text: str) -> str:
    """The text in the language of the moment."""
    # gettext answers an empty text with the catalogue's header
    return catalogue(language.get()).gettext(text) if text else text


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
