"""Deciding on several requests at once: ticking them, seeing what would happen, deciding."""

from collections.abc import Sequence
from itertools import groupby

from starlette.responses import Response

from backend.admin.forms import row_number
from backend.admin.page import Page
from backend.admin.pages import Pages
from backend.errors import Conflict, Invalid, Refused
from backend.i18n import _
from backend.officers.permissions import Task
from backend.support_requests import batches, steps
from backend.support_requests.batches import Checked, Picked
from backend.support_requests.models import DecisionKind, RequestId
from backend.support_requests.queries import newest_verifications
from backend.support_requests.ready_words import REFUSE, SEND_BACK

pages = Pages(task=Task.ENTER_REQUEST)
PICK = "pick-"
READY = {DecisionKind.REFUSE: REFUSE, DecisionKind.SEND_BACK: SEND_BACK}


@pages.get("/requests/batch", task=Task.ENTER_REQUEST)
def tick(page: Page, after: str = "") -> Response:
    """What waits for this officer, to be ticked."""
    last = RequestId(row_number(after) or 0) or None
    found = steps.waiting(page.session, page.officer, last)
    shown = found[: steps.PAGE]
    return page.show(
        "support_requests/batch_tick.html",
        rows=shown,
        verifications=newest_verifications(page.session, [row.request.id for row in shown]),
        more=len(found) > steps.PAGE,
    )


@pages.post("/requests/batch/check", again=tick, slow=True)
def check(page: Page) -> Response:
    """What would become of each. It only reads."""
    return _check(page)


def _check(page: Page) -> Response:
    kind, picked = _kind(page), _picked(page)
    if not picked:
        raise Invalid(_("Anh/chị đánh dấu ít nhất một hồ sơ."))
    checked = batches.check(page.session, page.officer, picked, kind)
    or_own = [("", _("Chọn một lý do, hoặc ghi ở dưới"))]
    return page.show(
        "support_requests/batch_check.html",
        kind=kind,
        eligible=[each for each in checked if not each.against],
        others=_by_reason([each for each in checked if each.against]),
        left_out=len(picked) - len(checked),
        reasons=or_own + [(_(words), _(words)) for words in READY.get(kind, ())],
    )


def _again(page: Page) -> Response:
    """What was foreseen, or the list where the form says nothing of sense."""
    try:
        return _check(page)
    except Refused:
        return tick(page)


@pages.post("/requests/batch/decide", again=_again, slow=True)
def decide(page: Page) -> Response:
    """Decides each by itself, and says what was done."""
    kind, picked = _kind(page), _picked(page)
    reason = " ".join(filter(None, (page.form.text("ready"), page.form.text("reason", 500))))
    if kind is not DecisionKind.APPROVE and not reason:
        raise Invalid(_("Anh/chị ghi lý do để gia đình hiểu và biết cần làm gì."), field="reason")
    decided = batches.decide_each(page.database, page.officer.id, picked, kind, reason)
    return page.show(
        "support_requests/batch_done.html",
        kind=kind,
        done=[each.request for each in decided if not each.against],
        others=[each for each in decided if each.against],
    )


def _kind(page: Page) -> DecisionKind:
    kind = page.form.text("kind")
    if kind not in batches.KINDS:
        raise Conflict(_("Trang này đã cũ. Anh/chị tải lại trang rồi làm lại."))
    return DecisionKind(kind)


def _picked(page: Page) -> Picked:
    """The ticks: a field "pick-12" with the version 3 is request 12 as it was seen. Raises `Conflict`
    for fields that no page of ours has written."""
    picked = {}
    for name, value in page.form.texts().items():
        if name.startswith(PICK):
            number, version = row_number(name.removeprefix(PICK)), row_number(value)
            if number is None or version is None:
                raise Conflict(_("Trang này đã cũ. Anh/chị tải lại trang rồi làm lại."))
            picked[RequestId(number)] = version
    return picked


def _by_reason(checked: Sequence[Checked]) -> list[tuple[str, list[Checked]]]:
    """Those that cannot be decided so, by why, the commonest first."""
    ordered = sorted(checked, key=lambda each: each.against)
    groups = [(why, list(group)) for why, group in groupby(ordered, lambda each: each.against)]
    return sorted(groups, key=lambda group: -len(group[1]))
