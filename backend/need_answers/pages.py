"""Households that were asked and need nothing: the list, one more, and a whole sheet."""

from starlette.responses import Response

from backend.admin import communes
from backend.admin.forms import row_number
from backend.admin.page import Page
from backend.admin.pages import Pages
from backend.errors import NotFound
from backend.i18n import _
from backend.need_answers import queries, service, sheet
from backend.need_answers.commands import DeclareNoNeed
from backend.need_answers.models import NeedAnswerId
from backend.officers.permissions import Task
from backend.programmes.offered import programmes_at
from backend.programmes.schema import Programme
from backend.support_requests.entry_form import read_head, read_phone_number
from backend.uploaded_sheets import LARGEST_FILE

pages = Pages(task=Task.ENTER_REQUEST)
HOME = "/admin/need-answers"


@pages.get("/need-answers")
def need_answers(page: Page, programme: str = "", before: str = "") -> Response:
    """One page of a programme's answers, and the forms."""
    offered = programmes_at(page.session, None)
    chosen = _programme(offered, programme or str(page.form.raw("programme")))
    last = NeedAnswerId(row_number(before) or 0) or None
    found = queries.answers(page.session, page.officer, chosen.code, last)
    return page.show(
        "need_answers/need_answers.html",
        programmes=offered,
        programme=chosen,
        rows=found[: queries.PAGE],
        more=len(found) > queries.PAGE,
        communes=communes.choices(page),
    )


@pages.post("/need-answers", again=need_answers)
def add(page: Page) -> Response:
    """One household's word."""
    head = read_head(page.form)
    said = DeclareNoNeed(_code(page), communes.chosen(page), *head, read_phone_number(page.form))
    service.enter(page.session, page.officer, said)
    return _back(page, _("Đã ghi hộ này chưa có nhu cầu."))


@pages.post("/need-answers/sheet", again=need_answers)
def add_sheet(page: Page) -> Response:
    """Many at once."""
    content = page.form.file("file").file.read(LARGEST_FILE + 1)
    done = sheet.take_in(page.session, page.officer, _code(page), communes.chosen(page), content)
    words = _("Đã ghi {kept} hộ. {known} hộ đã ghi trước hoặc đang có hồ sơ.").format(
        kept=done.kept, known=done.known
    )
    wrong = [_("Dòng {number}: {why}").format(number=at, why=why) for at, why in done.bad[:5]]
    return _back(page, " ".join([words, *wrong]))


def _programme(offered: list[Programme], code: str) -> Programme:
    if not offered:
        raise NotFound(_("Chưa có chương trình nào nhận đề nghị."))
    return next((each for each in offered if each.code == code), offered[0])


def _code(page: Page) -> str:
    return page.form.text("programme", 64)


def _back(page: Page, said: str) -> Response:
    return page.go(f"{HOME}?programme={_code(page)}", said)
