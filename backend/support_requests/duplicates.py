"""Other requests that may be for the same child, or for the same household as a whole. They are shown
to the officer and block nothing by themselves: the mother asks, and the teacher does too."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, case, or_, select
from sqlalchemy.orm import Session

from backend import scope
from backend.administrative_units.models import AdministrativeUnit
from backend.households.keys import is_named
from backend.households.names import NameMatch, compare_names
from backend.i18n import _
from backend.officers.models import Officer
from backend.programmes.service import programme_of
from backend.support_requests.models import Status, SupportRequest

MOST_RELATED = 30
MOST_COMPARED = 2_000  # names; more than a commune has pupils of one year


@dataclass(frozen=True)
class Duplicate:
    """Another request; `certain` when nothing about the child differs."""

    request: SupportRequest
    certain: bool

    @property
    def sentence(self) -> str:
        """For the officer."""
        if self.request.is_for_household:
            return _("Hồ sơ {code} cũng đề nghị cho hộ này.").format(code=self.request.code)
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
    """Requests for the same child, or one of nearly the same name, of the same household, or for this
    household as a whole: by whom and through which channel ever they came, in the same programme or,
    for a device, in any. Surest first."""
    others = select(SupportRequest).where(
        _may_be_alike(request),
        SupportRequest.id != request.id,
        SupportRequest.status.not_in((Status.WITHDRAWN, Status.MERGED)),
        SupportRequest.anonymised_at.is_(None),
    )
    # A household of thousands is a mistake of somebody's; who has the name is compared in any case.
    named = is_named(SupportRequest.child_key, request.child_key)
    nearest = others.order_by(case((named, 0), else_=1), SupportRequest.id.desc())
    found = session.scalars(nearest.limit(MOST_COMPARED)).all()
    rows = sorted(found, key=lambda other: other.id)
    same = [other for other in rows if _for_the_same(session, request, other)]
    return sorted(_alike(request, same), key=lambda found: not found.certain)


def related(session: Session, officer: Officer, request: SupportRequest) -> Sequence[Related]:
    """The other requests within the officer's units that are for a child of this name, or of the same
    household: in whichever programme, open or ended, the newest first."""
    same: ColumnElement[bool] = SupportRequest.child_key == request.child_key
    if request.is_for_household:
        same = (SupportRequest.unit_id == request.unit_id) & (
            SupportRequest.head_key == request.head_key
        )
    if request.household_id is not None:
        same = or_(same, SupportRequest.household_id == request.household_id)
    others = select(SupportRequest).where(
        same,
        SupportRequest.id != request.id,
        SupportRequest.unit_id.in_(scope.communes(session, officer)),
    )
    rows = session.scalars(others.order_by(SupportRequest.id.desc()).limit(MOST_RELATED)).all()
    fitting = [other for other in rows if _for_the_same(session, request, other)]
    certain = {found.request.id: found.certain for found in _alike(request, fitting)}
    alike = {found.request.id for found in _alike(request, rows)}
    return [
        Related(
            other,
            session.get_one(AdministrativeUnit, other.unit_id).full_name,
            programme_of(session, other.revision_id).name,
            certain.get(other.id),
            is_household=_is_of_one_household(request, other),
        )
        for other in rows
        if other.id in alike or _is_of_one_household(request, other)
    ]


def _may_be_alike(request: SupportRequest) -> ColumnElement[bool]:
    """What the database can tell of `_alike`, so that a commune's requests need not be read: two known
    households are one or are not, and who was born in another year has the same name."""
    other = SupportRequest
    near = [other.unit_id == request.unit_id]
    if request.is_for_household:
        near += [other.child_key == "", is_named(other.head_key, request.head_key)]
    else:
        near.append(other.child_key != "")
    if request.child_birth_year is not None:
        same_year = other.child_birth_year == request.child_birth_year
        same_name = is_named(other.child_key, request.child_key)
        near.append(or_(same_year, other.child_birth_year.is_(None), same_name))
    if request.household_id is None:
        return and_(*near)
    return or_(
        and_(*near, other.household_id.is_(None)), other.household_id == request.household_id
    )


def _alike(request: SupportRequest, others: Sequence[SupportRequest]) -> Iterator[Duplicate]:
    for other in others:
        if request.is_for_household or other.is_for_household:
            yield from _alike_households(request, other)
            continue
        years = {request.child_birth_year, other.child_birth_year} - {None}
        home = _same_home(request, other)
        name, _score = compare_names(request.child_name, other.child_name)
        if home is None or name is NameMatch.DIFFERENT:
            continue
        same_name = name in (NameMatch.EXACT, NameMatch.FOLDED)
        certain = same_name and home and len(years) < 2
        if certain or same_name or len(years) < 2:
            yield Duplicate(other, certain)


def _alike_households(request: SupportRequest, other: SupportRequest) -> Iterator[Duplicate]:
    """Both ask for the household as a whole, and it is one, or has a head of that name and year."""
    if not (request.is_for_household and other.is_for_household):
        return
    home = _same_home(request, other)
    years = {request.head_birth_year, other.head_birth_year} - {None}
    if home and (request.household_id == other.household_id is not None or len(years) < 2):
        yield Duplicate(other, certain=True)


def _for_the_same(session: Session, request: SupportRequest, other: SupportRequest) -> bool:
    """Whether one may not have both: two of one programme, or two devices."""
    if request.revision_id == other.revision_id:  # nearly all: a commune has ten thousand
        return True
    own, others = (programme_of(session, each.revision_id) for each in (request, other))
    if own.code == others.code:
        return True
    one, another = ({device.code for device in programme.devices} for programme in (own, others))
    return request.benefit in one and other.benefit in another


def _is_of_one_household(one: SupportRequest, other: SupportRequest) -> bool:
    return one.household_id is not None and one.household_id == other.household_id


def _same_home(one: SupportRequest, other: SupportRequest) -> bool | None:
    """Whether two requests name one household; False when perhaps, None when not."""
    if one.household_id and other.household_id:
        return True if one.household_id == other.household_id else None
    name, _score = compare_names(one.head_name, other.head_name)
    if name is NameMatch.DIFFERENT:
        return None
    return name in (NameMatch.EXACT, NameMatch.FOLDED)
