"""What papers are made of: figures, rows in portions, and an officer's own files."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from backend import clock, scope
from backend.administrative_units.models import AdministrativeUnit
from backend.administrative_units.queries import communes_of
from backend.data_packages.models import DataPackage
from backend.deliveries.models import Delivery
from backend.devices.models import Device
from backend.errors import NotFound
from backend.i18n import _
from backend.jobs.models import Job, JobState
from backend.officers.models import Officer
from backend.papers.models import Export, ExportId, ExportPiece
from backend.papers.report import Counts, Progress
from backend.support_requests.models import Status, SupportRequest
from backend.support_requests.queue_models import QueueEntry

PORTION = 500
SHOWN = 20

Given = tuple[Delivery, SupportRequest, Device | None]
Packaged = tuple[DataPackage, SupportRequest]


def progress(session: Session, officer: Officer, day: date) -> Progress:
    """How many requests of each commune of the officer stand where."""
    communes = communes_of(session, officer)
    query = (
        select(QueueEntry.unit_id, QueueEntry.status, func.count())
        .where(QueueEntry.unit_id.in_([unit.id for unit in communes]))
        .group_by(QueueEntry.unit_id, QueueEntry.status)
    )
    counts: dict[int, dict[Status, int]] = {}
    for unit_id, status, count in session.execute(query):
        counts.setdefault(unit_id, {})[status] = count
    own = session.get_one(AdministrativeUnit, officer.unit_id)
    nothing: Counts = {}
    return Progress(
        own.full_name, day, [(unit.full_name, counts.get(unit.id, nothing)) for unit in communes]
    )


def deliveries(session: Session, officer: Officer, last: int = 0) -> Sequence[Given]:
    """Hand-overs behind the number `last`, with request and device: at most a portion."""
    query = (
        select(Delivery, SupportRequest, Device)
        .join(SupportRequest, SupportRequest.id == Delivery.request_id)
        .outerjoin(Device, Device.id == Delivery.device_id)
        .where(Delivery.id > last, scope.within(officer, SupportRequest.unit_id))
        .order_by(Delivery.id)
        .limit(PORTION)
    )
    return [(given, request, device) for given, request, device in session.execute(query)]


def data_packages(session: Session, officer: Officer, last: int = 0) -> Sequence[Packaged]:
    """Data packages behind the number `last`, with their request: at most a portion."""
    query = (
        select(DataPackage, SupportRequest)
        .join(SupportRequest, SupportRequest.id == DataPackage.request_id)
        .where(DataPackage.id > last, scope.within(officer, SupportRequest.unit_id))
        .order_by(DataPackage.id)
        .limit(PORTION)
    )
    return [(package, request) for package, request in session.execute(query)]


def export(session: Session, officer: Officer, export_id: ExportId) -> tuple[Export, Job]:
    """One's own file that is still kept, and the job that writes it. Raises `NotFound`, also for a
    colleague's: what was shown for a reason is shown to who gave the reason."""
    query = (
        select(Export, Job)
        .join(Job, Job.id == Export.job_id)
        .where(
            Export.id == export_id,
            Export.officer_id == officer.id,
            Export.unit_id == officer.unit_id,
            Export.expires_at > clock.now(),
        )
    )
    found = session.execute(query).one_or_none()
    if found is None:
        raise NotFound(_("Không có tệp này, hoặc tệp đã hết hạn. Anh/chị xuất lại."))
    return found[0], found[1]


def exports(session: Session, officer: Officer) -> Sequence[tuple[Export, JobState]]:
    """One's own files that are still kept, newest first, with how far each is."""
    query = (
        select(Export, Job.state)
        .join(Job, Job.id == Export.job_id)
        .where(Export.officer_id == officer.id, Export.expires_at > clock.now())
        .order_by(Export.id.desc())
        .limit(SHOWN)
    )
    return [(kept, state) for kept, state in session.execute(query)]


def piece(session: Session, officer: Officer, export_id: ExportId, number: int) -> bytes | None:
    """One part of one's own file; None behind the last."""
    query = (
        select(ExportPiece.content)
        .join(Export, Export.id == ExportPiece.export_id)
        .where(
            ExportPiece.export_id == export_id,
            ExportPiece.number == number,
            Export.officer_id == officer.id,
        )
    )
    return session.scalar(query)
