"""Taking devices in: many lines at once or a file, first looked through, then confirmed."""

from starlette.responses import Response

from backend import clock
from backend.admin.forms import Form, row_number
from backend.admin.page import Page
from backend.admin.pages import Pages
from backend.administrative_units.models import UnitId
from backend.devices import intake, queries
from backend.devices.intake import Batch
from backend.devices.intake_lines import Line
from backend.devices.sheet_file import lines_of
from backend.devices.words import DeviceKind
from backend.donors import queries as donors
from backend.errors import Invalid
from backend.i18n import _
from backend.officers.permissions import Task
from backend.uploaded_sheets import LARGEST_FILE

pages = Pages(task=Task.MANAGE_STOCK)
HOME = "/admin/device-intake"


@pages.get("/device-intake", task=Task.MANAGE_STOCK)
def form(page: Page) -> Response:
    """An empty form, or the one that was refused."""
    return _form(page)


@pages.post("/device-intake/file", again=form, looks=True)
def file(page: Page) -> Response:
    """The lines of a file, in the field in which they can be mended."""
    content = page.form.file("file").file.read(LARGEST_FILE + 1)
    text = lines_of(content)
    if not text.strip():
        raise Invalid(_("Tệp này không có dòng nào. Anh/chị xem lại tệp."), field="file")
    return _form(page, text=text)


@pages.post("/device-intake/check", again=form, looks=True)
def check(page: Page) -> Response:
    """What each line would become; nothing is kept."""
    batch = batch_of(page.form)
    return _form(page, lines=intake.dry_run(page.session, page.officer, batch))


@pages.post("/device-intake", again=form)
def confirm(page: Page) -> Response:
    """Takes all of them in."""
    taken = intake.take_all_in(page.session, page.officer, batch_of(page.form))
    said = _("Đã nhập {count} máy vào kho.").format(count=len(taken))
    return page.go("/admin/devices?state=in_stock", said)


def batch_of(form: Form) -> Batch:
    """The form as it was typed. Raises `Invalid` beside the field."""
    kind = form.text("kind")
    if kind not in list(DeviceKind):
        raise Invalid(_("Anh/chị chọn loại thiết bị."), field="kind")
    if form.raw("source").strip() and form.raw("donor").strip():
        words = _("Máy mua từ nguồn kinh phí, hoặc do người ủng hộ: anh/chị chỉ ghi một.")
        raise Invalid(words, field="donor")
    return Batch(
        unit_id=UnitId(row_number(form.raw("unit_id")) or 0),
        kind=DeviceKind(kind),
        model=form.text("model", 200),
        source=form.text("source", 64),
        donor=form.text("donor", 200),
        condition_note=form.text("condition_note", 200),
        received_on=form.day("received_on"),
        lines=form.text("lines", 40_000),
    )


def _form(page: Page, text: str = "", lines: list[Line] | None = None) -> Response:
    units = queries.units_with_stock(page.session, page.officer)
    raw = page.form.raw
    return page.show(
        "devices/intake.html",
        units=[(unit.id, unit.full_name) for unit in units],
        kinds=[(kind.value, kind.label) for kind in DeviceKind],
        sources=queries.sources(page.session, page.officer),
        donors=donors.names(page.session, page.officer),
        typed={
            "unit_id": raw("unit_id"),
            "kind": raw("kind"),
            "model": raw("model"),
            "source": raw("source"),
            "donor": raw("donor"),
            "condition_note": raw("condition_note"),
            "received_on": raw("received_on") or clock.today(),
            "lines": text or raw("lines"),
        },
        lines=lines,
        bad=[line for line in lines or () if line.problem],
    )
