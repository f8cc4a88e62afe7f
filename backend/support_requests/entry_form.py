"""Reads the form by which an officer enters a request, with the care of the chat's questions."""

import re
from collections.abc import Callable, Iterator, Sequence
from enum import StrEnum
from typing import Any, TypeVar

from backend import clock
from backend.admin.forms import Form
from backend.administrative_units.models import UnitId
from backend.errors import Invalid
from backend.i18n import _
from backend.poverty_lists.reading.phones import read_phone
from backend.programmes.fields import Answer, Field
from backend.programmes.rules import Circumstance
from backend.programmes.schema import Programme
from backend.support_requests.commands import SubmitSupportRequest
from backend.support_requests.earlier_chains import OldPaper, Passed, chain_of
from backend.support_requests.entering import OnPaper
from backend.support_requests.models import Lacking, Relation
from backend.vietnamese import clean

OWN = "own_"  # before the names of a programme's own fields
LONGEST_NAME, LONGEST_TEXT, LONGEST_CLASS = 80, 120, 30  # letters
OLDEST_HEAD, OLDEST_PUPIL, YOUNGEST_PUPIL = 115, 25, 3  # years
# Letters of any alphabet with spaces, apostrophes, dots and hyphens between: H' Bian, A-Lơ.
_NAME = re.compile(r"[^\W\d_]+(?:[ '.\-]+[^\W\d_]+)*[.']?")

T = TypeVar("T", bound=StrEnum)


def read_request(
    form: Form, only_commune: UnitId | None, programme: Programme
) -> SubmitSupportRequest:
    """The request, as its programme asks it. `only_commune` is the officer's own; others choose one.
    Raises `Invalid` beside the first field that cannot be used."""
    year = clock.today().year
    request, (_code, _slash, benefit) = programme.request, form.text("offer").partition("/")
    if request is None:
        raise Invalid(_("Anh/chị chọn chương trình."), field="offer")
    unit = only_commune or UnitId(form.number("unit") or 0)
    if not unit:
        raise Invalid(_("Anh/chị chọn xã."), field="unit")
    of_child = request.subject == "pupil"
    return SubmitSupportRequest(
        programme=programme.code,
        benefit=benefit,
        relation=_chosen(form, "relation", Relation) if of_child else Relation.MEMBER,
        circumstance=_chosen(form, "circumstance", Circumstance),
        unit_id=unit,
        hamlet=_required(form, "hamlet", _("Anh/chị ghi thôn.")),
        head_name=read_name(form, "head_name"),
        head_birth_year=_year(form, "head_birth_year", year - OLDEST_HEAD, year - 10),
        phone=read_phone_number(form),
        **(_child(form, year) if of_child else {}),
        lacking=_chosen(form, "lacking", Lacking) if programme.eligible.without_device else None,
        answers=tuple(_answers(form, request.fields)),
    )


def _child(form: Form, year: int) -> dict[str, Any]:
    return {
        "child_name": read_name(form, "child_name"),
        "child_birth_year": _year(
            form, "child_birth_year", year - OLDEST_PUPIL, year - YOUNGEST_PUPIL
        ),
        "school": _required(form, "school", _("Anh/chị ghi trường.")),
        "class_name": _required(form, "class_name", _("Anh/chị ghi lớp."), LONGEST_CLASS),
    }


def _answers(form: Form, fields: Sequence[Field]) -> Iterator[Answer]:
    """Those of the programme's own fields; one that depends on another only where it is asked."""
    given: dict[str, str] = {}
    for field in fields:
        if field.when and given.get(field.when.field) not in field.when.is_one_of:
            continue
        name = f"{OWN}{field.name}"
        value = _required(form, name, _("Anh/chị trả lời câu này giúp."))
        shown = {option.value: _(option.label) for option in field.options}
        if field.options and value not in shown:
            raise Invalid(_("Anh/chị chọn một mục."), field=name)
        if field.kind == "number" and not (value.isascii() and value.isdigit()):
            raise Invalid(_("Anh/chị ghi bằng chữ số, ví dụ: 12."), field=name)
        given[field.name] = value
        yield Answer(field.name, value, shown.get(value, value))


def read_paper(form: Form, programme: Programme) -> OldPaper | None:
    """A paper of former times, when the form says one: its day, and the steps behind it without a gap.
    Raises `Invalid`."""
    if not form.text("paper_on"):
        return None
    dated = form.day("paper_on")
    chain = chain_of(programme, dated)
    passed: list[Passed] = []
    for number in range(len(chain.steps) if chain else 0):
        day = form.text(f"old_day_{number}")
        if day and len(passed) < number:
            words = _("Bước trước chưa ghi ngày. Anh/chị ghi lần lượt từ bước đầu.")
            raise Invalid(words, field=f"old_day_{number}")
        if day:
            passed.append(
                Passed(
                    clean(form.text(f"old_unit_{number}", LONGEST_TEXT)),
                    form.day(f"old_day_{number}"),
                    clean(form.text(f"old_number_{number}", LONGEST_TEXT)),
                )
            )
    return OldPaper(dated, tuple(passed))


def read_consent(form: Form) -> OnPaper:
    """Who signed, and when. Raises `Invalid`."""
    return OnPaper(read_name(form, "consented_by"), form.day("consented_on"))


def read_head(form: Form) -> tuple[str, str, int | None]:
    """Hamlet, name and year of birth of a household's head. Raises `Invalid`."""
    year = clock.today().year
    hamlet = _required(form, "hamlet", _("Anh/chị ghi thôn."))
    name = read_name(form, "head_name")
    return hamlet, name, _year(form, "head_birth_year", year - OLDEST_HEAD, year - 10)


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


def read_phone_number(form: Form) -> str:
    """Ten digits, or eleven of a landline; "" when the family has none."""
    text = form.text("phone", 30)
    number = read_phone(text) if text else ""
    if number is None:
        raise Invalid(
            _("Số điện thoại có 10 chữ số, ví dụ 0912345678. Không có số thì để trống."),
            field="phone",
        )
    return number
