"""The photo of a school's need: shown to officers with it, and added by one. Sponsors see none."""

from starlette.responses import Response

from backend.admin import photos
from backend.admin.page import Page
from backend.admin.pages import Pages
from backend.i18n import _
from backend.media.models import MediaId
from backend.media.uploads import keep_uploaded
from backend.officers.permissions import Task
from backend.school_needs import queries, service
from backend.school_needs.models import NeedId
from backend.school_needs.need_pages import HOME, need
from backend.school_needs.words import NeedHappened

pages = Pages(task=Task.MANAGE_PLACES)


@pages.get("/school-needs/{need_id}/photos/{need_media_id}")
def photo(page: Page, need_id: NeedId, need_media_id: MediaId) -> Response:
    """What a teacher or an officer photographed."""
    found = queries.need(page.session, page.officer, need_id)
    return photos.picture(page, need_media_id, {found.media_id})


@pages.post("/school-needs/{need_id}/photos", again=need)
def add_photo(page: Page, need_id: NeedId) -> Response:
    """A photo, in the place of an earlier one."""
    content = photos.chosen(page)
    found = service.open_for_change(page.session, page.officer, need_id, page.version())
    found.media_id = keep_uploaded(page.session, content)
    service.note(page.session, page.officer, found, NeedHappened.PICTURED)
    return page.go(f"{HOME}/{need_id}", _("Đã giữ ảnh."))
