"""What an operator sent back: looked through first, then written down in one go."""

from pathlib import Path

from starlette.responses import Response

from backend.admin.forms import row_number
from backend.admin.page import Page
from backend.admin.pages import Pages
from backend.data_packages import applying, order_queries, reconciling
from backend.data_packages import reconciliation_queries as queries
from backend.data_packages.models import RefusalReason
from backend.data_packages.order_models import LineId, OrderId
from backend.data_packages.order_pages import HOME as ORDERS
from backend.data_packages.order_pages import order
from backend.data_packages.reconciliation_models import AnswerRowId, ReconciliationId, Verdict
from backend.data_packages.reconciliation_queries import PAGE, Figure
from backend.i18n import _
from backend.jobs.models import Job
from backend.officers.models import Officer
from backend.officers.permissions import Task
from backend.uploaded_sheets import LARGEST_FILE

pages = Pages(task=Task.ORDER_PACKAGES)
HOME = "/admin/data-packages/answers"
MISSING = "missing"


@pages.post("/data-packages/orders/{order_id}/answer", again=order, slow=True)
def upload(page: Page, order_id: OrderId) -> Response:
    """Reads the operator's file; nothing is written down before the officer has seen it."""
    order_queries.order(page.session, page.officer, order_id)
    given = page.form.file("file")
    usual_day = page.form.day_or_none("on")
    content, name = given.file.read(LARGEST_FILE + 1), Path(given.filename or "").name
    file = reconciling.read_file(content, name)
    with page.transaction():
        taken = reconciling.take_in(page.session, page.officer, order_id, file, usual_day)
        number = taken.id
    return page.go(f"{HOME}/{number}", _("Đã đọc tệp. Chưa ghi gì vào hồ sơ."))


@pages.get("/data-packages/answers/{answer_id}")
def answer(
    page: Page, answer_id: ReconciliationId, figure: str = "", reason: str = "", after: str = ""
) -> Response:
    """The figures, and the rows of one of them."""
    session, officer = page.session, page.officer
    found = queries.reconciliation(session, officer, answer_id)
    counts = queries.figures(session, officer, answer_id)
    last = row_number(after) or None
    chosen: Figure | None = None
    rows, missing = [], []
    if figure in list(Verdict):
        chosen = Verdict(figure), RefusalReason(reason) if reason in list(RefusalReason) else None
        rows = queries.rows(
            session, officer, answer_id, chosen, AnswerRowId(last) if last else None
        )
    elif figure == MISSING:
        after_line = LineId(last) if last else None
        missing = queries.missing(session, officer, answer_id, found.order_id, after_line)
    return page.show(
        "data_packages/answer.html",
        answer=found,
        order=order_queries.order(session, officer, found.order_id),
        sender=session.get_one(Officer, found.officer_id),
        counts=sorted(counts.items(), key=lambda item: list(Verdict).index(item[0][0])),
        changes=sum(count for (verdict, _reason), count in counts.items() if verdict.changes),
        total=sum(counts.values()),
        missing_count=queries.missing_count(session, officer, answer_id, found.order_id),
        job=session.get(Job, found.job_id) if found.job_id else None,
        figure=figure,
        chosen=chosen,
        rows=rows[:PAGE],
        missing=missing[:PAGE],
        more=len(rows) > PAGE or len(missing) > PAGE,
    )


@pages.post("/data-packages/answers/{answer_id}/apply", again=answer, slow=True)
def write_down(page: Page, answer_id: ReconciliationId) -> Response:
    """Every row that changes a package; after an interruption those that are left. A short file at
    once, a long one in a job that the page then shows."""
    with page.transaction():
        applying.ask(page.session, page.officer, answer_id)
    applying.run_now(page.database, answer_id)
    return page.go(f"{HOME}/{answer_id}")


@pages.post("/data-packages/answers/{answer_id}/discard", again=answer)
def discard(page: Page, answer_id: ReconciliationId) -> Response:
    """Forgets a file that nothing was written down from."""
    order_id = reconciling.discard(page.session, page.officer, answer_id)
    return page.go(f"{ORDERS}/{order_id}", _("Đã bỏ tệp. Anh/chị gửi lại được."))
