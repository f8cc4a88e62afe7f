"""Showing a whole telephone number: only with a reason, which is kept."""

from backend import audit
from backend.admin.page import Page
from backend.db import Base
from backend.errors import Invalid
from backend.i18n import N_, _

# The code is kept in the audit trail, the words are read by the officer.
_REASONS = {
    "call_family": N_("Gọi cho gia đình"),
    "hand_over": N_("Hẹn ngày bàn giao máy"),
    "data_package": N_("Đăng ký gói cước"),
}


def reasons() -> list[tuple[str, str]]:
    """What an officer may need a number for, as options of a form."""
    return [("", _("Chọn lý do")), *((code, _(words)) for code, words in _REASONS.items())]


def keep_reason(page: Page, subject: Base) -> None:
    """Keeps who sees the number of `subject` and what for. Raises `Invalid` without a reason."""
    why = page.form.text("why")
    if why not in _REASONS:
        raise Invalid(_("Anh/chị chọn lý do cần xem số."), field="why")
    audit.record(page.session, "show_phone", subject, by=page.officer, why=why)
    page.session.flush()
