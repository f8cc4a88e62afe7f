"""Who was asked: households with a need, which are their requests, and those without; and households
that lists call deprived of information (QĐ 861/QĐ-TTg and NĐ 07/2021 name the column)."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from sqlalchemy import ColumnElement, exists, literal, select, true, union_all
from sqlalchemy.orm import Session

from backend import scope
from backend.db import Base, table
from backend.deliveries.models import Delivery
from backend.figures.figure import Figure
from backend.figures.narrowing import Narrowing
from backend.figures.sources import Clauses, Line, Source, on_days
from backend.i18n import N_, _
from backend.need_answers.models import NeedAnswer
from backend.officers.models import Officer
from backend.poverty_lists.models import ListKind, ListState, PovertyList, PovertyListEntry
from backend.programmes.models import ProgrammeRevision
from backend.support_requests.models import Status, SupportRequest

_ENDED = (Status.WITHDRAWN, Status.MERGED)


def _columns(row: Any, programme: Any, number: Any, *, has_need: bool) -> Any:
    return select(
        number.label("id"),
        row.id.label("own_id"),
        row.unit_id,
        programme.label("programme"),
        row.created_at,
        literal(has_need).label("has_need"),
    )


_asked = union_all(
    _columns(SupportRequest, ProgrammeRevision.code, SupportRequest.id * 2, has_need=True)
    .join(ProgrammeRevision, ProgrammeRevision.id == SupportRequest.revision_id)
    .where(SupportRequest.status.not_in(_ENDED)),
    _columns(NeedAnswer, NeedAnswer.programme, NeedAnswer.id * 2 + 1, has_need=False).where(
        NeedAnswer.replaced_by_id.is_(None)
    ),
).subquery("asked_households")


class AskedHousehold(Base):
    """One household that said whether it needs something: a request, or an answer of no need."""

    __table__ = _asked
    __mapper_args__ = {"primary_key": [_asked.c.id]}  # noqa: RUF012 - SQLAlchemy's own


def _within(_session: Session, officer: Officer, narrowed: Narrowing) -> Clauses:
    clauses: list[ColumnElement[bool]] = [scope.within(officer, _asked.c.unit_id)]
    if narrowed.programme:
        clauses.append(_asked.c.programme == narrowed.programme)
    return [*clauses, *on_days(_asked.c.created_at, narrowed.period)]


def _lines(session: Session, rows: Sequence[Any]) -> list[Line]:
    """A request leads to its case; an answer of no need to the list of them."""
    return [_line(session, row) for row in rows]


def _line(session: Session, row: Any) -> Line:
    day = row.created_at.date()
    if row.has_need:
        request = session.get_one(SupportRequest, row.own_id)
        address = f"/admin/requests/{request.id}"
        return Line(request.recipient, address, row.unit_id, request.status.label, day)
    answer = session.get_one(NeedAnswer, row.own_id)
    address = f"/admin/need-answers?programme={answer.programme}"
    return Line(answer.head_name, address, row.unit_id, _("Chưa có nhu cầu"), day)


ASKED = Source(
    N_("Hộ, học sinh đã được hỏi nhu cầu"),
    N_(
        "Tính theo ngày trả lời: hồ sơ còn hiệu lực là có nhu cầu, cộng các hộ báo chưa có nhu cầu."
    ),
    _asked,
    AskedHousehold,
    partial(scope.below, _asked.c.unit_id),
    _within,
    lines=_lines,
    unit=_asked.c.unit_id,
)


def _listed(_session: Session, officer: Officer, _narrowed: Narrowing) -> Clauses:
    """As `poverty_lists.counting` has them."""
    return [
        scope.within(officer, PovertyListEntry.unit_id),
        PovertyListEntry.ended_by_id.is_(None),
        PovertyList.state == ListState.PUBLISHED,
        PovertyList.kind != ListKind.PUPILS,
    ]


def _listed_lines(_session: Session, rows: Sequence[PovertyListEntry]) -> list[Line]:
    return [
        Line(
            row.head_name,
            f"/admin/poverty-lists/{row.list_id}",
            row.unit_id,
            row.standing.label if row.standing else "",
            None,
        )
        for row in rows
    ]


def _was_served(_session: Session) -> ColumnElement[bool]:
    served = exists().where(
        SupportRequest.household_id == PovertyListEntry.household_id,
        Delivery.request_id == SupportRequest.id,
        Delivery.returned_on.is_(None),
    )
    return PovertyListEntry.lacks_information.is_(True) & served


_entry, _list = table(PovertyListEntry), table(PovertyList)
LISTED = Source(
    N_("Hộ trong danh sách đang dùng"),
    N_("Theo danh sách hộ nghèo, cận nghèo mới nhất của mỗi xã, bất kể kỳ nào."),
    _entry.join(_list, _list.c.id == _entry.c.list_id),
    PovertyListEntry,
    partial(scope.below, PovertyListEntry.unit_id),
    _listed,
    lines=_listed_lines,
)
FIGURES: Sequence[Figure] = (
    Figure("asked", ASKED, N_("Đã được hỏi"), lambda _session: true()),
    Figure(
        "with-need",
        ASKED,
        N_("Có nhu cầu"),
        lambda _session: _asked.c.has_need.is_(True),
        part=True,
    ),
    Figure(
        "no-need",
        ASKED,
        N_("Chưa có nhu cầu"),
        lambda _session: _asked.c.has_need.is_(False),
        part=True,
    ),
    Figure(
        "lacking-information",
        LISTED,
        N_("Hộ thiếu hụt về thông tin"),
        lambda _session: PovertyListEntry.lacks_information.is_(True),
    ),
    Figure(
        "lacking-information-served",
        LISTED,
        N_("Hộ thiếu hụt về thông tin đã nhận hỗ trợ"),
        _was_served,
        part=True,
    ),
)
