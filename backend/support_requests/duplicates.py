"""Other requests that may be for the same child, or have served the same household. They are shown
to the officer and block nothing by themselves: the mother asks, and the teacher does too."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from backend import scope
from backend.administrative_units.models import AdministrativeUnit
from backend.deliveries.models import Delivery
from backend.households.names import NameMatch, compare_names
from backend.i18n import _
from backend.officers.models import Officer
from backend.programmes.service import programme_of
from backend.support_requests.models import Status, SupportRequest

MOST_RELATED = 30


@dataclass(frozen=True)
class Duplicate:
    """Another request; `certain` when nothing about the child differs."""

    request: SupportRequest
    certain: bool

    @property
    def sentence(self) -> str:
        """For the officer."""
        if self.certain:
            return _("Hồ sơ {code} cũng đề nghị cho học sinh này.").format(code=self.request.code)
        return _(
            "Hồ sơ {code} có thể cũng đề nghị cho học sinh này: tên gần giống, anh/chị so lại giúp."
        ).format(code=self.request.code)


@dataclass(frozen=True)
class Related:
    """Another request of the child or of its household. `certain` is as in `Duplicate`, None when it
    is for another child."""

    request: SupportRequest
    unit: str
    programme: str
    certain: bool | None
    is_household: bool


def duplicates(session: Session, request: SupportRequest) -> list[Duplicate]:
    """Requests for the same child, or one of nearly the same name, of the same household: by whom
    and through which channel and programme ever they came. Surest first."""
    near = SupportRequest.unit_id == request.unit_id
    if request.household_id is not None:
        near = or_(near, SupportRequest.household_id == request.household_id)
    others = select(SupportRequest).where(
        near,
        SupportRequest.id != request.id,
        SupportRequest.status.not_in((Status.WITHDRAWN, Status.MERGED)),
    )
    rows = session.scalars(others.order_by(SupportRequest.id)).all()
    return sorted(_alike(request, rows), key=lambda found: not found.certain)


def related(session: Session, officer: Officer, request: SupportRequest) -> Sequence[Related]:
    """The other requests within the officer's units that are for a child of this name, or of the same
    household: in whichever programme, open or ended, the newest first."""
    same = SupportRequest.child_key == request.child_key
    if request.household_id is not None:
        same = or_(same, SupportRequest.household_id == request.household_id)
    others = select(SupportRequest).where(
        same, SupportRequest.id != request.id, scope.within(officer, SupportRequest.unit_id)
    )
    rows = session.scalars(others.order_by(SupportRequest.id.desc()).limit(MOST_RELATED)).all()
    certain = {found.request.id: found.certain for found in _alike(request, rows)}
    return [
        Related(
            other,
            session.get_one(AdministrativeUnit, other.unit_id).full_name,
            programme_of(session, other.revision_id).name,
            certain.get(other.id),
            is_household=other.household_id is not None
            and other.household_id == request.household_id,
        )
        for other in rows
        if other.id in certain or other.household_id == request.household_id
    ]


def household_served_by(session: Session, request: SupportRequest) -> str | None:
    """The code of another request through which the household already has a device, for whichever
    child and in whichever programme. By law a household with a device of the earlier programmes is
    not given one of the public telecommunications service (TT 14/2022/TT-BTTTT)."""
    if request.household_id is None:
        return None
    return session.scalar(
        select(SupportRequest.code)
        .join(Delivery, Delivery.request_id == SupportRequest.id)
        .where(
            SupportRequest.household_id == request.household_id,
            SupportRequest.id != request.id,
            Delivery.returned_on.is_(None),
        )
        .order_by(SupportRequest.id)
        .limit(1)
    )


def _alike(request: SupportRequest, others: Sequence[SupportRequest]) -> Iterator[Duplicate]:
    for other in others:
        years = {request.child_birth_year, other.child_birth_year} - {None}
        home = _same_home(request, other)
        name, _score = compare_names(request.child_name, other.child_name)
        if home is None or name is NameMatch.DIFFERENT:
            continue
        same_name = name in (NameMatch.EXACT, NameMatch.FOLDED)
        certain = same_name and home and len(years) < 2
        if certain or same_name or len(years) < 2:
            yield Duplicate(other, certain)


def _same_home(one: SupportRequest, other: SupportRequest) -> bool | None:
    """Whether two requests name one household; False when perhaps, None when not."""
    if one.household_id and other.household_id:
        return True if one.household_id == other.household_id else None
    name, _score = compare_names(one.head_name, other.head_name)
    if name is NameMatch.DIFFERENT:
        return None
    return name in (NameMatch.EXACT, NameMatch.FOLDED)
