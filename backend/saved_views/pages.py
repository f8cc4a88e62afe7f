"""Views of the queue that an officer keeps: saving one from the queue, and looking after them."""

from starlette.responses import Response

from backend.admin.page import Page
from backend.admin.pages import Pages
from backend.i18n import _
from backend.saved_views import service
from backend.saved_views.models import SavedViewId
from backend.saved_views.queries import saved_views
from backend.support_requests import listing
from backend.support_requests.filters import Filters
from backend.support_requests.queue import show_queue, words_of

pages = Pages()
PLACE = "/admin/saved-views"


@pages.get("/saved-views")
def views(page: Page) -> Response:
    """The own views, each with what it shows."""
    own = saved_views(page.session, page.officer)
    shown = [(view, words_of(page, Filters.parse(view.query))) for view in own]
    return page.show("saved_views/views.html", views=shown, longest=service.LONGEST_NAME)


def views_again(page: Page, view_id: SavedViewId) -> Response:
    """The same, with what was typed beside one of them."""
    return views(page)


def queue_again(page: Page) -> Response:
    """The queue as it was when its filters were to be saved."""
    chosen = Filters.parse(page.form.raw("query"))
    filters = listing.allowed(page.session, page.officer, chosen)
    return show_queue(page, filters, listing.listing(page.session, page.officer, filters))


@pages.post("/saved-views", again=queue_again)
def save(page: Page) -> Response:
    """Keeps the filters of the queue under a name."""
    filters = Filters.parse(page.form.raw("query"))
    view = service.save(page.session, page.officer, page.form.text("name"), filters)
    return page.go(f"/admin/requests?{view.query}", _("Đã lưu bộ lọc."))


@pages.post("/saved-views/{view_id}/rename", again=views_again)
def rename(page: Page, view_id: SavedViewId) -> Response:
    """Gives a view another name."""
    service.rename(page.session, page.officer, view_id, page.form.text("name"))
    return page.go(PLACE, _("Đã đổi tên bộ lọc."))


@pages.post("/saved-views/{view_id}/remove")
def remove(page: Page, view_id: SavedViewId) -> Response:
    """Lets a view go."""
    service.remove(page.session, page.officer, view_id)
    return page.go(PLACE, _("Đã xóa bộ lọc. Các hồ sơ vẫn còn nguyên."))
