"""What officers do with an application until it waits for the decision: confirm, score, pass, send
back, refuse."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from backend import audit
from backend.administrative_units.models import AdministrativeUnit
from backend.errors import Conflict, Invalid, NotAllowed
from backend.i18n import _
from backend.learning_titles import contents, queries, rubrics, wording
from backend.learning_titles.histories import events, note
from backend.learning_titles.models import ApplicationId, TitleApplication
from backend.learning_titles.rules import Points, is_scoring, may_act, needs_reason, passes, total
from backend.learning_titles.words import TitleHappened, TitleStatus
from backend.notices.service import notify
from backend.officers.models import Officer


@dataclass(frozen=True)
class Given:
    """A reviewer's points for one criterion as typed, "" for none yet, and the reason."""

    points: str
    reason: str = ""


def confirm(
    session: Session, officer: Officer, application_id: ApplicationId, version: int, text: str = ""
) -> TitleApplication:
    """A step before the scoring says yes: the hamlet knows the applicant. Raises `Conflict` at any
    other step."""
    found = _waiting(session, officer, application_id, version)
    steps = contents.steps(session, found)
    if is_scoring(steps, found.step):
        raise Conflict(_("Hồ sơ đang ở bước chấm điểm. Anh/chị chấm rồi kết luận."))
    step = steps[found.step]
    note(session, found, TitleHappened.CONFIRMED, text.strip(), by=officer)
    notify(session, found.contact_id, wording.confirmed(session, found, step.name))
    return found


def score(
    session: Session,
    officer: Officer,
    application_id: ApplicationId,
    version: int,
    given: Mapping[str, Given],
) -> TitleApplication:
    """Writes the reviewer's points down; what is left empty stays open. Raises `Invalid` beside the
    field for points that cannot be, and for other points than the applicant's without a reason."""
    found = _waiting(session, officer, application_id, version)
    _require_scoring(session, found)
    rubric = rubrics.rubric_of(session, found.rubric_id)
    own, rows = contents.points(session, found, rubric), contents.scores(session, found)
    for criterion in rubric.criteria:
        said = given.get(criterion.code, Given(""))
        points = _read(said.points, criterion.points, f"points_{criterion.code}")
        before = own[criterion.code]
        checked = Points(before.own, points, before.most, before.proven, said.reason.strip())
        if needs_reason(checked) and not checked.reason:
            words = _(
                "«{criterion}»: anh/chị ghi vì sao khác điểm tự chấm, hoặc đã xem minh chứng nào."
            )
            raise Invalid(
                words.format(criterion=_(criterion.name)), field=f"reason_{criterion.code}"
            )
        rows[criterion.code].points, rows[criterion.code].reason = points, checked.reason
    session.flush()
    after = total(list(contents.points(session, found, rubric).values()))
    words = "" if after is None else f"{after}/{rubric.most_points}"
    note(session, found, TitleHappened.SCORED, words, by=officer)
    return found


def pass_on(
    session: Session, officer: Officer, application_id: ApplicationId, version: int
) -> TitleApplication:
    """Enough points: it waits for the decision. Raises `Conflict` while something is not scored, when
    the points do not suffice, and for an officer who entered the application."""
    found = _waiting(session, officer, application_id, version)
    _require_scoring(session, found)
    if found.created_by_id == officer.id:
        raise Conflict(_("Anh/chị đã nhập hồ sơ này, nên để đồng nghiệp kết luận."))
    rubric = rubrics.rubric_of(session, found.rubric_id)
    points = list(contents.points(session, found, rubric).values())
    if total(points) is None:
        raise Conflict(_("Còn tiêu chí chưa chấm. Anh/chị chấm đủ rồi kết luận."))
    if not passes(points, rubric.pass_mark):
        words = _("Hồ sơ được {points} điểm, mức đạt là {mark}. Anh/chị trả lại hoặc ghi chưa đạt.")
        raise Conflict(words.format(points=total(points), mark=rubric.pass_mark))
    note(session, found, TitleHappened.PASSED, by=officer)
    notify(session, found.contact_id, wording.passed(session, found))
    return found


def send_back(
    session: Session, officer: Officer, application_id: ApplicationId, version: int, reason: str
) -> TitleApplication:
    """The applicant has to add something. Raises `Invalid` without a reason."""
    found = _open(session, officer, application_id, version)
    words = _required(reason, _("Anh/chị ghi cần bổ sung gì, người đăng ký đọc đúng lời này."))
    note(session, found, TitleHappened.SENT_BACK, words, by=officer)
    notify(session, found.contact_id, wording.sent_back(found, words))
    return found


