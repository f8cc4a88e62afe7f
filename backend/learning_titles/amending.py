"""What is different after the signature: a later decision that revokes a title, corrects a line, or adds
one. The signed decision stays as it is."""

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from backend import audit, scope
from backend.approved_lists.signing import begin
from backend.errors import Conflict, Invalid
from backend.i18n import _
from backend.learning_titles.award_lines import LISTABLE, line_for, line_in_force
from backend.learning_titles.decisions import amendments, decision
from backend.learning_titles.models import (
    TitleApplication,
    TitleAward,
    TitleDecision,
    TitleDecisionId,
)
from backend.learning_titles.recognising import draft_as_seen
from backend.learning_titles.words import AwardKind
from backend.officers.models import Officer
from backend.vietnamese import clean


@dataclass(frozen=True)
class Change:
    """One line of a later decision, as typed: the application by its code, the reason, and for a
    correction the right name and hamlet, "" where they stay."""

    kind: AwardKind
    code: str
    note: str
    applicant_name: str = ""
    hamlet: str = ""


def amend(session: Session, officer: Officer, decision_id: TitleDecisionId) -> TitleDecision:
    """The draft of a later decision; one that is begun is gone on with. Raises `Conflict` for a
    decision that is not signed."""
    earlier = decision(session, officer, decision_id, lock=True)
    if earlier.frozen_at is None:
        raise Conflict(_("Quyết định này chưa ký, anh/chị sửa thẳng ở đây."))
    begun = [each for each in amendments(session, earlier) if each.frozen_at is None]
    if begun:
        return begun[0]
    draft = begin(session, officer, TitleDecision(year=earlier.year, amends_id=earlier.id))
    audit.record(session, "amend_titles", draft, by=officer, amends=earlier.decision_number)
    return draft


def change(
    session: Session,
    officer: Officer,
    decision_id: TitleDecisionId,
    version: int,
    wanted: Change,
) -> TitleAward:
    """Adds a line to the draft of a later decision. Raises `Invalid` beside the field for what that
    decision cannot say, `Conflict` for an application that has a line in a draft."""
    draft = draft_as_seen(session, officer, decision_id, version)
    application = _application(session, officer, wanted.code)
    earlier = line_in_force(session, application)
    if wanted.kind is AwardKind.RECOGNISED:
        _require_listable(draft, application)
        earlier = None
    else:
        _require_changeable(draft, earlier, wanted)
    _require_in_no_draft(session, application)
    count = select(func.count()).where(TitleAward.decision_id == draft.id)
    line = line_for(session, draft, application, (session.scalar(count) or 0) + 1)
    line.kind, line.note = wanted.kind, wanted.note.strip()
    if earlier is not None:
        line.earlier_id = earlier.id
        line.applicant_name = clean(wanted.applicant_name) or earlier.applicant_name
        line.hamlet = clean(wanted.hamlet) or earlier.hamlet
    if wanted.kind is AwardKind.REVOKED and earlier is not None:
        line.certificate = earlier.certificate  # the one that is void from now on
    session.add(line)
    draft.version += 1
    session.flush()
    return line


def _application(session: Session, officer: Officer, code: str) -> TitleApplication:
    query = select(TitleApplication).where(
        TitleApplication.code == code.strip().upper(),
        scope.within(officer, TitleApplication.unit_id),
    )
    found = session.scalar(query)
    if found is None:
        raise Invalid(_("Không có hồ sơ nào có mã này trong đơn vị của anh/chị."), field="code")
    return found


def _require_listable(draft: TitleDecision, application: TitleApplication) -> None:
    if draft.amends_id is None:
        words = _("Dự thảo này gom sẵn hồ sơ đạt điểm. Anh/chị lập lại dự thảo để có hồ sơ mới.")
        raise Invalid(words, field="kind")
    if application.status not in LISTABLE or application.year != draft.year:
        raise Invalid(_("Hồ sơ này không chờ công nhận trong năm của quyết định."), field="code")


def _require_changeable(draft: TitleDecision, earlier: TitleAward | None, wanted: Change) -> None:
    if draft.amends_id is None or earlier is None or earlier.decision_id != draft.amends_id:
        raise Invalid(_("Hồ sơ này không có trong quyết định được sửa đổi."), field="code")
    if not wanted.note.strip():
        words = _("Anh/chị ghi vì sao hủy hoặc sửa. Người đăng ký đọc đúng lời này.")
        raise Invalid(words, field="note")
    if wanted.kind is AwardKind.CORRECTED and not _differs(earlier, wanted):
        words = _("Anh/chị ghi tên đúng, hoặc khu phố, ấp đúng.")
        raise Invalid(words, field="applicant_name")


def _differs(earlier: TitleAward, wanted: Change) -> bool:
    return clean(wanted.applicant_name) not in ("", earlier.applicant_name) or clean(
        wanted.hamlet
    ) not in ("", earlier.hamlet)


def _require_in_no_draft(session: Session, application: TitleApplication) -> None:
    query = (
        select(TitleAward.id)
        .join(TitleDecision, TitleDecision.id == TitleAward.decision_id)
        .where(TitleAward.application_id == application.id, TitleDecision.frozen_at.is_(None))
    )
    if session.scalar(query) is not None:
        raise Conflict(_("Hồ sơ này đã có trong một dự thảo quyết định."), field="code")
