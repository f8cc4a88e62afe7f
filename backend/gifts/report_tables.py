"""Gifts for the report: devices by where they come from, and money in and out."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sqlalchemy import false, func, select
from sqlalchemy.orm import Session

from backend import scope
from backend.deliveries.models import Delivery
from backend.devices.models import Device
from backend.donors.models import Donor
from backend.figures.of_programme import device_counts, gift_counts, held_under, share_counts
from backend.figures.rules import Period
from backend.gifts.models import Gift, GiftRound, GiftShare
from backend.gifts.words import GiftKind
from backend.i18n import _
from backend.officers.models import Officer
from backend.papers.shapes import Cell, Column, Paragraph, Table

Contents = Sequence[Table | Paragraph]


def devices_by_source(
    session: Session, officer: Officer, period: Period, programme: str = ""
) -> Contents:
    """Machines that came in during the period, by source or donor, and how many families have now.
    Of a programme: those that no other one handed out or paid for."""
    source = func.coalesce(Donor.name, Device.source)
    open_ones = select(Delivery.device_id).where(Delivery.returned_on.is_(None))
    if programme:
        open_ones = held_under(programme)
    query = (
        select(
            source,
            func.count(),
            func.count().filter(Device.id.in_(open_ones)),
        )
        .outerjoin(Donor, Donor.id == Device.donor_id)
        .where(
            scope.within(officer, Device.unit_id),
            *_within(Device.received_on, period),
            *([device_counts(session, programme)] if programme else []),
        )
        .group_by(source)
        .order_by(source)
    )
    found = [(name, int(count), int(given)) for name, count, given in session.execute(query)]
    rows: list[Sequence[Cell]] = [
        (at, name or _("Không ghi nguồn"), count, given, count - given)
        for at, (name, count, given) in enumerate(found, start=1)
    ]
    every, held = sum(one[1] for one in found), sum(one[2] for one in found)
    rows.append(("", _("Cộng"), every, held, every - held))
    columns = (
        Column(_("STT"), 5, centred=True),
        Column(_("Nguồn máy"), 34),
        Column(_("Đã nhập"), 11, centred=True),
        Column(_("Học sinh đang giữ"), 13, centred=True),
        Column(_("Còn lại"), 11, centred=True),
    )
    return (Table(columns, rows),)


def gift_money(session: Session, officer: Officer, period: Period, programme: str = "") -> Contents:
    """Money left from before, received, given out, and left: they add up. Of a programme: gifts that
    others did not use alone; what others had of them has a row of its own."""
    gifts = [gift_counts(programme)] if programme else []
    of_gifts = [GiftShare.gift_id.in_(select(Gift.id).where(*gifts))] if gifts else []
    earlier, within = _earlier(Gift.received_on, period), _within(Gift.received_on, period)
    agreed = _within(GiftRound.agreed_on, period)
    before = _money_in(session, officer, [*earlier, *gifts]) - _money_out(
        session, officer, [*_earlier(GiftRound.agreed_on, period), *of_gifts]
    )
    came = _money_in(session, officer, [*within, *gifts])
    every = _money_out(session, officer, [*agreed, *of_gifts])
    own = _money_out(session, officer, [*agreed, share_counts(programme)]) if programme else every
    lines = [
        (_("Còn từ kỳ trước"), before),
        (_("Nhận trong kỳ"), came),
        (_("Phân bổ trong kỳ (đủ hai chữ ký)"), own),
    ]
    if every != own:
        lines.append((_("Phân bổ cho hồ sơ của chương trình khác"), every - own))
        lines.append((_("Còn cuối kỳ (1 + 2 − 3 − 4)"), before + came - every))
    else:
        lines.append((_("Còn cuối kỳ (1 + 2 − 3)"), before + came - every))
    columns = (
        Column(_("STT"), 5, centred=True),
        Column(_("Tiền ủng hộ qua Mặt trận Tổ quốc"), 44),
        Column(_("Đồng"), 18, centred=True),
    )
    rows = [(at, words, dong) for at, (words, dong) in enumerate(lines, start=1)]
    return (Table(columns, rows),)


def gifts_received(
    session: Session, officer: Officer, period: Period, programme: str = ""
) -> Contents:
    """Every gift of the period by its receipt; of a programme, those that others did not use alone."""
    query = (
        select(Gift, Donor.name)
        .join(Donor, Donor.id == Gift.donor_id)
        .where(
            scope.within(officer, Gift.unit_id),
            *_within(Gift.received_on, period),
            *([gift_counts(programme)] if programme else []),
        )
        .order_by(Gift.received_on, Gift.id)
    )
    rows: list[Sequence[Cell]] = [
        (at, gift.received_on, gift.receipt, donor, gift.thing, gift.quantity, gift.amount)
        for at, (gift, donor) in enumerate(session.execute(query), start=1)
    ]
    if not rows:
        return (Paragraph(_("Trong kỳ chưa tiếp nhận phần ủng hộ nào.")),)
    columns = (
        Column(_("STT"), 5, centred=True),
        Column(_("Ngày"), 10, centred=True),
        Column(_("Biên nhận"), 12),
        Column(_("Người ủng hộ"), 22),
        Column(_("Nội dung"), 24),
        Column(_("Số lượng"), 9, centred=True),
        Column(_("Giá trị (đồng)"), 14, centred=True),
    )
    return (Table(columns, rows),)


def _money_in(session: Session, officer: Officer, when: Sequence[Any]) -> int:
    query = select(func.sum(Gift.amount)).where(
        scope.within(officer, Gift.unit_id), Gift.kind == GiftKind.MONEY, *when
    )
    return int(session.scalar(query) or 0)


def _money_out(session: Session, officer: Officer, when: Sequence[Any]) -> int:
    query = (
        select(func.sum(GiftShare.amount))
        .join(GiftRound, GiftRound.id == GiftShare.round_id)
        .where(scope.within(officer, GiftRound.unit_id), GiftRound.agreed_on.is_not(None), *when)
    )
    return int(session.scalar(query) or 0)


def _earlier(column: Any, period: Period) -> list[Any]:
    return [column < period.since] if period.since else [false()]


def _within(column: Any, period: Period) -> list[Any]:
    found = [column >= period.since] if period.since else []
    return [*found, column <= period.until] if period.until else found


OF_PROGRAMME: Mapping[str, Callable[[Session, Officer, Period, str], Contents]] = {
    "devices_by_source": devices_by_source,
    "gift_money": gift_money,
    "gifts_received": gifts_received,
}
