"""The lines of a decision on titles: what one copies of its application, and what its signature does."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.administrative_units.models import AdministrativeUnit
from backend.db import locked
from backend.errors import Conflict
from backend.i18n import _
from backend.learning_titles import contents, rubrics, wording
from backend.learning_titles.histories import note
from backend.learning_titles.models import TitleApplication, TitleAward, TitleDecision
from backend.learning_titles.rules import total
from backend.learning_titles.titles import title_of
from backend.learning_titles.words import AwardKind, TitleHappened, TitleStatus
from backend.notices.service import notify
from backend.numbering import next_code
from backend.officers.models import Officer

CERTIFICATES = "GCN"
LISTABLE = (TitleStatus.PASSED, TitleStatus.REVOKED)
_HAPPENED = {
    AwardKind.RECOGNISED: TitleHappened.RECOGNISED,
    AwardKind.CORRECTED: TitleHappened.CORRECTED,
    AwardKind.REVOKED: TitleHappened.REVOKED,
}


def line_for(
    session: Session, draft: TitleDecision, application: TitleApplication, number: int
) -> TitleAward:
    """A line that recognises; not kept yet."""
    line = TitleAward(
        decision_id=draft.id,
        application_id=application.id,
        number=number,
        certificate="",
        kind=AwardKind.RECOGNISED,
        note="",
        in_force=False,
        applicant_name=application.applicant_name,
        hamlet=application.hamlet,
    )
    copy(session, line, application)
    return line


def line_in_force(session: Session, application: TitleApplication) -> TitleAward | None:
    """The signed line by which an application is recognised today."""
    query = select(TitleAward).where(
        TitleAward.application_id == application.id, TitleAward.in_force
    )
    return session.scalar(query)


def copy(session: Session, line: TitleAward, application: TitleApplication) -> None:
    """Everything but the name and the hamlet, which a correction may say otherwise."""
    rubric = rubrics.rubric_of(session, application.rubric_id)
    line.unit_id, line.title, line.year = application.unit_id, application.title, application.year
    line.code, line.exemplary = application.code, application.exemplary
    line.unit_name = session.get_one(AdministrativeUnit, application.unit_id).full_name
    line.title_name = _(title_of(session, application).name)
    line.points = total(list(contents.points(session, application, rubric).values())) or 0


def take_effect(
    session: Session, officer: Officer, signed: TitleDecision, line: TitleAward
) -> None:
    """What a line says holds from now on, and the applicant is told: a title with its certificate, a
    new certificate with the right name, or none any more. Raises `Conflict` when the application or
    the earlier line is not what it was."""
    query = select(TitleApplication).where(TitleApplication.id == line.application_id)
    application = session.scalars(locked(query)).one()
    _end_earlier(session, line, application)
    match line.kind:
        case AwardKind.RECOGNISED:
            line.applicant_name, line.hamlet = application.applicant_name, application.hamlet
        case AwardKind.CORRECTED:
            application.applicant_name, application.hamlet = line.applicant_name, line.hamlet
            application.applicant_key = contents.key_of(line.applicant_name)
        case AwardKind.REVOKED:
            pass
    if line.kind is not AwardKind.REVOKED:
        copy(session, line, application)
        year = signed.decision_date.year if signed.decision_date else line.year
        line.certificate = next_code(session, CERTIFICATES, year)
        line.in_force = True
    words = signed.decision_number or ""
    text = f"{words}: {line.note}" if line.note else words
    note(session, application, _HAPPENED[line.kind], text, by=officer)
    notify(session, application.contact_id, wording.decided(line, signed))


def _end_earlier(session: Session, line: TitleAward, application: TitleApplication) -> None:
    earlier = line_in_force(session, application)
    if (earlier.id if earlier else None) != line.earlier_id:
        words = _("Hồ sơ {code} vừa được quyết định ở nơi khác. Anh/chị bỏ dòng đó rồi ký.")
        raise Conflict(words.format(code=application.code))
    if earlier is not None:
        earlier.in_force = False
        session.flush()
    elif application.status not in LISTABLE:
        words = _("Hồ sơ {code} không còn chờ quyết định. Anh/chị bỏ dòng đó rồi ký.")
        raise Conflict(words.format(code=application.code))
