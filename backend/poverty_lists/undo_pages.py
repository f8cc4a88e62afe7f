"""Taking a publication back, with what that touches told first."""

from starlette.responses import Response

from backend.admin.page import Page
from backend.admin.pages import Pages
from backend.administrative_units.models import AdministrativeUnit
from backend.i18n import _
from backend.officers.permissions import Task
from backend.poverty_lists import effects, preview, queries, service
from backend.poverty_lists.models import ListId

pages = Pages(task=Task.PUBLISH_LIST)


@pages.get("/poverty-lists/{list_id}/undo")
def before_undo(page: Page, list_id: ListId) -> Response:
    """What taking a publication back would touch, before it is done."""
    found = queries.poverty_list(page.session, page.officer, list_id)
    return page.show(
        "poverty_lists/undo.html",
        found=found,
        unit=page.session.get_one(AdministrativeUnit, found.unit_id),
        touched=effects.undo_effects(page.session, page.officer, list_id),
        difference=preview.changes(page.session, page.officer, found)["difference"],
    )


@pages.post("/poverty-lists/{list_id}/undo", again=before_undo)
def undo(page: Page, list_id: ListId) -> Response:
    """Takes a publication back."""
    service.undo(page.session, page.officer, list_id)
    said = _("Đã hoàn tác. Các hộ của bản trước được dùng lại như cũ.")
    return page.go(f"/admin/poverty-lists/{list_id}", said)
