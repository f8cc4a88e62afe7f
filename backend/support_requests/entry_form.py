"""Reads the form by which an officer enters a request, with the care of the chat's questions."""

import re
from collections.abc import Callable
from enum import StrEnum
from typing import TypeVar

from backend import clock
from backend.admin.forms import Form
from backend.administrative_units.models import UnitId
from backend.errors import Invalid
from backend.i18n import _
from backend.poverty_lists.reading.phones import read_phone
from backend.programmes.rules import Circumstance
from backend.support_requests.commands import SubmitSupportRequest
from backend.support_requests.entering import OnPaper
from backend.support_requests.models import Lacking, Relation
from backend.vietnamese import clean

LONGEST_NAME, LONGEST_TEXT, LONGEST_CLASS = 80, 120, 30  # letters
OLDEST_HEAD, OLDEST_PUPIL, YOUNGEST_PUPIL = 115, 25, 3  # years
# Letters of any alphabet with spaces, apostrophes, dots and hyphens between: H' Bian, A-Lơ.
_NAME = re.compile(r"[^\W\d_]+(?:[ '.\-]+[^\W\d_]+)*[.']?")

T = TypeVar("T", bound=StrEnum)


def read_request(form: Form, only_commune: UnitId | None) -> SubmitSupportRequest:
    """The request. `only_commune` is the officer's own; others choose one. Raises `Invalid` beside
    the first field that cannot be used."""
    year = clock.today().year
    programme, _slash, benefit = form.text("offer").partition("/")
    unit = only_commune or UnitId(form.number("unit") or 0)
    if not unit:
        raise Invalid(_("Anh/chị chọn xã."), field="unit")
    return SubmitSupportRequest(
        programme=programme,
        benefit=benefit,
        relation=_chosen(form, "relation", Relation),
        circumstance=_chosen(form, "circumstance", Circumstance),
        unit_id=unit,
        hamlet=_required(form, "hamlet", _("Anh/chị ghi thôn.")),
        head_name=read_name(form, "head_name"),
        head_birth_year=_year(form, "head_birth_year", year - OLDEST_HEAD, year - 10),
        child_name=read_name(form, "child_name"),
        child_birth_year=_year(
            form, "child_birth_year", year - OLDEST_PUPIL, year - YOUNGEST_PUPIL
        ),
        school=_required(form, "school", _("Anh/chị ghi trường.")),
        class_name=_required(form, "class_name", _("Anh/chị ghi lớp."), LONGEST_CLASS),
        lacking=_chosen(form, "lacking", Lacking),
        phone=_phone(form),
    )


def read_consent(form: Form) -> OnPaper:
    """Who signed, and when. Raises `Invalid`."""
    return OnPaper(read_name(form, "consented_by"), form.day("consented_on"))


def read_name(form: Form, field: str) -> str:
    """A full name, as it was typed but for its spaces. Raises `Invalid` for anything else."""
    name = clean(form.text(field, LONGEST_NAME))
    if not _NAME.fullmatch(name) or " " not in name:
        raise Invalid(_("Anh/chị ghi đủ họ và tên, ví dụ: Hồ Văn Nam."), field=field)
    return name


def _required(form: Form, field: str, what_to_do: str, longest: int = LONGEST_TEXT) -> str:
    text = clean(form.text(field, longest))
    if not text:
        raise Invalid(what_to_do, field=field)
    return text


def _chosen(form: Form, field: str, kind: Callable[[str], T]) -> T:
    try:
        return kind(form.text(field))
    except ValueError:
        raise Invalid(_("Anh/chị chọn một mục."), field=field) from None


def _year(form: Form, field: str, first: int, last: int) -> int | None:
    """A year, None when nothing is written: people do not know it."""
    text = form.text(field)
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and first <= int(text[:5]) <= last):
        raise Invalid(
            _("Năm sinh có 4 chữ số, từ {first} đến {last}. Không rõ thì để trống.").format(
                first=first, last=last
            ),
            field=field,
        )
    return int(text)


def _phone(form: Form) -> str:
    """Ten digits, or eleven of a landline; "" when the family has none."""
    text = form.text("phone", 30)
    number = read_phone(text) if text else ""
    if number is None:
        raise Invalid(
            _("Số điện thoại có 10 chữ số, ví dụ 0912345678. Không có số thì để trống."),
            field="phone",
        )
    return number
