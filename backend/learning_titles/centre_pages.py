"""Learning centres with their courses, and what the association's people were taught."""

from starlette.responses import Response

from backend.admin import communes
from backend.admin.forms import Form, row_number
from backend.admin.page import Page
from backend.admin.pages import Pages
from backend.administrative_units.models import AdministrativeUnit
from backend.clock import today
from backend.i18n import _
from backend.learning_titles import centres as service
from backend.learning_titles.centre_models import CentreId, CourseId
from backend.learning_titles.centres import CentreForm, CourseForm
from backend.learning_titles.words import StudyKind
from backend.officers.permissions import Task

pages = Pages(task=Task.MANAGE_PLACES)
HOME = "/admin/learning-centres"
STUDIES_SHOWN = 10


@pages.get("/learning-centres")
def centres(page: Page, after: str = "") -> Response:
    """One page of centres, the newest study sessions, and forms for new ones."""
    last = CentreId(row_number(after) or 0) or None
    found = service.centres(page.session, page.officer, last)
    studies = service.studies(page.session, page.officer)
    return page.show(
        "learning_titles/centres.html",
        found=found[: service.PAGE],
        more=len(found) > service.PAGE,
        studies=studies[:STUDIES_SHOWN],
        kinds=[(kind.value, kind.label) for kind in StudyKind],
        communes=communes.choices(page),
    )


@pages.post("/learning-centres", again=centres)
def add(page: Page) -> Response:
    """A new centre."""
    made = service.add(page.session, page.officer, communes.chosen(page), _centre(page.form))
    return page.go(f"{HOME}/{made.id}", _("Đã thêm trung tâm."))


@pages.post("/learning-centres/studies", again=centres)
def note_study(page: Page) -> Response:
    """A study session."""
    form = page.form
    kind = form.raw("kind")
    service.note_study(
        page.session,
        page.officer,
        StudyKind(kind) if kind in list(StudyKind) else None,
        form.text("topic", 200),
        form.day("held_on"),
        form.text("people", 12),
        form.text("first_timers", 12),
    )
    return page.go(HOME, _("Đã ghi buổi học."))


@pages.get("/learning-centres/{centre_id}")
def centre(page: Page, centre_id: CentreId, before: str = "") -> Response:
    """One centre and its courses."""
    found = service.centre(page.session, page.officer, centre_id)
    last = CourseId(row_number(before) or 0) or None
    courses = service.courses(page.session, found, last)
    return page.show(
        "learning_titles/centre.html",
        centre=found,
        courses=courses[: service.PAGE],
        more=len(courses) > service.PAGE,
        unit=page.session.get_one(AdministrativeUnit, found.unit_id),
        today=today(),
    )


@pages.post("/learning-centres/{centre_id}", again=centre)
def change(page: Page, centre_id: CentreId) -> Response:
    """What is different now."""
    service.change(page.session, page.officer, centre_id, page.version(), _centre(page.form))
    return page.go(f"{HOME}/{centre_id}", _("Đã ghi thay đổi."))


@pages.post("/learning-centres/{centre_id}/close", again=centre)
def close(page: Page, centre_id: CentreId) -> Response:
    """It is no more."""
    service.close(page.session, page.officer, centre_id, page.version())
    return page.go(HOME, _("Đã ghi trung tâm ngừng hoạt động."))


@pages.post("/learning-centres/{centre_id}/courses", again=centre)
def add_course(page: Page, centre_id: CentreId) -> Response:
    """A new course."""
    form = page.form
    course = CourseForm(
        form.text("name", 120),
        form.day("starts_on"),
        form.day("ends_on"),
        form.text("joining", 200),
        form.text("place", 120),
    )
    service.add_course(page.session, page.officer, centre_id, course)
    return page.go(f"{HOME}/{centre_id}", _("Đã thêm lớp. Người dân hỏi là thấy ngay."))


@pages.post("/learning-centres/{centre_id}/courses/{course_id}/call-off", again=None)
def call_off(page: Page, centre_id: CentreId, course_id: CourseId) -> Response:
    """The course does not take place."""
    service.call_off(page.session, page.officer, centre_id, course_id)
    return page.go(f"{HOME}/{centre_id}", _("Đã ghi lớp không mở."))


def _centre(form: Form) -> CentreForm:
    return CentreForm(
        form.text("name", 120),
        form.text("address", 200),
        form.text("phone", 40),
        led_by_association=bool(form.raw("led_by_association")),
    )
