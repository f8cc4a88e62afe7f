"""Applications for titles: what waits, one with its evidence and points side by side, a new one."""

from starlette.responses import Response

from backend import clock
from backend.admin.forms import row_number
from backend.admin.page import Page
from backend.admin.pages import Pages
from backend.administrative_units.models import AdministrativeUnit, Level
from backend.contacts.queries import is_reachable
from backend.i18n import _
from backend.learning_titles import assessing, contents, queries, rubrics
from backend.learning_titles.assessing import Given
from backend.learning_titles.evidence import OPEN
from backend.learning_titles.histories import events
from backend.learning_titles.models import ApplicationId
from backend.learning_titles.rules import is_scoring, total
from backend.learning_titles.schema import Rubric
from backend.learning_titles.titles import applicant_label, title_of, titles
from backend.learning_titles.words import TitleStatus
from backend.media.models import MediaFile
from backend.officers.models import Officer
from backend.officers.permissions import Task

pages = Pages(task=Task.ASSESS_TITLE)
HOME = "/admin/learning-titles"
_CULTURAL = {"": None, "yes": True, "no": False}


@pages.get("/learning-titles")
def applications(page: Page, status: str = "", title: str = "", after: str = "") -> Response:
    """One page of applications, by status and title."""
    chosen = TitleStatus(status) if status in list(TitleStatus) else None
    known = titles(page.session)
    only = title if title in known else ""
    last = ApplicationId(row_number(after) or 0) or None
    found = queries.applications(page.session, page.officer, chosen, only, last)
    own = page.session.get_one(AdministrativeUnit, page.officer.unit_id)
    return page.show(
        "learning_titles/applications.html",
        found=found[: queries.PAGE],
        more=len(found) > queries.PAGE,
        chosen=chosen,
        title=only,
        titles={code: _(sought.title.name) for code, sought in known.items()},
        statuses=list(TitleStatus),
        counts=queries.status_counts(page.session, page.officer, only),
        with_unit=own.level is not Level.COMMUNE,
        days_left=lambda each: (each.due_on - clock.today()).days,
    )


@pages.get("/learning-titles/{title_application_id}")
def application(page: Page, title_application_id: ApplicationId) -> Response:
    """One application: what was said, the evidence and the points, and what can be done."""
    session = page.session
    found = queries.application(session, page.officer, title_application_id)
    rubric = rubrics.rubric_of(session, found.rubric_id)
    points, steps = contents.points(session, found, rubric), contents.steps(session, found)
    others = contents.same_as(session, found.unit_id, found.year, found.title, found.applicant_name)
    award = contents.award_of(session, found)
    title = title_of(session, found)
    return page.show(
        "learning_titles/application.html",
        application=found,
        title=title,
        label=applicant_label(title),
        rubric=rubric,
        about=rubrics.about(rubric),
        criteria=_criteria(page, found.id, rubric),
        own=sum(each.own for each in points.values()),
        given=total(list(points.values())),
        steps=steps,
        scoring=is_scoring(steps, found.step),
        mine=assessing.may_decide(session, page.officer, found),
        listed=contents.is_listed(session, found),
        others=[each for each in others if each.id != found.id],
        award=award,
        shown=found.status in OPEN,
        evidence=[(each.code, _(each.name)) for each in rubric.criteria if each.evidence],
        revoked=contents.revocation_of(session, found),
        unit=session.get_one(AdministrativeUnit, found.unit_id),
        events=[
            (event, session.get(Officer, event.officer_id) if event.officer_id else None)
            for event in events(session, found)
        ],
        reachable=is_reachable(session, found.contact_id),
        days_left=(found.due_on - clock.today()).days,
        cultural=[("", _("Chưa biết")), ("yes", _("Đã đạt")), ("no", _("Chưa đạt"))],
    )


