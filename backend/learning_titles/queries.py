"""Reading applications for titles: an officer those of the own units, a person the own ones."""

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from backend import scope
from backend.administrative_units.models import AdministrativeUnit
from backend.contacts.models import ContactId
from backend.db import locked
from backend.errors import NotFound
from backend.i18n import _
from backend.learning_titles.models import (
    ApplicationId,
    TitleApplication,
)
from backend.learning_titles.words import TitleStatus
from backend.officers.models import Officer

PAGE = 40


def application(
    session: Session, officer: Officer, application_id: ApplicationId, *, lock: bool = False
) -> TitleApplication:
    """One application. Raises `NotFound`, also for another unit's."""
    query = select(TitleApplication).where(
        TitleApplication.id == application_id, scope.within(officer, TitleApplication.unit_id)
    )
    found = session.scalar(locked(query) if lock else query)
    if found is None:
        raise NotFound(_("Không có hồ sơ danh hiệu này trong đơn vị của anh/chị."))
    return found


def applications(
    session: Session,
    officer: Officer,
    status: TitleStatus | None = None,
    title: str = "",
    after: ApplicationId | None = None,
) -> Sequence[tuple[TitleApplication, str]]:
    """With their communes, the oldest first while something is to be done, else the newest first: at
    most a page and one more, behind `after`."""
    unit = AdministrativeUnit
    query = (
        select(TitleApplication, unit)
        .join(unit, unit.id == TitleApplication.unit_id)
        .where(scope.within(officer, TitleApplication.unit_id))
    )
    if status:
        query = query.where(TitleApplication.status == status)
    if title:
        query = query.where(TitleApplication.title == title)
    newest_first = status in (None, TitleStatus.RECOGNISED, TitleStatus.REFUSED)
    number = TitleApplication.id
    if after:
        query = query.where(number < after if newest_first else number > after)
    query = query.order_by(number.desc() if newest_first else number).limit(PAGE + 1)
    return [(row, place.full_name) for row, place in session.execute(query)]


def status_counts(session: Session, officer: Officer, title: str = "") -> dict[TitleStatus, int]:
    """How many there are in each status, of all titles or of one."""
    query = select(TitleApplication.status, func.count()).where(
        scope.within(officer, TitleApplication.unit_id)
    )
    if title:
        query = query.where(TitleApplication.title == title)
    found = session.execute(query.group_by(TitleApplication.status))
    return {status: count for status, count in found}


def own_applications(session: Session, contact_id: ContactId) -> Sequence[TitleApplication]:
    """A person's own, newest first."""
    query = select(TitleApplication).where(TitleApplication.contact_id == contact_id)
    return session.scalars(query.order_by(TitleApplication.id.desc())).all()


def own_application(session: Session, contact_id: ContactId, code: str) -> TitleApplication:
    """One of them, locked. Raises `NotFound`, also for somebody else's."""
    query = select(TitleApplication).where(
        TitleApplication.code == code, TitleApplication.contact_id == contact_id
    )
    found = session.scalar(locked(query))
    if found is None:
        raise NotFound(_("Em không thấy hồ sơ này trong các hồ sơ của anh/chị."))
    return found
