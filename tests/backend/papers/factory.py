"""A signed list, a day of handing over and a written export of the first commune, all invented."""

from datetime import date

from sqlalchemy.orm import Session

from backend import clock
from backend.approved_lists.models import ApprovedList, ApprovedListRow, RowKind
from backend.deliveries.models import DayState, HandOverDay, HandOverRow
from backend.jobs.models import Job, JobState
from backend.officers.models import Officer
from backend.papers import service
from backend.papers.models import Export, ExportPiece
from backend.support_requests.models import SupportRequest
from tests.factories import World


def make_signed_list(
    session: Session, world: World, request: SupportRequest, *, number: str | None = "7/QĐ-UBND"
) -> ApprovedList:
    """A list with this request on it; a draft without a number."""
    now = clock.now()
    made = ApprovedList(
        unit_id=world.commune,
        programme="song-va-may-tinh",
        round="",
        decision_number=number,
        decision_date=date(2026, 2, 5) if number else None,
        signer_name="Hồ Văn Mẫu" if number else "",
        signer_title="Chủ tịch UBND xã" if number else "",
        digest="",
        officer_id=world.officer,
        created_at=now,
        frozen_by_id=world.officer if number else None,
        frozen_at=now if number else None,
    )
    session.add(made)
    session.flush()
    row = ApprovedListRow(
        list_id=made.id,
        request_id=request.id,
        in_force=bool(number),
        kind=RowKind.LISTED,
        number=1,
        code=request.code,
        child_name=request.child_name,
        child_birth_year=request.child_birth_year,
        head_name=request.head_name,
        unit_name="xã A Lưới 1",
        hamlet=request.hamlet,
        standing="Hộ nghèo",
        benefit="Máy tính, thiết bị học",
        source="Ngân sách nhà nước",
        note="",
    )
    session.add(row)
    session.flush()
    return made


def make_day(session: Session, world: World, request: SupportRequest) -> HandOverDay:
    """A day to come, with this request on its list."""
    made = HandOverDay(
        unit_id=world.commune,
        place="hội trường UBND xã",
        held_on=clock.today(),
        starts_at="7:30",
        giver="Lê Thị Mai",
        state=DayState.PLANNED,
        officer_id=world.officer,
        created_at=clock.now(),
    )
    session.add(made)
    session.flush()
    session.add(HandOverRow(day_id=made.id, request_id=request.id, came=None))
    session.flush()
    return made


def make_export(session: Session, world: World) -> Export:
    """A file of the first officer that can be fetched."""
    officer = session.get_one(Officer, world.officer)
    made = service.ask(session, officer, "requests", "", "")
    made.rows, made.size = 1, 4
    session.get_one(Job, made.job_id).state = JobState.DONE
    session.add(ExportPiece(export_id=made.id, number=0, content=b"xlsx"))
    session.flush()
    return made
