"""The digital collection as officers keep it."""

from starlette.responses import Response

from backend.admin import communes
from backend.admin.forms import row_number
from backend.admin.page import Page
from backend.admin.pages import Pages
from backend.i18n import _
from backend.officers.permissions import Task
from backend.public_computers import collection
from backend.public_computers.book_models import CollectionItemId
from backend.public_computers.words import Collected

pages = Pages(task=Task.MANAGE_PLACES)
HOME = "/admin/collection"


@pages.get("/collection")
def items(page: Page, before: str = "") -> Response:
    """What people can be told of, newest first, and a form for more."""
    last = CollectionItemId(row_number(before) or 0) or None
    found = collection.items(page.session, page.officer, last)
    return page.show(
        "public_computers/collection.html",
        items=found[: collection.PAGE],
        more=len(found) > collection.PAGE,
        kinds=[("", _("Chọn loại"))] + [(kind.value, kind.label) for kind in Collected],
        communes=communes.choices(page),
    )


@pages.post("/collection", again=items)
def add(page: Page) -> Response:
    """A new item."""
    form = page.form
    collection.add(
        page.session,
        page.officer,
        communes.chosen(page),
        title=form.text("title", 200),
        kind=form.text("kind", 20),
        link=form.text("link", 500),
        about=form.text("about", 300),
        subtitles=form.text("subtitles", 60),
    )
    return page.go(HOME, _("Đã thêm. Người dân hỏi đúng chữ nào ở đây là em chỉ cho."))


@pages.post("/collection/{item_id}/remove")
def remove(page: Page, item_id: CollectionItemId) -> Response:
    """People are not told of it any more."""
    collection.remove(page.session, page.officer, item_id)
    return page.go(HOME, _("Đã bỏ khỏi bộ sưu tập."))
