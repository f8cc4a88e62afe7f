"""The sixth programme of the tests: its file, its people, and what one does with a request of it."""

from pathlib import Path

from backend.administrative_units.models import UnitId
from backend.contacts.models import ContactId
from backend.contacts.service import Origin
from backend.db import Database
from backend.office import Office, Operator, carry_out
from backend.officers.models import Officer, OfficerId
from backend.programmes.fields import Answer
from backend.programmes.rules import Circumstance
from backend.support_requests.commands import SubmitSupportRequest
from backend.support_requests.models import (
    DecisionKind,
    Relation,
    RequestId,
    Status,
    SupportRequest,
)
from backend.support_requests.service import decide
from tests.factories import World

FILE = Path(__file__).parent / "mua-dong-am-cho-em.toml"
CODE = FILE.stem


def ask(
    database: Database,
    world: World,
    parent: int,
    child: str = "Hồ Văn Nam",
    *,
    boarding: str = "yes",
    school: str = "TH Hồng Thủy",
) -> RequestId:
    """Sends the request as the chat does."""
    answers = [Answer("boarding", boarding, boarding)]
    if boarding == "yes":
        answers.append(Answer("size", "small", "Cỡ nhỏ"))
    command = SubmitSupportRequest(
        programme=CODE,
        benefit="warm",
        relation=Relation.PARENT,
        circumstance=Circumstance.POOR,
        unit_id=UnitId(world.commune),
        hamlet="Thôn 1",
        head_name="Hồ Thị A Lơ",
        head_birth_year=1985,
        phone="0912345678",
        child_name=child,
        child_birth_year=2014,
        school=school,
        class_name="5A",
        answers=tuple(answers),
    )
    with database.transaction() as session:
        office = Office(session, ContactId(parent), Operator("UBND xã"), Origin("telegram", "v1"))
        carry_out(office, command)
        return office.requests()[0].id


def say(database: Database, officer: int, request_id: RequestId, kind: DecisionKind) -> Status:
    with database.transaction() as session:
        who = session.get_one(Officer, OfficerId(officer))
        version = session.get_one(SupportRequest, request_id).version
        return decide(session, who, request_id, version, kind, "").status


def given(database: Database, world: World, people: dict[str, int], child: str) -> RequestId:
    """A request that both steps approved."""
    request_id = ask(database, world, people["parent"], child)
    say(database, people["verifier"], request_id, DecisionKind.APPROVE)
    say(database, world.province_officer, request_id, DecisionKind.APPROVE)
    return request_id