def _criteria(
    page: Page, application_id: ApplicationId, rubric: Rubric
) -> list[tuple[object, ...]]:
    """Each criterion with its row, the answer in words and its photo."""
    found = queries.application(page.session, page.officer, application_id)
    rows = contents.scores(page.session, found)
    said = {
        (criterion.code, option.value): _(option.label)
        for criterion in rubric.criteria
        for option in criterion.options
    }
    return [
        (
            criterion,
            rows[criterion.code],
            said[criterion.code, rows[criterion.code].answer],
            page.session.get(MediaFile, media)
            if (media := rows[criterion.code].media_id)
            else None,
        )
        for criterion in rubric.criteria
    ]


@pages.post("/learning-titles/{title_application_id}/confirm", again=application)
def confirm(page: Page, title_application_id: ApplicationId) -> Response:
    """The hamlet knows the applicant."""
    text = page.form.text("text", 500)
    assessing.confirm(page.session, page.officer, title_application_id, page.version(), text)
    return _back(page, title_application_id, _("Đã xác nhận, hồ sơ sang bước sau."))


@pages.post("/learning-titles/{title_application_id}/score", again=application)
def score(page: Page, title_application_id: ApplicationId) -> Response:
    """Writes the points down, and passes it on where that was asked."""
    session, form = page.session, page.form
    found = queries.application(session, page.officer, title_application_id)
    given = {
        each.code: Given(
            form.text(f"points_{each.code}", 10), form.text(f"reason_{each.code}", 300)
        )
        for each in rubrics.rubric_of(session, found.rubric_id).criteria
    }
    scored = assessing.score(session, page.officer, title_application_id, page.version(), given)
    if form.raw("then") != "pass":
        return _back(page, title_application_id, _("Đã ghi điểm."))
    assessing.pass_on(session, page.officer, title_application_id, scored.version)
    return _back(page, title_application_id, _("Đã ghi điểm: đạt, chờ quyết định công nhận."))


@pages.post("/learning-titles/{title_application_id}/send-back", again=application)
def send_back(page: Page, title_application_id: ApplicationId) -> Response:
    """Asks for more."""
    text = page.form.text("text", 500)
    assessing.send_back(page.session, page.officer, title_application_id, page.version(), text)
    return _back(page, title_application_id, _("Đã trả lại để bổ sung."))


@pages.post("/learning-titles/{title_application_id}/refuse", again=application)
def refuse(page: Page, title_application_id: ApplicationId) -> Response:
    """Not this year."""
    text = page.form.text("text", 500)
    assessing.refuse(page.session, page.officer, title_application_id, page.version(), text)
    return _back(page, title_application_id, _("Đã ghi chưa đạt."))


@pages.post("/learning-titles/{title_application_id}/take-up", again=application)
def take_up(page: Page, title_application_id: ApplicationId) -> Response:
    """What somebody without a phone added, or does not agree with."""
    text = page.form.text("text", 500)
    assessing.take_up(page.session, page.officer, title_application_id, page.version(), text)
    return page.go(f"{HOME}/{title_application_id}", _("Đã ghi, hồ sơ được xem lại."))


@pages.post("/learning-titles/{title_application_id}/mark", again=application)
def mark(page: Page, title_application_id: ApplicationId) -> Response:
    """The cultural title beside it, and whether it is put forward for commendation."""
    cultural = _CULTURAL.get(page.form.raw("cultural"))
    exemplary = bool(page.form.raw("exemplary"))
    assessing.mark(
        page.session, page.officer, title_application_id, page.version(), cultural, exemplary
    )
    return page.go(f"{HOME}/{title_application_id}", _("Đã ghi."))


def _back(page: Page, application_id: ApplicationId, done: str) -> Response:
    found = queries.application(page.session, page.officer, application_id)
    told = _("Người đăng ký sẽ nhận được tin nhắn.")
    if not is_reachable(page.session, found.contact_id):
        told = _("Người đăng ký không nhận tin nhắn, anh/chị báo giúp.")
    return page.go(f"{HOME}/{application_id}", f"{done} {told}")
