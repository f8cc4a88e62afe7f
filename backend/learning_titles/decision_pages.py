"""Decisions on titles: gathered, looked through, signed, printed."""

from io import BytesIO

from starlette.responses import Response

from backend import audit, clock
from backend.admin.forms import row_number
from backend.admin.page import Page
from backend.admin.pages import Pages
from backend.administrative_units.models import AdministrativeUnit
from backend.approved_lists.pages import signature_of
from backend.disclosures import service as disclosures
from backend.disclosures.service import Given
from backend.disclosures.words import ReceiverKind
from backend.errors import Conflict, Invalid
from backend.i18n import N_, _
from backend.learning_titles import amending, decisions, recognising, rubrics
from backend.learning_titles.amending import Change
from backend.learning_titles.models import (
    AwardId,
    TitleApplication,
    TitleDecision,
    TitleDecisionId,
)
from backend.learning_titles.paper import Said, certificates
from backend.learning_titles.paper import decision as decision_paper
from backend.learning_titles.words import AwardKind
from backend.officers.permissions import Task
from backend.papers.printed import pdf
from backend.papers.word import docx
from backend.papers.workbook import write
from backend.programmes.service import programme_of

pages = Pages(task=Task.SIGN_DECISION)
HOME = "/admin/title-decisions"
CHANGES = (
    (AwardKind.REVOKED.value, N_("Hủy công nhận")),
    (AwardKind.CORRECTED.value, N_("Sửa tên, khu phố hoặc ấp")),
    (AwardKind.RECOGNISED.value, N_("Công nhận thêm")),
)
PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pages.get("/title-decisions")
def list_of_decisions(page: Page, before: str = "") -> Response:
    """One page of decisions, the newest first."""
    last = TitleDecisionId(row_number(before) or 0) or None
    found = decisions.decisions(page.session, page.officer, last)
    year = clock.today().year
    return page.show(
        "learning_titles/decisions.html",
        found=found[: decisions.PAGE],
        more=len(found) > decisions.PAGE,
        years=[(each, str(each)) for each in range(year, year - 6, -1)],
    )


@pages.post("/title-decisions", again=list_of_decisions)
def gather(page: Page) -> Response:
    """A draft of everybody who passed."""
    year = page.form.number("year") or clock.today().year
    draft = recognising.gather(page.session, page.officer, year)
    return page.go(f"{HOME}/{draft.id}", _("Đã lập dự thảo. Anh/chị xem lại từng dòng rồi ký."))


@pages.get("/title-decisions/{title_decision_id}")
def decision(page: Page, title_decision_id: TitleDecisionId, after: str = "") -> Response:
    """One decision, a page of its lines."""
    session = page.session
    found = decisions.decision(session, page.officer, title_decision_id)
    rows = decisions.awards(session, found, row_number(after) or 0, decisions.PAGE + 1)
    return page.show(
        "learning_titles/decision.html",
        decision=found,
        rows=rows[: decisions.PAGE],
        more=len(rows) > decisions.PAGE,
        unit=session.get_one(AdministrativeUnit, found.unit_id),
        intact=decisions.is_intact(session, found),
        earlier=session.get_one(TitleDecision, found.amends_id) if found.amends_id else None,
        amendments=decisions.amendments(session, found),
        touched=decisions.touched_by(session, rows),
        changes=[("", _("Chọn thay đổi")), *((value, _(words)) for value, words in CHANGES)],
    )


@pages.post("/title-decisions/{title_decision_id}/amend", again=decision)
def amend(page: Page, title_decision_id: TitleDecisionId) -> Response:
    """Begins the later decision."""
    draft = amending.amend(page.session, page.officer, title_decision_id)
    return page.go(f"{HOME}/{draft.id}", _("Đây là dự thảo quyết định sửa đổi."))


@pages.post("/title-decisions/{title_decision_id}/rows", again=decision)
def change(page: Page, title_decision_id: TitleDecisionId) -> Response:
    """One line more in a later decision."""
    form = page.form
    kind = form.text("kind", 20)
    if kind not in list(AwardKind):
        raise Invalid(_("Anh/chị chọn hủy, sửa hay công nhận thêm."), field="kind")
    wanted = Change(
        AwardKind(kind),
        form.text("code", 40),
        form.text("note", 300),
        form.text("applicant_name", 200),
        form.text("hamlet", 200),
    )
    amending.change(page.session, page.officer, title_decision_id, page.version(), wanted)
    return page.go(f"{HOME}/{title_decision_id}", _("Đã ghi dòng này."))


