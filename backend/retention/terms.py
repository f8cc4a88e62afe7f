"""How long each programme keeps what it asked for. Days that are over are counted from here."""

from calendar import monthrange
from collections.abc import Mapping
from datetime import UTC, date, datetime, time

from sqlalchemy.orm import Session

from backend import clock
from backend.programmes.sections import Retention
from backend.programmes.service import programme_of, programmes_now
from backend.support_requests.models import SupportRequest

# What everybody was told, and what holds where a programme's file says nothing else.
DEFAULT = Retention(
    months=24,
    source="Thông báo xử lý dữ liệu cá nhân: giữ đến 24 tháng sau khi xong",
    audit_months=60,
    audit_source="Nghị định 174/2016/NĐ-CP: tài liệu kế toán giữ ít nhất 5 năm; cần kiểm tra",
)


def terms(session: Session) -> Mapping[str, Retention]:
    """Of each programme as its file stands now, by code: a shorter term holds for older requests too."""
    return {each.code: each.retention or DEFAULT for each in programmes_now(session)}


def proof_until(session: Session, request: SupportRequest) -> date:
    """The day on which the audit period of a request is over."""
    code = programme_of(session, request.revision_id).code
    term = terms(session).get(code, DEFAULT)
    return months_after(clock.local(request.updated_at).date(), term.months + term.audit_months)


def longest(session: Session) -> Retention:
    """The longest terms of all, for what belongs to several programmes: a day of hand-overs."""
    every = [DEFAULT, *terms(session).values()]
    return DEFAULT.model_copy(
        update={
            "months": max(each.months for each in every),
            "audit_months": max(each.audit_months for each in every),
        }
    )


def cutoff(months: int) -> date:
    """The day before which what ended has been kept so many months."""
    return months_after(clock.today(), -months)


def begin_of(day: date) -> datetime:
    """The moment at which a day begins here."""
    return datetime.combine(day, time.min, clock.VIETNAM).astimezone(UTC)


def months_after(day: date, months: int) -> date:
    """The same day so many months later (earlier, if negative); the month's end where it has none."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
