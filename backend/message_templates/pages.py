"""Texts that are used again: all of them, and one with a filled example before it is kept."""

from starlette.responses import Response

from backend.admin.page import Page
from backend.admin.pages import Pages
from backend.i18n import _
from backend.message_templates import queries, service
from backend.message_templates.models import TemplateId
from backend.message_templates.rules import SHORT, VARIABLES, example
from backend.officers.permissions import Task

pages = Pages(task=Task.BROADCAST)

HOME = "/admin/message-templates"


@pages.get("/message-templates")
def templates(page: Page) -> Response:
    """The own ones and those of the units above, and a form for another."""
    found = queries.usable(page.session, page.officer)
    return _show(page, "message_templates/templates.html", HOME, templates=found)


@pages.post("/message-templates", again=templates)
def add(page: Page) -> Response:
    """Shows the example first; keeps the text when it is sent again unchanged."""
    text = service.require_sound(page.form.text("text"))
    if page.form.raw("seen") != text:
        return templates(page)
    service.add(page.session, page.officer, page.form.text("title"), text)
    return page.go(HOME, _("Đã lưu mẫu tin."))


@pages.get("/message-templates/{template_id}")
def template(page: Page, template_id: TemplateId) -> Response:
    """One, to be changed by its own unit."""
    found = queries.template(page.session, page.officer, template_id)
    action = f"{HOME}/{template_id}"
    return _show(page, "message_templates/template.html", action, kept=found)


@pages.post("/message-templates/{template_id}", again=template)
def change(page: Page, template_id: TemplateId) -> Response:
    """As for a new one: the example first."""
    queries.template(page.session, page.officer, template_id)
    title, text = page.form.text("title"), service.require_sound(page.form.text("text"))
    if page.form.raw("seen") != text:
        return template(page, template_id)
    service.change(page.session, page.officer, template_id, page.version(), title, text)
    return page.go(HOME, _("Đã lưu mẫu tin."))


@pages.post("/message-templates/{template_id}/remove", again=template)
def remove(page: Page, template_id: TemplateId) -> Response:
    """Offered no more."""
    service.remove(page.session, page.officer, template_id, page.version())
    return page.go(HOME, _("Đã bỏ mẫu tin."))


def _show(page: Page, name: str, action: str, **values: object) -> Response:
    typed = page.form.raw("text").strip()
    is_sound = bool(typed) and page.refusal is None
    return page.show(
        name,
        typed=typed,
        title=page.form.raw("title"),
        seen=typed if is_sound else "",
        example=example,
        variables=VARIABLES,
        short=SHORT,
        action=action,
        **values,
    )