@pages.post("/title-decisions/{title_decision_id}/rows/{award_id}/drop", again=None)
def drop(page: Page, title_decision_id: TitleDecisionId, award_id: AwardId) -> Response:
    """Takes a line out."""
    recognising.drop(page.session, page.officer, title_decision_id, page.version(), award_id)
    return page.go(f"{HOME}/{title_decision_id}", _("Đã bỏ dòng này."))


@pages.post("/title-decisions/{title_decision_id}/drop", again=decision)
def drop_draft(page: Page, title_decision_id: TitleDecisionId) -> Response:
    """Throws the draft away."""
    recognising.drop_draft(page.session, page.officer, title_decision_id, page.version())
    return page.go(HOME, _("Đã bỏ dự thảo."))


@pages.post("/title-decisions/{title_decision_id}/freeze", again=decision)
def freeze(page: Page, title_decision_id: TitleDecisionId) -> Response:
    """Signs it."""
    signed = signature_of(page.form)
    recognising.freeze(page.session, page.officer, title_decision_id, page.version(), signed)
    return page.go(
        f"{HOME}/{title_decision_id}", _("Đã chốt. Người đăng ký được báo số quyết định.")
    )


@pages.get("/title-decisions/{title_decision_id}/decision.pdf")
def decision_pdf(page: Page, title_decision_id: TitleDecisionId) -> Response:
    """The decision with its list."""
    content = pdf(decision_paper(_said(page, title_decision_id)))
    return _file(page, content, PDF, title_decision_id, "pdf")


@pages.get("/title-decisions/{title_decision_id}/decision.docx")
def decision_docx(page: Page, title_decision_id: TitleDecisionId) -> Response:
    """The same, to go on writing in."""
    content = docx(decision_paper(_said(page, title_decision_id)))
    return _file(page, content, DOCX, title_decision_id, "docx")


@pages.get("/title-decisions/{title_decision_id}/certificates.xlsx")
def certificates_xlsx(page: Page, title_decision_id: TitleDecisionId) -> Response:
    """The certificates to be written. Raises `Conflict` before the signature: they have no numbers."""
    said = _said(page, title_decision_id)
    if said.decision.frozen_at is None:
        raise Conflict(_("Quyết định chưa ký nên chưa có số giấy chứng nhận. Anh/chị ký trước."))
    file = BytesIO()
    write(file, certificates(said))
    return _file(page, file.getvalue(), XLSX, title_decision_id, "xlsx")


def _said(page: Page, decision_id: TitleDecisionId) -> Said:
    session = page.session
    found = decisions.decision(session, page.officer, decision_id)
    rows = decisions.awards(session, found)
    applications = [session.get_one(TitleApplication, row.application_id) for row in rows]
    used = sorted({each.rubric_id for each in applications})
    bases = [programme_of(session, each.revision_id).basis.document for each in applications]
    return Said(
        session.get_one(AdministrativeUnit, found.unit_id).full_name,
        found,
        rows,
        list(dict.fromkeys(rubrics.about(rubrics.rubric_of(session, each)) for each in used)),
        "; ".join(dict.fromkeys(bases)),
        session.get_one(TitleDecision, found.amends_id) if found.amends_id else None,
    )


def _file(
    page: Page, content: bytes, media_type: str, decision_id: TitleDecisionId, ending: str
) -> Response:
    """Noted before the file leaves the house, for it takes names along; the page itself only reads."""
    with page.database.transaction() as session:
        subject = decisions.decision(session, page.officer, decision_id)
        audit.record(session, "print_paper", subject, by=page.officer, paper=f"titles.{ending}")
        given = Given(
            kind=ReceiverKind.OFFICE,
            fields=("name", "place", "title"),
            people=len(decisions.awards(session, subject)),
            paper=f"titles.{ending}",
            purpose="decision",
        )
        disclosures.record(session, page.officer, subject, given, on=clock.today())
    name = f"danh-hieu-{decision_id}.{ending}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, media_type=media_type, headers=headers)
