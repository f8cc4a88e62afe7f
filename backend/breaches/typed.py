"""Reading the forms of the workbook."""

from datetime import datetime, time

from backend.admin.forms import Form
from backend.breaches.service import AccountForm, NoticeForm
from backend.clock import VIETNAM
from backend.deliveries.days import time_of
from backend.errors import Invalid
from backend.i18n import _

PICK = "data-"
COUNTED, TOLD, YES = "counted", "told", "yes"


def account(form: Form) -> AccountForm:
    """What is known. Raises `Invalid` beside the field."""
    return AccountForm(
        found_at=moment(form),
        found_by=form.text("found_by", 200),
        happened=form.text("happened"),
        data=frozenset(name.removeprefix(PICK) for name in form.texts() if name.startswith(PICK)),
        people=form.text("people", 15),
        is_counted=form.text("counted", 20) == COUNTED,
        consequences=form.text("consequences"),
        measures=form.text("measures"),
        via_zalo=form.text("via_zalo", 20) == YES,
    )


def notice(form: Form) -> NoticeForm:
    """Who was told. Raises `Invalid` beside the field."""
    return NoticeForm(
        receiver=form.text("receiver", 20),
        is_told=form.text("outcome", 20) == TOLD,
        told_at=moment(form),
        note=form.text("note", 500),
    )


def moment(form: Form) -> datetime:
    """A day and an hour, as people here write them. Raises `Invalid`."""
    on, hour = form.day("on"), time_of(form.text("hour", 20))
    if hour is None:
        raise Invalid(_("Anh/chị ghi giờ, ví dụ: 14:30 hoặc 8 giờ."), field="hour")
    return datetime.combine(on, time.fromisoformat(hour.zfill(5)), VIETNAM)
