"""Reading what was typed into a form; a wrong entry is refused beside its field."""

from collections.abc import Mapping
from datetime import date

from starlette.datastructures import UploadFile

from backend.errors import Conflict, Invalid
from backend.i18n import _
from backend.typed_day import HOW, read_day

LONGEST_TEXT = 2000


def row_number(text: str) -> int | None:
    """The number that an address or a hidden field names; None for anything that no row has."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None


class Form:
    """The fields of one POST, by name; empty for a page that was only opened."""

    def __init__(self, fields: Mapping[str, str | UploadFile] | None = None) -> None:
        self._fields = fields or {}

    def text(self, name: str, longest: int = LONGEST_TEXT) -> str:
        """The text, trimmed; "" for a field that is missing. Raises `Invalid` for too much."""
        text = self.raw(name).strip()
        if len(text) > longest:
            raise Invalid(
                _("Phần này dài quá {count} chữ cái. Anh/chị viết ngắn hơn.").format(count=longest),
                field=name,
            )
        if "\0" in text:  # PostgreSQL stores no such character
            raise Invalid(_("Phần này có ký tự lạ. Anh/chị gõ lại."), field=name)
        return text

    def raw(self, name: str) -> str:
        """The text exactly as it came, to show it again."""
        value = self._fields.get(name, "")
        return value if isinstance(value, str) else ""

    def day(self, name: str) -> date:
        """A date, the day first. Raises `Invalid` for what is none."""
        day = read_day(self.text(name))
        if day is None:
            raise Invalid(_(HOW), field=name)
        return day

    def day_or_none(self, name: str) -> date | None:
        """The same for a field that may stay empty."""
        return self.day(name) if self.text(name) else None

    def number(self, name: str) -> int | None:
        """A hidden number that the page itself wrote; None when it is empty."""
        text = self.raw(name)
        if text and row_number(text) is None:
            raise Conflict(_("Trang này đã cũ. Anh/chị tải lại trang rồi làm lại."))
        return row_number(text)

    def numbers(self, name: str) -> set[int]:
        """The rows that fields called "name-12" stand for."""
        parts = (key.partition("-") for key in self._fields)
        return {
            row for before, _dash, after in parts if before == name and (row := row_number(after))
        }

    def file(self, name: str) -> UploadFile:
        """An uploaded file. Raises `Invalid` when none was chosen."""
        value = self._fields.get(name)
        if not isinstance(value, UploadFile) or not value.filename:
            raise Invalid(_("Anh/chị chọn tệp rồi gửi lại."), field=name)
        return value

    def texts(self) -> dict[str, str]:
        """Everything typed, to be kept while the officer signs in again; no file, no token."""
        return {
            name: value
            for name, value in self._fields.items()
            if isinstance(value, str) and name != "csrf_token"
        }
