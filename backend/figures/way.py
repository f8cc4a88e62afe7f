"""The way from request to receipt: how many days each step took, and how many wait at it now.

Each question is grouped by days in the database, so that what comes out is as long as the longest
wait and not as the table.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Join, Select, func, select
from sqlalchemy.orm import Session

from backend.db import table
from backend.deliveries.models import Delivery, DeliveryConfirmation
from backend.figures import queries
from backend.figures.catalogue import AT_HAND_OVER, AT_RECEIPT, AT_STEPS, Figure
from backend.figures.days import days_between, local_day
from backend.figures.narrowing import Narrowing
from backend.figures.rules import percentile
from backend.figures.sources import REQUESTS
from backend.i18n import _
from backend.officers.models import Officer
from backend.programmes.schema import Programme
from backend.support_requests.models import Decision, DecisionKind, SupportRequest
from backend.support_requests.queue_models import QueueEntry

_ENDS = (DecisionKind.APPROVE, DecisionKind.REFUSE)


@dataclass(frozen=True)
class Stage:
    """One part of the way. `took` says of how many requests it took how many days."""

    title: str
    figure: Figure
    now: int
    took: Mapping[int, int]

    @property
    def done(self) -> int:
        """How many have left it."""
        return sum(self.took.values())

    @property
    def median(self) -> int | None:
        """Half of them needed no more days than this; None when nobody has left it yet."""
        return percentile(self.took, 50)

    @property
    def slow(self) -> int | None:
        """Nine out of ten needed no more days than this."""
        return percentile(self.took, 90)


def stages(
    session: Session, officer: Officer, narrowed: Narrowing, programme: Programme
) -> list[Stage]:
    """Every part of the way of requests under one programme, in order. Raises `NotFound` for a unit
    beyond the officer's scope."""
    narrowed = narrowed.having(programme=programme.code)
    steps = list(zip(programme.steps, AT_STEPS, strict=False))
    figures = (*(figure for _step, figure in steps), AT_HAND_OVER, AT_RECEIPT)
    now = queries.totals(session, officer, narrowed, figures)
    place = REQUESTS.place(queries.require_unit(session, officer, narrowed))
    where = [place, *REQUESTS.within(session, officer, narrowed)]
    parts = [
        *((step.name, _decided(number)) for number, (step, _figure) in enumerate(steps)),
        (_("Hẹn và bàn giao máy"), _handed_over()),
        (_("Gia đình xác nhận đã nhận"), _confirmed()),
    ]
    return [
        Stage(title, figure, now[figure.code], _days(session, each.where(*where)))
        for figure, (title, each) in zip(figures, parts, strict=True)
    ]


def newest_asked(session: Session, officer: Officer) -> str | None:
    """The code of the programme that the newest request of the unit is under; None without any."""
    query = select(QueueEntry.programme).where(QueueEntry.unit_id == officer.unit_id)
    return session.scalar(query.order_by(QueueEntry.request_id.desc()).limit(1))


def longest(stages: Sequence[Stage]) -> Stage | None:
    """Where it waits longest: nine in ten needed most days there, of several the one with the greater
    median; None while nothing has taken a day."""
    waited = [stage for stage in stages if stage.slow]
    return max(waited, key=lambda stage: (stage.slow or 0, stage.median or 0), default=None)


_entry, _request, _decision = table(QueueEntry), table(SupportRequest), table(Decision)
_delivery, _confirmation = table(Delivery), table(DeliveryConfirmation)


def _decided(number: int) -> Select[Any]:
    """From the request, or from the approval before, to the last word of a step; the time in which
    the family adds something is in it."""
    before = _decision.alias()
    rows = _requests().join(_decision, _decision.c.request_id == _request.c.id)
    began: Any = _request.c.created_at
    if number:
        is_before = (before.c.request_id == _request.c.id) & (before.c.step == number - 1)
        rows = rows.join(before, is_before & (before.c.kind == DecisionKind.APPROVE))
        began = func.max(before.c.created_at)
    days = _from_to(local_day(began), local_day(func.max(_decision.c.created_at)))
    query = days.select_from(rows).where(_decision.c.step == number, _decision.c.kind.in_(_ENDS))
    return query.group_by(_request.c.id, _request.c.created_at)


def _handed_over() -> Select[Any]:
    """From the last approval to the day on which the device changed hands."""
    rows = _with_delivery().join(_decision, _decision.c.request_id == _request.c.id)
    approved = local_day(func.max(_decision.c.created_at))
    query = _from_to(approved, func.max(_delivery.c.handed_over_on)).select_from(rows)
    return query.where(_decision.c.kind == DecisionKind.APPROVE).group_by(_request.c.id)


def _confirmed() -> Select[Any]:
    """From there to the family's first word that it has the device."""
    rows = _with_delivery().join(_confirmation, _confirmation.c.delivery_id == _delivery.c.id)
    said = local_day(func.min(_confirmation.c.created_at))
    query = _from_to(func.min(_delivery.c.handed_over_on), said).select_from(rows)
    return query.where(_confirmation.c.received).group_by(_delivery.c.id)


def _with_delivery() -> Any:
    is_its = (_delivery.c.request_id == _request.c.id) & _delivery.c.returned_on.is_(None)
    return _requests().join(_delivery, is_its)


def _requests() -> Join:
    return REQUESTS.rows.join(_request, _request.c.id == _entry.c.request_id)


def _from_to(began: Any, ended: Any) -> Select[Any]:
    return select(began.label("began"), ended.label("ended"))


def _days(session: Session, each: Select[Any]) -> Mapping[int, int]:
    """How many took how many days. What was dated back to before its beginning took none."""
    one = each.subquery()
    days = days_between(one.c.began, one.c.ended)
    took: Counter[int] = Counter()
    for number, count in session.execute(select(days, func.count()).group_by(days)):
        took[max(number, 0)] += count
    return took
