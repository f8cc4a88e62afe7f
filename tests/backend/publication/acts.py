"""What an officer of a transcript does about pictures and names of children."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.contacts.commands import PHOTO
from backend.officers.models import Officer
from backend.publication.service import ask_family
from backend.support_requests.models import SupportRequest


def ask_for_photo(session: Session, officer: Officer, _text: str) -> None:
    """As «hỏi đăng ảnh», about the newest request."""
    newest = select(SupportRequest).order_by(SupportRequest.id.desc())
    request = session.scalars(newest).first()
    assert request, "chưa có hồ sơ nào"
    ask_family(session, officer, request.id, PHOTO)
