"""One row of the first commune for every number that an address of the site can hold."""

from collections.abc import Callable
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend import clock
from backend.access_points.service import except_day
from backend.media.models import MediaFile, MediaState
from backend.officers.models import Officer
from backend.poverty_lists.draft import Column, DraftSheet, ListDraft, SheetRole
from backend.poverty_lists.models import ListId, PovertyListFile, PovertyListProblem
from backend.poverty_lists.service import keep_draft
from backend.tickets.commands import Answer, SubmitTicket
from backend.tickets.service import submit
from tests.backend.access_points.factory import make_access_point
from tests.backend.invitations.factory import make_invitation
from tests.factories import World, make_contact, make_household, make_request

Numbers = dict[str, int]


def _request(session: Session, world: World) -> Numbers:
    return {"request_id": make_request(session, world.commune).id}


def _ticket(session: Session, world: World) -> Numbers:
    asking = make_contact(session, "hoi")
    answers = (Answer("photo", "telegram:f1", "có ảnh"),)
    ticket = submit(session, asking, SubmitTicket("report_fault", world.commune, answers))
    photo = session.scalars(select(MediaFile)).one()
    photo.state, photo.content, photo.content_type = MediaState.STORED, b"\x89PNG", "image/png"
    return {"ticket_id": ticket.id, "media_id": photo.id}


def _access_point(session: Session, world: World) -> Numbers:
    point = make_access_point(session, world)
    day = clock.today() + timedelta(days=1)
    officer = session.get_one(Officer, world.officer)
    exception = except_day(session, officer, point.id, day, "tập huấn")
    return {"point_id": point.id, "exception_id": exception.id}


def _poverty_lists(session: Session, world: World) -> Numbers:
    officer = session.get_one(Officer, world.officer)
    header = Column("Họ và tên", 2)
    sheet = DraftSheet("Xã", SheetRole.LIST, (1,), {"head_name": header}, headers={2: "Họ tên"})
    draft = ListDraft("tep.csv", "1" * 64, sheets=(sheet,), rows=(make_household(),))
    kept = keep_draft(session, officer, world.commune, draft).id
    for list_id in (kept, ListId(world.poverty_list)):
        session.add(PovertyListFile(list_id=list_id, content="STT,Họ và tên\n1,Y Sâm".encode()))
        place = {"sheet": "Sheet1", "row": 2, "column": "", "column_number": 0}
        words = {"kind": "not_understood", "sentence": "Em không hiểu.", "refused": True}
        session.add(PovertyListProblem(list_id=list_id, **place, **words))
    return {"draft_id": kept, "list_id": world.poverty_list, "number": 1}


def _invitation(session: Session, world: World) -> Numbers:
    return {"invitation_id": make_invitation(session, world).id}


# A new page whose address holds a number of a new kind adds its row here.
ROWS: tuple[Callable[[Session, World], Numbers], ...] = (
    _request,
    _ticket,
    _access_point,
    _poverty_lists,
    _invitation,
)


def make_rows(session: Session, world: World) -> Numbers:
    """All of them, by the name of the parameter."""
    numbers: Numbers = {}
    for make in ROWS:
        numbers |= make(session, world)
    return numbers
