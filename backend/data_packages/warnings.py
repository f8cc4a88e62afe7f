"""Telling families that a package ends soon: some days before, once each, by day."""

from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend import audit, clock
from backend.data_packages import wording
from backend.data_packages.models import DataPackage, DataPackageId, PackageState
from backend.data_packages.operators import carriers
from backend.data_packages.rules import WARN_DAYS, warning_due
from backend.db import Database, locked
from backend.support_requests.models import SupportRequest
from backend.support_requests.telling import tell


def warn_of_endings(database: Database) -> None:
    """Warns everybody whose day has come, each in a transaction of their own."""
    if not clock.by_day(clock.now()):
        return
    today = clock.today()
    ending = select(DataPackage.id, DataPackage.expires_on, DataPackage.warned_days).where(
        DataPackage.state == PackageState.ACTIVE,
        DataPackage.expires_on.between(today, today + timedelta(days=max(WARN_DAYS))),
    )
    with database.reading() as session:
        found = session.execute(ending).all()
    for package_id, last, warned in found:
        if last and warning_due((last - today).days, warned) is not None:
            with database.transaction() as session:
                _warn(session, package_id)


def _warn(session: Session, package_id: DataPackageId) -> None:
    """Says it, unless another worker was quicker or the package was changed in the meantime."""
    query = select(DataPackage).where(DataPackage.id == package_id)
    package = session.scalars(locked(query)).one()
    last = package.expires_on
    if package.state is not PackageState.ACTIVE or last is None:
        return
    due = warning_due((last - clock.today()).days, package.warned_days)
    if due is None:
        return
    package.warned_days = due
    session.flush()
    request = session.get_one(SupportRequest, package.request_id)
    audit.record(session, "warn_of_package_end", package, by=None, request=request.code)
    tell(session, request, wording.ends_soon(request, package, last, carriers()[package.operator]))
