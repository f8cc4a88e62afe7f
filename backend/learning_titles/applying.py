"""Applying for a title: by chat, or an officer for somebody without a phone; and adding to it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy.orm import Session

from backend import clock
from backend.administrative_units.models import AdministrativeUnit, Level, UnitId
from backend.calendar.days import after_working_days
from backend.contacts.models import ContactId
from backend.errors import Conflict, Invalid
from backend.i18n import _
from backend.learning_titles import contents, queries, rubrics, wording
from backend.learning_titles.commands import PHOTO, AddToTitle, ApplyForTitle
from backend.learning_titles.histories import happened, note
from backend.learning_titles.models import TitleApplication, TitleScore
from backend.learning_titles.schema import Rubric
from backend.learning_titles.titles import Sought, titles
from backend.learning_titles.words import TitleHappened, TitleStatus
from backend.media import service as media
from backend.media.models import MediaId
from backend.notices.service import notify
from backend.numbering import next_code
from backend.officers.models import Officer
from backend.scope import reaches
from backend.vietnamese import clean, fold

SERIES = "DH"


@dataclass(frozen=True)
class Entry:
    """An application as an officer types it: the answer chosen for each criterion. `namesake` says that
    another one of the same name and hamlet is somebody else's."""

    title: str
    year: int
    unit_id: UnitId
    applicant_name: str
    hamlet: str
    words: str
    answers: Mapping[str, str] = field(default_factory=dict)
    namesake: bool = False


def apply(session: Session, contact_id: ContactId, command: ApplyForTitle) -> TitleApplication:
    """Takes an application in for this year and tells the sender its points, code and date. One that
    the same person sent for the same applicant this year is that one."""
    year = clock.today().year
    sought, rubric = _sought(session, command.title, year)
    contents.lock_unit(session, command.unit_id)
    name = clean(command.applicant_name)
    for same in contents.same_as(session, command.unit_id, year, command.title, name):
        if same.contact_id == contact_id:
            notify(session, contact_id, wording.counted_already(session, same))
            return same
    answers = {answer.field: str(answer.value) for answer in command.answers}
    entry = Entry(
        command.title, year, command.unit_id, name, command.hamlet, command.words, answers
    )
    made = _made(session, sought, rubric, entry)
    made.contact_id = contact_id
    session.add(made)
    session.flush()
    for score in _scores(rubric, made, answers):
        reference = answers.get(PHOTO + score.criterion, "")
        score.media_id = MediaId(media.keep(session, contact_id, reference)) if reference else None
        session.add(score)
    note(session, made, TitleHappened.SUBMITTED, by=contact_id)
    notify(session, contact_id, wording.submitted(session, made))
    return made


def enter(session: Session, officer: Officer, entry: Entry) -> TitleApplication:
    """Writes an application down for somebody without a phone. Raises `Invalid` beside the field,
    `Conflict` when the applicant has one for this year."""
    unit = session.get(AdministrativeUnit, entry.unit_id)
    if unit is None or unit.level is not Level.COMMUNE or not reaches(session, officer, unit.id):
        raise Invalid(_("Anh/chị chọn xã."), field="unit_id")
    sought, rubric = _sought(session, entry.title, entry.year)
    if not clean(entry.applicant_name):
        raise Invalid(_("Anh/chị ghi tên người, dòng họ, khu phố hoặc đơn vị."), field="applicant")
    for criterion in rubric.criteria:
        known = {option.value for option in criterion.options}
        if entry.answers.get(criterion.code) not in known:
            words = _("Anh/chị chọn một dòng cho «{criterion}».")
            raise Invalid(words.format(criterion=_(criterion.name)), field=criterion.code)
    contents.lock_unit(session, unit.id)
    found = contents.same_as(session, unit.id, entry.year, entry.title, entry.applicant_name)
    here = [each for each in found if fold(each.hamlet) == fold(entry.hamlet)]
    if here and not entry.namesake:
        words = _(
            "Năm nay đã có hồ sơ {code} cùng tên, cùng nơi. Nếu là người khác, đánh dấu ở dưới."
        )
        raise Conflict(words.format(code=here[0].code), field="applicant")
    made = _made(session, sought, rubric, entry)
    made.created_by_id = officer.id
    session.add(made)
    session.flush()
    session.add_all(_scores(rubric, made, entry.answers))
    note(session, made, TitleHappened.SUBMITTED, by=officer)
    return made


def add(session: Session, contact_id: ContactId, command: AddToTitle) -> None:
    """Adds what was missing, or appeals against a refusal, once. Raises `Conflict` when neither is
    open."""
    own = queries.own_application(session, contact_id, command.code)
    if own.status is TitleStatus.REFUSED:
        if TitleHappened.APPEALED in happened(session, own):
            raise Conflict(
                _("Hồ sơ này đã được xem lại một lần. Anh/chị nhắn: gặp cán bộ, để hỏi thêm ạ.")
            )
        kind = TitleHappened.APPEALED
    elif own.status in (TitleStatus.SENT_BACK, TitleStatus.WAITING):
        kind = TitleHappened.ADDED
    else:
        raise Conflict(_("Hồ sơ danh hiệu này không cần bổ sung nữa ạ."))
    own.due_on = due_day(session, own)
    note(session, own, kind, command.text, by=contact_id)
    notify(session, contact_id, wording.added(session, own))


def due_day(session: Session, application: TitleApplication) -> date:
    """The day until which all the steps that are left should be done."""
    steps = contents.steps(session, application)[application.step :]
    return after_working_days(clock.today(), sum(step.working_days for step in steps) or 1)


def _sought(session: Session, title: str, year: int) -> tuple[Sought, Rubric]:
    sought = titles(session).get(title)
    if sought is None:
        raise Invalid(_("Anh/chị chọn danh hiệu trong danh sách."), field="title")
    rubric = rubrics.rubric_for(title, year)
    if rubric is None:
        words = _("Chưa có bộ tiêu chí của danh hiệu này cho năm {year}.").format(year=year)
        raise Invalid(words, field="year")
    return sought, rubric


def _made(session: Session, sought: Sought, rubric: Rubric, entry: Entry) -> TitleApplication:
    name, now = clean(entry.applicant_name), clock.now()
    days = sum(step.working_days for step in sought.steps)
    return TitleApplication(
        code=next_code(session, SERIES, clock.today().year),
        revision_id=sought.revision_id,
        rubric_id=rubrics.kept(session, rubric),
        title=entry.title,
        year=entry.year,
        unit_id=entry.unit_id,
        hamlet=clean(entry.hamlet),
        applicant_name=name,
        applicant_key=contents.key_of(name),
        words=entry.words,
        status=TitleStatus.WAITING,
        step=0,
        due_on=after_working_days(clock.today(), days),
        created_at=now,
        updated_at=now,
        version=0,
        exemplary=False,
    )


def _scores(rubric: Rubric, made: TitleApplication, answers: Mapping[str, str]) -> list[TitleScore]:
    return [
        TitleScore(
            application_id=made.id,
            criterion=criterion.code,
            answer=answers[criterion.code],
            self_points=next(
                option.points
                for option in criterion.options
                if option.value == answers[criterion.code]
            ),
            reason="",
        )
        for criterion in rubric.criteria
    ]
