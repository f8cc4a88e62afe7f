"""The receiver as forms ask for it: in the register, and where a file is fetched."""

from secrets import token_hex

from backend.admin.forms import Form
from backend.disclosures import rules
from backend.disclosures.rules import LONGEST_NAME, Receiver
from backend.disclosures.words import OUTSIDE, Basis, ReceiverKind
from backend.i18n import _

Options = list[tuple[str, str]]


def typed_receiver(form: Form) -> Receiver:
    """Whom it went to. Raises `Invalid` beside the field."""
    name = form.text("receiver", LONGEST_NAME)
    return rules.receiver(form.text("receiver_kind", 20), name, form.text("basis", 20))


def kinds_outside() -> Options:
    """Receivers to choose from, without the own office; none is chosen before."""
    return [("", _("Chọn loại nơi nhận")), *((kind.value, kind.label) for kind in OUTSIDE)]


def kinds_from_office() -> Options:
    """The same where staying in the office is what mostly happens."""
    return [("", ReceiverKind.OFFICE.label), *kinds_outside()[1:]]


def bases() -> Options:
    """Grounds to choose from; none is chosen before."""
    return [("", _("Chọn căn cứ")), *((basis.value, basis.label) for basis in Basis)]


def form_token(form: Form) -> str:
    """What tells one filled-in form from the next; a fresh one for a form that was just opened."""
    return form.text("once", 64) or token_hex(16)
