"""What an officer of a transcript does with the newest open request about data."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.data_requests import answering, service
from backend.data_requests.models import DataRequest
from backend.officers.models import Officer


def newest(session: Session) -> DataRequest:
    """The newest that is open."""
    still_open = select(DataRequest).where(DataRequest.done_at.is_(None))
    return session.scalars(still_open.order_by(DataRequest.id.desc())).first() or _none()


def _none() -> DataRequest:
    raise AssertionError("chưa có yêu cầu về dữ liệu nào")


def acknowledge(session: Session, officer: Officer, _text: str) -> None:
    """As «nhận yêu cầu»."""
    found = newest(session)
    service.acknowledge(session, officer, found.id, found.version)


def extend(session: Session, officer: Officer, told: str) -> None:
    """As «gia hạn yêu cầu 25/12/2026: chờ nhà mạng»."""
    found, (day, _sep, reason) = newest(session), told.partition(": ")
    until = datetime.strptime(day, "%d/%m/%Y").date()  # noqa: DTZ007 - a day has no zone
    service.extend(session, officer, found.id, found.version, until, reason)


def close(session: Session, officer: Officer, told: str) -> None:
    """As «trả lời yêu cầu done: đã sửa tên»."""
    found, (outcome, _sep, answer) = newest(session), told.partition(": ")
    answering.close(session, officer, found.id, found.version, outcome, answer)


def erase(session: Session, officer: Officer, _text: str) -> None:
    """As «xóa theo yêu cầu»."""
    found = newest(session)
    answering.erase_for(session, officer, found.id, found.version)
