"""What may stand in the register, as it is typed. Pure: values in, answer out."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from backend.disclosures.words import FIELDS, Basis, ReceiverKind
from backend.errors import Invalid
from backend.i18n import _

LONGEST_NAME = 60
MOST_PEOPLE = 10_000_000
_LONG_NUMBER = re.compile(r"\d(?:[ .-]?\d){8}")  # a telephone or identity number, however spaced
_UNNAMED = (ReceiverKind.OFFICE, ReceiverKind.PUBLIC)


@dataclass(frozen=True)
class Receiver:
    """Whom it went to, and on what grounds. `name` is an office's, "" where the kind says all."""

    kind: ReceiverKind = ReceiverKind.OFFICE
    name: str = ""
    basis: Basis = Basis.DUTY


OWN_OFFICE = Receiver()


def receiver(kind: str, name: str, basis: str) -> Receiver:
    """As typed; nothing typed is the own office. Raises `Invalid` beside the field."""
    named = " ".join(name.split())
    if kind not in ("", *ReceiverKind):
        raise Invalid(_("Anh/chị chọn nơi nhận."), field="receiver_kind")
    chosen = ReceiverKind(kind) if kind else ReceiverKind.OFFICE
    if chosen in _UNNAMED and named:
        words = _("Anh/chị đã ghi tên nơi nhận, xin chọn thêm đó là loại nơi nào.")
        raise Invalid(words, field="receiver_kind")
    if chosen is ReceiverKind.OFFICE:
        return OWN_OFFICE
    if chosen not in _UNNAMED and not named:
        words = _("Anh/chị ghi tên cơ quan, đơn vị nhận. Ví dụ: Viettel, Sở Giáo dục và Đào tạo.")
        raise Invalid(words, field="receiver")
    require_no_number(named, "receiver")
    if basis not in list(Basis):
        raise Invalid(_("Anh/chị chọn căn cứ."), field="basis")
    return Receiver(chosen, named, Basis(basis))


def require_no_number(text: str, field: str) -> None:
    """Raises `Invalid` for a text with somebody's number: the register says of how many, never who."""
    if _LONG_NUMBER.search(text):
        words = _("Sổ này không ghi số điện thoại hay số định danh của ai. Anh/chị bỏ số đó ra.")
        raise Invalid(words, field=field)


def people(text: str) -> int:
    """How many families. Raises `Invalid` for what is no number of them."""
    digits = text.replace(".", "").replace(" ", "")
    number = int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 9 else 0
    if not 0 < number <= MOST_PEOPLE:
        raise Invalid(_("Anh/chị ghi một con số, ví dụ: 12."), field="people")
    return number


def fields(codes: Sequence[str]) -> list[str]:
    """Kinds of data in one order. Raises `Invalid` when there is none."""
    chosen = [code for code in FIELDS if code in codes]
    if not chosen:
        raise Invalid(_("Anh/chị đánh dấu ít nhất một loại dữ liệu đã đưa."), field="fields")
    return chosen


def request_codes(text: str) -> list[str]:
    """ "HT-2026-000012, ht-2026-000013" -> both, each once."""
    return list(dict.fromkeys(re.findall(r"[A-Z]{2}-\d{4}-\d+", text.upper())))
