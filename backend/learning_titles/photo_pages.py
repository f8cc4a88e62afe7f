"""The photos of an application for a title: shown with it, and added by an officer."""

from starlette.responses import Response

from backend.admin import photos
from backend.admin.page import Page
from backend.admin.pages import Pages
from backend.i18n import _
from backend.learning_titles import contents, evidence, queries
from backend.learning_titles.models import ApplicationId
from backend.learning_titles.pages import HOME, application
from backend.media.models import MediaId
from backend.officers.permissions import Task

pages = Pages(task=Task.ASSESS_TITLE)


@pages.get("/learning-titles/{title_application_id}/photos/{title_media_id}")
def photo(page: Page, title_application_id: ApplicationId, title_media_id: MediaId) -> Response:
    """A photo that came as evidence."""
    found = queries.application(page.session, page.officer, title_application_id)
    sent = {score.media_id for score in contents.scores(page.session, found).values()}
    return photos.picture(page, title_media_id, sent)


@pages.post("/learning-titles/{title_application_id}/photos", again=application)
def add_photo(page: Page, title_application_id: ApplicationId) -> Response:
    """One more."""
    criterion, content = page.form.text("criterion", 40), photos.chosen(page)
    evidence.add_photo(
        page.session, page.officer, title_application_id, page.version(), criterion, content
    )
    return page.go(f"{HOME}/{title_application_id}", _("Đã giữ ảnh minh chứng."))