def refuse(
    session: Session, officer: Officer, application_id: ApplicationId, version: int, reason: str
) -> TitleApplication:
    """Not this year. Raises `Invalid` without a reason."""
    found = _open(session, officer, application_id, version)
    words = _required(reason, _("Anh/chị ghi vì sao chưa đạt, người đăng ký đọc đúng lời này."))
    note(session, found, TitleHappened.REFUSED, words, by=officer)
    notify(session, found.contact_id, wording.refused(session, found, words))
    return found


def take_up(
    session: Session, officer: Officer, application_id: ApplicationId, version: int, text: str
) -> TitleApplication:
    """Writes down what somebody without a phone added, or that he or she does not agree. Raises
    `Invalid` without words."""
    found = _as_seen(session, officer, application_id, version)
    words = _required(text, _("Anh/chị ghi người đăng ký đã bổ sung gì hoặc nói gì."))
    if found.status is TitleStatus.SENT_BACK:
        kind = TitleHappened.ADDED
    elif found.status is TitleStatus.REFUSED:
        kind = TitleHappened.APPEALED
    else:
        raise Conflict(_("Hồ sơ này không chờ bổ sung."))
    note(session, found, kind, words, by=officer)
    return found


def mark(
    session: Session,
    officer: Officer,
    application_id: ApplicationId,
    version: int,
    cultural: bool | None,
    exemplary: bool,
) -> TitleApplication:
    """Whether the applicant has the cultural title as well, and whether to put it forward for
    commendation. Raises `Conflict` once the decision is signed: its rows are copies."""
    found = _as_seen(session, officer, application_id, version)
    if found.status is TitleStatus.RECOGNISED and found.exemplary != exemplary:
        raise Conflict(_("Quyết định đã ký. Đề nghị biểu dương phải đánh dấu trước khi ký."))
    found.cultural, found.exemplary = cultural, exemplary
    found.version += 1
    session.flush()
    audit.record(session, "mark_title", found, by=officer, code=found.code)
    return found


def may_decide(session: Session, officer: Officer, application: TitleApplication) -> bool:
    """Whether the present step is one of the officer's."""
    steps = contents.steps(session, application)
    if application.step >= len(steps):
        return False
    unit = session.get_one(AdministrativeUnit, officer.unit_id)
    return may_act(steps[application.step], unit.level, officer.role)


def _waiting(
    session: Session, officer: Officer, application_id: ApplicationId, version: int
) -> TitleApplication:
    found = _open(session, officer, application_id, version)
    if found.status is not TitleStatus.WAITING:
        raise Conflict(_("Hồ sơ này đã chấm xong, đang chờ quyết định."))
    return found


def _open(
    session: Session, officer: Officer, application_id: ApplicationId, version: int
) -> TitleApplication:
    """The application, locked, if a decision is the officer's to make."""
    found = _as_seen(session, officer, application_id, version)
    if found.status not in (TitleStatus.WAITING, TitleStatus.PASSED):
        raise Conflict(_("Hồ sơ này không chờ cán bộ quyết định."))
    if contents.is_listed(session, found):
        raise Conflict(_("Hồ sơ đang ở trong một dự thảo quyết định. Anh/chị bỏ dòng đó trước."))
    if not may_decide(session, officer, found):
        raise NotAllowed(_("Bước này thuộc cán bộ khác. Anh/chị xem tên bước ở đầu trang."))
    said = [event for event in events(session, found) if event.kind in _VERDICTS]
    if said and said[-1].kind is TitleHappened.APPEALED:
        refusals = [event for event in said if event.kind is TitleHappened.REFUSED]
        if refusals[-1].officer_id == officer.id:
            raise Conflict(_("Anh/chị đã ghi chưa đạt, nên để đồng nghiệp xem lại."))
    return found


_VERDICTS = (TitleHappened.REFUSED, TitleHappened.APPEALED, TitleHappened.PASSED)


def _as_seen(
    session: Session, officer: Officer, application_id: ApplicationId, version: int
) -> TitleApplication:
    found = queries.application(session, officer, application_id, lock=True)
    if found.version != version:
        raise Conflict(_("Hồ sơ này vừa có thay đổi. Anh/chị xem lại ở dưới rồi làm tiếp."))
    return found


def _require_scoring(session: Session, application: TitleApplication) -> None:
    if not is_scoring(contents.steps(session, application), application.step):
        raise Conflict(_("Hồ sơ chưa đến bước chấm điểm. Anh/chị xác nhận bước này trước."))


def _read(text: str, most: int, field: str) -> int | None:
    plain = text.strip()
    if not plain:
        return None
    if not (plain.isascii() and plain.isdigit()) or len(plain) > 4 or int(plain) > most:
        raise Invalid(_("Anh/chị ghi số từ 0 đến {most}.").format(most=most), field=field)
    return int(plain)


def _required(text: str, what_to_do: str) -> str:
    words = text.strip()
    if not words:
        raise Invalid(what_to_do, field="text")
    return words
