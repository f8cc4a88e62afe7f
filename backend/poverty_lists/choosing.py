"""The form by which an officer says how one sheet is to be read."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from backend.admin.forms import Form
from backend.errors import Invalid
from backend.i18n import _
from backend.poverty_lists.draft import Choices, DraftSheet, LegacyFont
from backend.poverty_lists.reading.cells import letter
from backend.poverty_lists.reading.fields import FIELDS

Value = TypeVar("Value")
AUTO = "auto"  # as the reader finds by itself
UNICODE = "unicode"  # the letters are right as they stand
_READ = {"yes": True, "no": False}
MOST_FIELDS = 500  # in one form; the site takes 600


@dataclass(frozen=True)
class Line:
    """One column of a sheet in the form: what it is taken for, and what was chosen."""

    number: int
    letter: str
    header: str
    found: str  # its field; "" for none
    chosen: str
    font: str
    before: str
    after: str
    values: list[str]

    @property
    def has_font(self) -> bool:
        """Whether its letters are, or were taken to be, of an old font."""
        return bool(self.before) or self.font != AUTO


def lines_of(sheet: DraftSheet, choices: Choices, samples: Mapping[int, list[str]]) -> list[Line]:
    """The columns from left to right."""
    fields = {column.number: field for field, column in sheet.columns.items()}
    headers = {column.number: column.header for column in sheet.columns.values()} | sheet.headers
    legacy = {column.number: column for column in sheet.legacy}
    columns = choices.columns.get(sheet.name, {})
    fonts = choices.fonts.get(sheet.name, {})
    lines = []
    for number in sorted({*headers, *legacy, *samples}):
        old = legacy.get(number)
        font = (fonts[number] or UNICODE) if number in fonts else AUTO
        lines.append(
            Line(
                number,
                letter(number),
                headers.get(number, ""),
                fields.get(number, ""),
                columns.get(number, AUTO),
                font,
                old.before if old else "",
                old.after if old else "",
                samples.get(number, []),
            )
        )
    return lines


def chosen(form: Form, sheet: DraftSheet, choices: Choices) -> Choices:
    """`choices` with those of the form for one sheet; the other sheets stay. Raises `Invalid` for a
    value that the page does not offer."""
    read = dict(choices.read)
    read.pop(sheet.name, None)
    if form.raw("read") in _READ:
        read[sheet.name] = _READ[form.raw("read")]
    fields: dict[int, str] = dict(choices.columns.get(sheet.name, {}))
    fonts: dict[int, LegacyFont | None] = dict(choices.fonts.get(sheet.name, {}))
    for name, value in form.texts().items():
        kind, _dash, number = name.partition("-")
        if not (number.isascii() and number.isdecimal() and len(number) < 6):
            continue
        if kind == "column":
            fields.pop(int(number), None)
            if value != AUTO:
                fields[int(number)] = _field(value)
        if kind == "font":
            fonts.pop(int(number), None)
            if value != AUTO:
                fonts[int(number)] = None if value == UNICODE else _font(value)
    return Choices(
        read,
        _with(choices.columns, sheet.name, fields),
        _with(choices.fonts, sheet.name, fonts),
    )


def without(choices: Choices, sheet: str) -> Choices:
    """Everything in one sheet as the reader finds by itself."""
    return replace(
        choices,
        read={name: read for name, read in choices.read.items() if name != sheet},
        columns=_with(choices.columns, sheet, {}),
        fonts=_with(choices.fonts, sheet, {}),
    )


def _with(
    kept: Mapping[str, dict[int, Value]], sheet: str, own: dict[int, Value]
) -> dict[str, dict[int, Value]]:
    others = {name: values for name, values in kept.items() if name != sheet}
    return others | ({sheet: own} if own else {})


def _field(value: str) -> str:
    if value and value not in FIELDS:
        raise _stale()
    return value


def _font(value: str) -> LegacyFont:
    if value not in list(LegacyFont):
        raise _stale()
    return LegacyFont(value)


def _stale() -> Invalid:
    return Invalid(_("Trang này đã cũ. Anh/chị tải lại trang rồi chọn lại."))
