"""The workbook of breaches: all of them, a new one, and one with its clocks and its paper."""

from secrets import token_hex

from starlette.responses import Response

from backend import audit, clock
from backend.admin.forms import row_number
from backend.admin.page import Page
from backend.admin.pages import Pages
from backend.breaches import queries, service, typed, words
from backend.breaches.models import BreachAccount, BreachId
from backend.breaches.paper import Said, notice
from backend.breaches.words import DATA, Told
from backend.i18n import _
from backend.officers.permissions import Task
from backend.papers.printed import pdf
from backend.papers.word import docx

pages = Pages(task=Task.KEEP_BREACHES)
HOME = "/admin/breaches"
PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@pages.get("/breaches", task=Task.KEEP_BREACHES)
def breaches(page: Page, before: str = "") -> Response:
    """The newest first, each with the clock that ends next."""
    last = BreachId(row_number(before) or 0) or None
    found = queries.breaches(page.session, page.officer, last)
    return page.show(
        "breaches/breaches.html",
        breaches=found[: queries.PAGE],
        more=len(found) > queries.PAGE,
        words=words,
    )


@pages.get("/breaches/new", task=Task.KEEP_BREACHES)
def new(page: Page) -> Response:
    """The first account of a breach: what is not known yet may stay empty."""
    once = page.form.text("once", 40) or token_hex(16)
    return _form(page, f"{HOME}/new", None, once=once)


@pages.post("/breaches/new", again=new)
def record(page: Page) -> Response:
    """Opens it; its clocks run from the moment of detection."""
    token = page.form.text("once", 40) or token_hex(16)
    made = service.record(page.session, page.officer, typed.account(page.form), token)
    return page.go(f"{HOME}/{made.id}", _("Đã ghi. Anh/chị xem còn bao nhiêu giờ để báo ở dưới."))


@pages.get("/breaches/{breach_id}", task=Task.KEEP_BREACHES)
def breach(page: Page, breach_id: BreachId) -> Response:
    """One: clocks, what is known, who was told, and everything that was written before."""
    return page.show(
        "breaches/breach.html",
        known=queries.breach(page.session, page.officer, breach_id),
        words=words,
        receivers=[("", _("Chọn nơi"))] + [(each.value, each.label) for each in Told],
        outcomes=[(typed.TOLD, _("Đã báo")), ("needless", _("Kết luận: không phải báo"))],
        hour=f"{clock.local(clock.now()):%H:%M}",
    )


@pages.get("/breaches/{breach_id}/amend", task=Task.KEEP_BREACHES)
def amending(page: Page, breach_id: BreachId) -> Response:
    """The newest account in a form, to be written anew."""
    known = queries.breach(page.session, page.officer, breach_id)
    action = f"{HOME}/{breach_id}/amend"
    return _form(page, action, known.account, version=known.breach.version)


@pages.post("/breaches/{breach_id}/amend", again=amending)
def amend(page: Page, breach_id: BreachId) -> Response:
    """What is known by now."""
    form = typed.account(page.form)
    service.amend(page.session, page.officer, breach_id, page.version(), form)
    return page.go(f"{HOME}/{breach_id}", _("Đã ghi thêm. Bản trước vẫn còn ở dưới."))


@pages.post("/breaches/{breach_id}/tell", again=breach)
def tell(page: Page, breach_id: BreachId) -> Response:
    """Who was told, and when."""
    form = typed.notice(page.form)
    service.tell(page.session, page.officer, breach_id, page.version(), form)
    return page.go(f"{HOME}/{breach_id}", _("Đã ghi."))


@pages.post("/breaches/{breach_id}/close", again=breach)
def close(page: Page, breach_id: BreachId) -> Response:
    """Ends it with what was learned."""
    lessons = page.form.text("lessons")
    service.close(page.session, page.officer, breach_id, page.version(), lessons)
    return page.go(f"{HOME}/{breach_id}", _("Đã khép vụ này."))


@pages.get("/breaches/{breach_id}/notice.docx", task=Task.KEEP_BREACHES)
def notice_docx(page: Page, breach_id: BreachId) -> Response:
    """The paper for the authority, to go on writing in."""
    return _file(page, breach_id, docx(notice(_said(page, breach_id))), DOCX, "docx")


@pages.get("/breaches/{breach_id}/notice.pdf", task=Task.KEEP_BREACHES)
def notice_pdf(page: Page, breach_id: BreachId) -> Response:
    """The same, to be read through."""
    return _file(page, breach_id, pdf(notice(_said(page, breach_id))), PDF, "pdf")


def _form(
    page: Page,
    action: str,
    account: BreachAccount | None,
    *,
    once: str = "",
    version: int | None = None,
) -> Response:
    found_at = clock.local(account.found_at if account else clock.now())
    return page.show(
        "breaches/account.html",
        action=action,
        account=account,
        found_at=found_at,
        hour=f"{found_at:%H:%M}",
        once=once,
        version=version,
        pick=typed.PICK,
        data=[(code, _(name)) for code, name in DATA.items()],
        counted=[("estimated", _("Ước tính")), (typed.COUNTED, _("Đã đếm được"))],
        via_zalo=[("", _("Không, hoặc chưa rõ")), (typed.YES, _("Có"))],
    )


def _said(page: Page, breach_id: BreachId) -> Said:
    known = queries.breach(page.session, page.officer, breach_id)
    return Said(known, page.settings.operator_name or "", page.settings.operator_phone or "")


def _file(
    page: Page, breach_id: BreachId, content: bytes, media_type: str, ending: str
) -> Response:
    """Noted before it leaves the house; it names no family. The page itself only reads."""
    with page.database.transaction() as session:
        known = queries.breach(session, page.officer, breach_id)
        audit.record(session, "print_breach", known.breach, by=page.officer, paper=ending)
    headers = {"Content-Disposition": f'attachment; filename="{known.breach.code}.{ending}"'}
    return Response(content, media_type=media_type, headers=headers)
