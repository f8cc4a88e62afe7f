"""What an officer has to write down with each thing that happens to a device."""

from dataclasses import dataclass, replace
from datetime import date

from backend import clock
from backend.administrative_units.models import UnitId
from backend.devices.words import Happened
from backend.errors import Invalid
from backend.i18n import N_, _

# Needs a reason or a number of a decision, with what is asked for.
WHY = {
    Happened.CALLED_BACK: N_("Anh/chị ghi vì sao thôi chuyển máy."),
    Happened.RETURNED: N_("Anh/chị ghi vì sao gia đình trả lại máy."),
    Happened.BROKE: N_("Anh/chị ghi máy hỏng gì, ví dụ: vỡ màn hình."),
    Happened.LOST: N_("Anh/chị ghi mất ở đâu, khi nào, ai báo."),
    Happened.SCRAPPED: N_("Anh/chị ghi số quyết định thanh lý và lý do."),
}
MOST_COST = 1_000_000_000  # đồng


@dataclass(frozen=True)
class Note:
    """What is written down with an event; which of it counts depends on the event."""

    on: date
    text: str = ""
    unit_id: UnitId | None = None
    person: str = ""
    until: date | None = None
    workshop: str = ""
    cost: int | None = None


def check(happened: Happened, said: Note, lent_until: date | None) -> Note:
    """What is kept of it. Raises `Invalid` beside the first field that is missing or wrong."""
    if said.on > clock.today():
        raise Invalid(_("Ngày này chưa tới. Anh/chị ghi ngày việc đã xảy ra."), field="on")
    text = said.text.strip()
    if happened in WHY and not text:
        raise Invalid(_(WHY[happened]), field="text")
    kept = Note(said.on, text)
    if happened is Happened.SENT:
        return replace(kept, unit_id=said.unit_id)
    if happened in (Happened.LENT, Happened.EXTENDED):
        return _loan(happened, kept, said, lent_until)
    if happened is Happened.SENT_TO_REPAIR:
        if not said.workshop.strip():
            raise Invalid(_("Anh/chị ghi nơi sửa, ví dụ: Cửa hàng Tâm, chợ xã."), field="workshop")
        return replace(kept, workshop=said.workshop.strip())
    if happened is Happened.REPAIRED:
        return replace(kept, cost=said.cost, workshop=said.workshop.strip())
    return kept


def cost_of(text: str) -> int | None:
    """đồng, as people write it: "350.000", "350 000đ"; None for "". Raises `Invalid` otherwise."""
    digits = text.strip().lower()
    for ending in ("đồng", "dong", "vnđ", "vnd", "đ", "d"):
        digits = digits.removesuffix(ending).rstrip()
    digits = digits.replace(" ", "").replace("\u00a0", "").replace(".", "").replace(",", "")
    if not text.strip():
        return None
    if not (digits.isascii() and digits.isdigit()) or len(digits) > 10 or int(digits) > MOST_COST:
        raise Invalid(_("Anh/chị ghi số tiền bằng chữ số, ví dụ: 350.000."), field="cost")
    return int(digits)


def _loan(happened: Happened, kept: Note, said: Note, lent_until: date | None) -> Note:
    if happened is Happened.LENT and not said.person.strip():
        raise Invalid(_("Anh/chị ghi họ tên người mượn."), field="person")
    if said.until is None or said.until < max(said.on, clock.today()):
        raise Invalid(_("Anh/chị ghi ngày trả, từ hôm nay trở đi."), field="until")
    if happened is Happened.EXTENDED and lent_until and said.until <= lent_until:
        raise Invalid(_("Anh/chị ghi ngày trả sau ngày hẹn cũ."), field="until")
    return replace(kept, person=said.person.strip(), until=said.until)
