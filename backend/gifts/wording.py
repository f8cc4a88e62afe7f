"""What a donor hears of a gift: where it went, never to whom."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from backend.gifts import rules, way
from backend.gifts.models import Gift, GiftRound, GiftShare
from backend.gifts.words import GiftKind
from backend.i18n import _, day
from backend.tickets.models import TicketId


def way_of(session: Session, gift: Gift) -> str:
    """ "Quà QT-2026-000001 (20 máy tính), nhận 3/11/2026: 12 máy đã giao ở xã A Lưới 1 (lớp 3-5)…"."""
    words = _("Quà {code} ({thing}), nhận ngày {day}:")
    head = words.format(code=gift.code, thing=gift.thing, day=day(gift.received_on))
    lines = _devices(session, gift) if gift.kind is GiftKind.DEVICE else _others(session, gift)
    return "\n".join([head, *(f"- {line}" for line in lines)])


def by_code(session: Session, code: str) -> str | None:
    """The same for whoever has the code of the receipt; None where no gift has it. It holds nothing
    about anybody but the thing that was given."""
    gift = session.scalar(select(Gift).where(Gift.code == code))
    return way_of(session, gift) if gift else None


def of_ticket(session: Session, ticket_id: TicketId) -> str:
    """The gifts that came of an offer in chat; "" while none was received."""
    query = select(Gift).where(Gift.ticket_id == ticket_id).order_by(Gift.id)
    return "\n".join(way_of(session, gift) for gift in session.scalars(query))


def _devices(session: Session, gift: Gift) -> list[str]:
    told = rules.told(gift.quantity or 0, way.handed_over(session, gift))
    lines = []
    for place, count, grades in told.places:
        words = (
            _("{count} máy đã giao ở {place} (lớp {grades})")
            if grades
            else _("{count} máy đã giao ở {place}")
        )
        lines.append(words.format(count=count, place=place, grades=grades))
    lines += [_("dưới 5 máy đã giao ở {place}").format(place=place) for place in told.few]
    if told.rest is None:
        lines.append(_("số máy còn lại chưa giao, ở kho hoặc đang sửa"))
    elif told.rest:
        lines.append(_("{count} máy chưa giao, ở kho hoặc đang sửa").format(count=told.rest))
    return lines


def _others(session: Session, gift: Gift) -> list[str]:
    """What agreed rounds took of it. Purposes are officers' own words and stay inside."""
    query = (
        select(func.sum(GiftShare.quantity), func.sum(GiftShare.amount))
        .join(GiftRound, GiftRound.id == GiftShare.round_id)
        .where(GiftShare.gift_id == gift.id, GiftRound.agreed_on.is_not(None))
    )
    pieces, dong = session.execute(query).one()
    if gift.kind is GiftKind.MONEY:
        used, whole, unit = int(dong or 0), gift.amount or 0, _("đồng")
    else:
        used, whole, unit = int(pieces or 0), gift.quantity or 0, _("phần")
    rest = whole - used
    lines = [_("đã phân bổ {count} {unit}").format(count=_grouped(used), unit=unit)] if used else []
    if rest:
        words = _("{count} {unit} chờ phân bổ")
        lines.append(words.format(count=_grouped(rest), unit=unit))
    return lines


def _grouped(number: int) -> str:
    return f"{number:,}".replace(",", ".")
