"""What is handed over, by the kind of benefit: a device, things, or money; and a phone's SIM."""

from dataclasses import dataclass
from typing import Any

from backend.errors import Invalid
from backend.i18n import _
from backend.poverty_lists.reading.phones import read_phone
from backend.programmes.schema import CashBenefit, DeviceBenefit, GoodsBenefit, Grant

IMEI_DIGITS = 15
LAST_DIGITS = 4
LONGEST_OPERATOR = 40  # letters


@dataclass(frozen=True)
class Sim:
    """What is noted of a phone: who its operator is, the number in it, and its own number. What was
    not noted is ""."""

    operator: str = ""
    number: str = ""
    imei: str = ""


def columns_of(grant: Grant) -> dict[str, Any]:
    """The columns of a delivery that hold things or money; none for a device, which has its own row."""
    if isinstance(grant, GoodsBenefit):
        return {"items": list(grant.items)}
    return {"dong": grant.dong} if isinstance(grant, CashBenefit) else {}


def is_device(grant: Grant) -> bool:
    """Whether a machine changes hands."""
    return isinstance(grant, DeviceBenefit)


def read_sim(grant: Grant, sim: Sim, serial: str = "") -> Sim:
    """The SIM as it is kept; `serial` is the machine's number, which of a phone often is its IMEI.
    Nothing for what has no SIM. Raises `Invalid` for a number that cannot be one."""
    if not (isinstance(grant, DeviceBenefit) and grant.with_sim):
        return Sim()
    digits = "".join(sim.imei.split())
    if digits and not is_imei(digits):
        words = _("IMEI có 15 chữ số. Bấm *#06# trên máy để xem, anh/chị ghi lại giúp.")
        raise Invalid(words, field="imei")
    number = read_phone(sim.number) if sim.number.strip() else ""
    if number is None:
        words = _("Số thuê bao có 10 chữ số, ví dụ 0912345678. Chưa có SIM thì để trống.")
        raise Invalid(words, field="sim_number")
    own = serial if is_imei(serial) else ""
    return Sim(sim.operator.strip()[:LONGEST_OPERATOR], number, digits or own)


def last_digits(text: str) -> str:
    """The last four digits of the receiver's identity number; "" when none is noted. More is never
    kept. Raises `Invalid` for anything else."""
    digits = text.strip()
    if digits and not (digits.isascii() and digits.isdigit() and len(digits) == LAST_DIGITS):
        words = _("Anh/chị chỉ ghi 4 số cuối của căn cước, ví dụ 0123.")
        raise Invalid(words, field="receiver_id_last4")
    return digits


def is_imei(digits: str) -> bool:
    """Fifteen digits of which the last is the check digit of the others (3GPP TS 23.003, annex B)."""
    if len(digits) != IMEI_DIGITS or not (digits.isascii() and digits.isdigit()):
        return False
    doubled = (int(d) * (1 + at % 2) for at, d in enumerate(digits))
    return sum(value // 10 + value % 10 for value in doubled) % 10 == 0


def given_words(grant: Grant) -> str:
    """Things or money as officers and papers name them: "1 áo ấm, 1 chăn", "500.000 đồng"."""
    if isinstance(grant, GoodsBenefit):
        return ", ".join(grant.items)
    if isinstance(grant, CashBenefit):
        return _("{amount} đồng").format(amount=f"{grant.dong:,}".replace(",", "."))
    return _(grant.name)
