"""Decisions on titles: gathering who passed, taking out, signing. What is signed never changes."""

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from backend import audit, scope
from backend.administrative_units.models import UnitId
from backend.approved_lists.signing import Signature, begin, checked_number, require_draft, seal
from backend.errors import Invalid, NotFound
from backend.i18n import _
from backend.learning_titles import contents
from backend.learning_titles.assessing import may_decide
from backend.learning_titles.award_lines import line_for, take_effect
from backend.learning_titles.decisions import awards, decision
from backend.learning_titles.models import (
    AwardId,
    TitleApplication,
    TitleAward,
    TitleDecision,
    TitleDecisionId,
)
from backend.learning_titles.words import TitleStatus
from backend.officers.models import Officer

MOST_ROWS = 2000


def gather(session: Session, officer: Officer, year: int) -> TitleDecision:
    """A draft with every application of a year that passed and stands on no list yet. Raises `Invalid`
    when there is none."""
    contents.lock_unit(session, UnitId(officer.unit_id))
    listed = (
        select(TitleAward.application_id)
        .join(TitleDecision, TitleDecision.id == TitleAward.decision_id)
        .where(TitleDecision.frozen_at.is_(None))
    )
    query = (
        select(TitleApplication)
        .where(
            TitleApplication.status == TitleStatus.PASSED,
            TitleApplication.year == year,
            TitleApplication.id.not_in(listed),
            scope.within(officer, TitleApplication.unit_id),
        )
        .order_by(TitleApplication.title, TitleApplication.id)
        .limit(MOST_ROWS)
    )
    found = [one for one in session.scalars(query) if may_decide(session, officer, one)]
    if not found:
        words = _("Chưa có hồ sơ nào của năm {year} đạt điểm và chờ quyết định.")
        raise Invalid(words.format(year=year), field="year")
    draft = begin(session, officer, TitleDecision(year=year))
    for number, application in enumerate(found, 1):
        session.add(line_for(session, draft, application, number))
    session.flush()
    audit.record(session, "gather_titles", draft, by=officer, rows=len(found))
    return draft


def drop(
    session: Session,
    officer: Officer,
    decision_id: TitleDecisionId,
    version: int,
    award_id: AwardId,
) -> None:
    """Takes a line out of a draft; the others are numbered anew."""
    draft = draft_as_seen(session, officer, decision_id, version)
    row = session.get(TitleAward, award_id)
    if row is None or row.decision_id != draft.id:
        raise NotFound(_("Dòng này không còn trong danh sách."))
    session.delete(row)
    session.flush()
    for number, other in enumerate(awards(session, draft), 1):
        other.number = number
    draft.version += 1
    session.flush()


def drop_draft(
    session: Session, officer: Officer, decision_id: TitleDecisionId, version: int
) -> None:
    """Throws a draft away; its applications can be gathered again."""
    draft = draft_as_seen(session, officer, decision_id, version)
    audit.record(session, "drop_titles", draft, by=officer)
    session.execute(delete(TitleAward).where(TitleAward.decision_id == draft.id))
    session.delete(draft)
    session.flush()


def freeze(
    session: Session,
    officer: Officer,
    decision_id: TitleDecisionId,
    version: int,
    signed: Signature,
) -> TitleDecision:
    """Signs a draft: what each line says holds from now on, and its applicant is told. Raises `Invalid`
    beside the field, `Conflict` for a line that does not hold any more."""
    draft = draft_as_seen(session, officer, decision_id, version)
    number = checked_number(session, draft, signed)
    rows = awards(session, draft)
    if not rows:
        raise Invalid(_("Danh sách chưa có dòng nào. Anh/chị lập lại dự thảo."))
    draft.decision_number, draft.decision_date = number, signed.on
    for row in rows:
        take_effect(session, officer, draft, row)
    seal(draft, officer, number, signed, [row.copied() for row in rows])
    session.flush()
    audit.record(session, "freeze_titles", draft, by=officer, number=number, rows=len(rows))
    return draft


def draft_as_seen(
    session: Session, officer: Officer, decision_id: TitleDecisionId, version: int
) -> TitleDecision:
    """The draft, locked, if it still is as the officer saw it. Raises `Conflict`."""
    found = decision(session, officer, decision_id, lock=True)
    signed = _("Quyết định này đã ký. Muốn khác đi, anh/chị lập quyết định sửa đổi.")
    require_draft(found, version, signed)
    return found
