"""Keeping gifts: what the Fatherland Front received, and which machines came with it."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend import audit, clock, scope
from backend.administrative_units.models import UnitId
from backend.donors.models import DonorId
from backend.donors.service import donor_named
from backend.errors import Conflict, Invalid, NotFound
from backend.gifts import queries, way
from backend.gifts.models import Gift, GiftDevice, GiftId
from backend.gifts.rules import counts_pieces, whole_number
from backend.gifts.words import GiftKind
from backend.i18n import _
from backend.numbering import next_code
from backend.officers.models import Officer
from backend.tickets.models import Ticket, TicketId
from backend.tickets.visibility import visible_to

SERIES = "QT"
OFFERED = "donate"  # the kind of ticket


@dataclass(frozen=True)
class GiftForm:
    """A gift as it is typed. `ticket` is the code of the offer in chat, "" for none."""

    donor: str
    kind: str
    thing: str
    received_on: date
    receipt: str
    received_by: str
    quantity: str = ""
    amount: str = ""
    ticket: str = ""


def add(session: Session, officer: Officer, unit_id: UnitId, form: GiftForm) -> Gift:
    """Keeps a gift and gives it the code by which its donor can ask. Raises `Invalid` beside the field,
    `Conflict` for a receipt that is there already."""
    if not scope.reaches(session, officer, unit_id):
        raise NotFound(_("Không có đơn vị này trong phạm vi của anh/chị."))
    if form.kind not in list(GiftKind):
        raise Invalid(_("Anh/chị chọn loại quà."), field="kind")
    kind = GiftKind(form.kind)
    receipt = " ".join(form.receipt.split())
    _require(form.thing, "thing", _("Anh/chị ghi rõ quà gì, ví dụ: 20 máy tính xách tay."))
    _require(receipt, "receipt", _("Anh/chị ghi số biên nhận đã trao cho người ủng hộ."))
    _require(form.received_by, "received_by", _("Anh/chị ghi cơ quan ký biên nhận."))
    if form.received_on > clock.today():
        raise Invalid(_("Ngày này chưa đến. Anh/chị xem lại."), field="received_on")
    query = select(Gift.id).where(Gift.unit_id == unit_id, Gift.receipt == receipt)
    if session.scalar(query):
        raise Conflict(_("Biên nhận số này đã ghi rồi. Anh/chị xem lại danh sách."))
    donor_id = donor_named(session, unit_id, form.donor)
    if donor_id is None:
        raise Invalid(_("Anh/chị ghi tên người ủng hộ như trên biên nhận."), field="donor")
    gift = Gift(
        code=next_code(session, SERIES, clock.today().year),
        unit_id=unit_id,
        donor_id=DonorId(donor_id),
        kind=kind,
        thing=form.thing.strip(),
        quantity=_number(form.quantity, "quantity", needed=counts_pieces(kind)),
        amount=_number(form.amount, "amount", needed=kind is GiftKind.MONEY),
        received_on=form.received_on,
        receipt=receipt,
        received_by=form.received_by.strip(),
        ticket_id=_ticket_id(session, officer, form.ticket),
        officer_id=officer.id,
        created_at=clock.now(),
    )
    session.add(gift)
    session.flush()
    audit.record(session, "add_gift", gift, by=officer, code=gift.code)
    return gift


def attach_devices(session: Session, officer: Officer, gift_id: GiftId, version: int) -> int:
    """Joins the donor's machines of the stock to the gift, as many as it has pieces; how many are new.
    So a machine belongs to one gift, and the donor sees its way. Raises `Conflict` when somebody else
    was faster or there is none."""
    gift = queries.gift(session, officer, gift_id, lock=True)
    if gift.version != version:
        raise Conflict(_("Phần ủng hộ này vừa có người sửa. Anh/chị xem lại rồi ghi."))
    room = (gift.quantity or 0) - way.device_count(session, gift)
    found = way.attachable(session, gift)[: max(room, 0)]
    if gift.kind is not GiftKind.DEVICE or not found:
        raise Conflict(_("Không còn máy nào của người này để gắn. Anh/chị nhập máy vào kho trước."))
    session.add_all(GiftDevice(device_id=device.id, gift_id=gift.id) for device in found)
    gift.version += 1
    session.flush()
    audit.record(session, "attach_gift_devices", gift, by=officer, count=len(found))
    return len(found)


def _require(text: str, field: str, what_to_do: str) -> None:
    if not text.strip():
        raise Invalid(what_to_do, field=field)


def _number(text: str, field: str, *, needed: bool) -> int | None:
    if not text.strip() and not needed:
        return None
    number = whole_number(text)
    if number is None:
        raise Invalid(_("Anh/chị ghi một con số, ví dụ: 20 hoặc 5.000.000."), field=field)
    return number


def _ticket_id(session: Session, officer: Officer, code: str) -> TicketId | None:
    if not code.strip():
        return None
    query = select(Ticket.id).where(
        Ticket.code == code.strip().upper(), Ticket.kind == OFFERED, visible_to(officer)
    )
    found = session.scalar(query)
    if found is None:
        words = _("Không thấy phiếu ủng hộ mang mã này. Anh/chị xem lại, hoặc để trống.")
        raise Invalid(words, field="ticket")
    return found
