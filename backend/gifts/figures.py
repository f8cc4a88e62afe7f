"""Figures of gifts: what came in, and what agreed rounds gave out. Each opens to its rows."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from sqlalchemy import ColumnElement, select, true
from sqlalchemy.orm import Session

from backend import scope
from backend.db import table
from backend.donors.models import Donor
from backend.figures.figure import Clause, Figure
from backend.figures.narrowing import Narrowing
from backend.figures.of_programme import gift_counts, share_counts
from backend.figures.sources import Clauses, Line, Source
from backend.gifts.models import Gift, GiftRound, GiftShare
from backend.gifts.words import GiftKind
from backend.i18n import N_
from backend.officers.models import Officer


def _by(
    unit: Any, column: Any, counts: Callable[[str], ColumnElement[bool]]
) -> Callable[[Session, Officer, Narrowing], Clauses]:
    def clauses(_session: Session, officer: Officer, narrowed: Narrowing) -> Clauses:
        period = narrowed.period
        found: list[ColumnElement[bool]] = [scope.within(officer, unit)]
        found += [counts(narrowed.programme)] if narrowed.programme else []
        found += [column >= period.since] if period.since else []
        return [*found, column <= period.until] if period.until else found

    return clauses


def _of_gifts(session: Session, rows: Sequence[Gift]) -> list[Line]:
    query = select(Donor.id, Donor.name).where(Donor.id.in_([row.donor_id for row in rows]))
    donors = {donor_id: name for donor_id, name in session.execute(query)}
    return [
        Line(
            f"{row.code} · {row.thing} · {donors[row.donor_id]}",
            f"/admin/gifts/{row.id}",
            row.unit_id,
            row.kind.label,
            row.received_on,
        )
        for row in rows
    ]


def _of_shares(session: Session, rows: Sequence[GiftShare]) -> list[Line]:
    rounds = select(GiftRound).where(GiftRound.id.in_([row.round_id for row in rows]))
    gifts = select(Gift).where(Gift.id.in_([row.gift_id for row in rows]))
    of_round = {one.id: one for one in session.scalars(rounds)}
    of_gift = {one.id: one for one in session.scalars(gifts)}
    return [
        Line(
            f"{of_gift[row.gift_id].code} · {of_gift[row.gift_id].thing}",
            f"/admin/gift-rounds/{row.round_id}",
            of_round[row.round_id].unit_id,
            of_round[row.round_id].name,
            of_round[row.round_id].agreed_on,
        )
        for row in rows
    ]


GIFTS = Source(
    N_("Ủng hộ tiếp nhận trong kỳ"),
    N_("Tính theo ngày trên biên nhận."),
    table(Gift),
    Gift,
    partial(scope.below, Gift.unit_id),
    _by(Gift.unit_id, Gift.received_on, gift_counts),
    lines=_of_gifts,
)
SHARES = Source(
    N_("Ủng hộ phân bổ trong kỳ"),
    N_("Tính theo ngày bên thứ hai ký; đợt chưa đủ hai chữ ký thì chưa tính."),
    table(GiftShare).join(table(GiftRound), table(GiftRound).c.id == table(GiftShare).c.round_id),
    GiftShare,
    partial(scope.below, GiftRound.unit_id),
    _by(GiftRound.unit_id, GiftRound.agreed_on, share_counts),
    lines=_of_shares,
)


def _of_kind(kind: GiftKind) -> Clause:
    return lambda _session: Gift.kind == kind


def _money_out(_session: Session) -> ColumnElement[bool]:
    return GiftShare.amount.is_not(None) & GiftRound.agreed_on.is_not(None)


def _things_out(_session: Session) -> ColumnElement[bool]:
    return GiftShare.quantity.is_not(None) & GiftRound.agreed_on.is_not(None)


FIGURES: Sequence[Figure] = (
    Figure("gifts", GIFTS, N_("Lần ủng hộ"), lambda _session: true(), "info"),
    Figure(
        "gifts-money",
        GIFTS,
        N_("Tiền ủng hộ đã nhận (đồng)"),
        _of_kind(GiftKind.MONEY),
        "good",
        amount=Gift.amount,
    ),
    Figure(
        "gifts-devices",
        GIFTS,
        N_("Máy, thiết bị được ủng hộ"),
        _of_kind(GiftKind.DEVICE),
        "good",
        amount=Gift.quantity,
    ),
    Figure(
        "gifts-packages",
        GIFTS,
        N_("Gói cước được ủng hộ"),
        _of_kind(GiftKind.PACKAGE),
        amount=Gift.quantity,
    ),
    Figure(
        "gifts-infrastructure",
        GIFTS,
        N_("Hạ tầng được ủng hộ"),
        _of_kind(GiftKind.INFRASTRUCTURE),
        amount=Gift.quantity,
    ),
    Figure(
        "gifts-money-out",
        SHARES,
        N_("Tiền ủng hộ đã phân bổ (đồng)"),
        _money_out,
        "info",
        amount=GiftShare.amount,
    ),
    Figure(
        "gifts-things-out",
        SHARES,
        N_("Hiện vật đã phân bổ"),
        _things_out,
        "info",
        amount=GiftShare.quantity,
    ),
)
