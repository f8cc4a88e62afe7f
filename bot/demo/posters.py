"""Posters of the demo: one of a hamlet and one of an invented school."""

from sqlalchemy.orm import Session

from backend.administrative_units.queries import hamlets
from backend.invitations.service import create
from backend.officers.models import Officer

SCHOOL = "Trường Tiểu học Hồng Thủy (mẫu)"


def make_posters(session: Session, officer: Officer) -> None:
    """In the officer's commune."""
    first, *_others = hamlets(session, officer.unit_id)
    create(session, officer, officer.unit_id, hamlet_id=first.id)
    create(session, officer, officer.unit_id, school=SCHOOL)
