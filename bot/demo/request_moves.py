"""Invented requests of the demo: one that an officer entered, one asked about, two for one child."""

from sqlalchemy.orm import Session

from backend import clock
from backend.administrative_units.queries import hamlets
from backend.officers.models import Officer
from backend.programmes.rules import Circumstance
from backend.support_requests import asking, entering
from backend.support_requests.commands import SubmitSupportRequest, SupplementSupportRequest
from backend.support_requests.entering import OnPaper
from backend.support_requests.models import Lacking, Relation
from backend.support_requests.service import submit
from bot.demo.parents import make_parent


def make_request_moves(session: Session, officer: Officer) -> None:
    """Invented families of the first officer's commune, marked as samples."""
    parent = make_parent(session, "mau-1")
    asked = submit(session, parent, _said(session, officer, "Hồ Văn Sông (mẫu)"))
    asking.ask(session, officer, asked.id, asked.version, "Cháu học buổi sáng hay buổi chiều ạ?")
    answer = SupplementSupportRequest(asked.code, "Dạ cháu học buổi sáng ạ.")
    asking.take_answer(session, parent, answer)
    submit(session, make_parent(session, "mau-2"), _said(session, officer, "Hồ Văn Sông (mẫu)"))
    paper = OnPaper("Hồ Thị Suối", clock.today())
    entering.enter(session, officer, _said(session, officer, "Hồ Thị Suối (mẫu)"), paper)


def _said(session: Session, officer: Officer, child: str) -> SubmitSupportRequest:
    places = hamlets(session, officer.unit_id)
    return SubmitSupportRequest(
        programme="song-va-may-tinh",
        benefit="device",
        relation=Relation.PARENT,
        circumstance=Circumstance.POOR,
        unit_id=officer.unit_id,
        hamlet=places[0].full_name if places else "",
        head_name="Hồ Văn Núi (mẫu)",
        head_birth_year=1984,
        child_name=child,
        child_birth_year=2014,
        school="Trường Tiểu học Mẫu",
        class_name="5A",
        lacking=Lacking.NO_DEVICE,
        phone="",
    )
