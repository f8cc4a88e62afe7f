"""The register of disclosures: looked through, opened, and written into by hand."""

from starlette.responses import Response

from backend.admin.forms import row_number
from backend.admin.page import Page
from backend.admin.pages import Pages
from backend.disclosures import entering, links, queries, typed, words
from backend.disclosures.entering import HandForm
from backend.disclosures.models import DisclosureId
from backend.disclosures.queries import PAGE, Filters
from backend.disclosures.words import FIELDS, PURPOSES, ReceiverKind
from backend.i18n import _
from backend.officers.permissions import Task
from backend.programmes.offered import programmes_of
from backend.support_requests.models import RequestId
from backend.typed_day import read_day

pages = Pages(task=Task.KEEP_DISCLOSURES)
HOME = "/admin/disclosures"
PICK = "field-"


@pages.get("/disclosures")
def register(
    page: Page,
    kind: str = "",
    programme: str = "",
    since: str = "",
    until: str = "",
    before: str = "",
) -> Response:
    """The newest first, by kind of receiver, programme and days."""
    named = _programmes(page)
    filters = Filters(
        kind=kind if kind in list(ReceiverKind) else "",
        programme=programme if programme in named else "",
        since=read_day(since),
        until=read_day(until),
    )
    last = DisclosureId(row_number(before) or 0) or None
    found = queries.disclosures(page.session, page.officer, filters, last)
    return page.show(
        "disclosures/register.html",
        lines=found[:PAGE],
        more=len(found) > PAGE,
        filters=filters,
        counts=queries.counts(page.session, page.officer, filters),
        kinds=list(ReceiverKind),
        programmes=named,
        words=words,
    )


@pages.get("/disclosures/new", task=Task.KEEP_DISCLOSURES)
def new(page: Page) -> Response:
    """A form for what was given outside the service."""
    return page.show(
        "disclosures/new.html",
        pick=PICK,
        fields=[(code, _(name)) for code, name in FIELDS.items()],
        kinds=typed.kinds_outside(),
        bases=typed.bases(),
        purposes=[("", _("Chọn việc"))] + [(code, _(name)) for code, name in PURPOSES.items()],
        programmes=[("", _("Nhiều chương trình, hoặc không rõ")), *_programmes(page).items()],
        once=typed.form_token(page.form),
    )


@pages.post("/disclosures/new", again=new)
def enter(page: Page) -> Response:
    """A row by hand."""
    form = page.form
    to = typed.typed_receiver(form)
    given = HandForm(
        on=form.day("on"),
        fields=[name.removeprefix(PICK) for name in form.texts() if name.startswith(PICK)],
        people=form.text("people", 12),
        purpose=form.text("purpose", 40),
        programme=form.text("programme", 60),
        requests=form.text("requests", 1000),
        note=form.text("note", 500),
    )
    made = entering.enter(page.session, page.officer, to, given, typed.form_token(form))
    return page.go(f"{HOME}/{made.id}", _("Đã ghi vào sổ."))


@pages.get("/disclosures/{disclosure_id}")
def disclosure(page: Page, disclosure_id: DisclosureId, after: str = "") -> Response:
    """One row: everything that was noted, and the requests that it is about."""
    session, officer = page.session, page.officer
    line = queries.disclosure(session, officer, disclosure_id)
    last = RequestId(row_number(after) or 0) or None
    about = queries.requests(session, officer, disclosure_id, last)
    row = line.disclosure
    return page.show(
        "disclosures/disclosure.html",
        line=line,
        requests=about[:PAGE],
        more=len(about) > PAGE,
        programme=_programmes(page).get(row.programme, row.programme),
        record=links.of(row),
        words=words,
        kinds=typed.kinds_outside(),
        bases=typed.bases(),
        once=typed.form_token(page.form),
    )


@pages.post("/disclosures/{disclosure_id}/pass-on", again=disclosure)
def pass_on(page: Page, disclosure_id: DisclosureId) -> Response:
    """The same data went on to somebody."""
    to = typed.typed_receiver(page.form)
    token = typed.form_token(page.form)
    on = page.form.day("on")
    made = entering.pass_on(page.session, page.officer, disclosure_id, to, on, token)
    return page.go(f"{HOME}/{made.id}", _("Đã ghi thêm một dòng vào sổ."))


def _programmes(page: Page) -> dict[str, str]:
    return {each.code: each.name for each in programmes_of(page.session, page.officer.unit_id)}
