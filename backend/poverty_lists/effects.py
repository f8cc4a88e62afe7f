"""Which requests and granted benefits a list touches, told before it counts or is undone."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import ColumnElement, and_, exists, func, select
from sqlalchemy.orm import Session, aliased

from backend import scope
from backend.audit import AuditEntry
from backend.i18n import N_, _
from backend.officers.models import Officer
from backend.poverty_lists import queries
from backend.poverty_lists.draft import Standing
from backend.poverty_lists.ending import replaced
from backend.poverty_lists.models import Change, ListId, PovertyList, PovertyListEntry
from backend.support_requests.models import GIVEN, Status, SupportRequest

OPEN = (Status.WAITING, Status.SENT_BACK, Status.APPROVED)
VERIFIED_OTHERWISE = "verified_otherwise"  # in the audit trail: a list changed what was found
LISTED_AT_LAST = "listed_at_last"  # likewise: no list had the household before, now one has


class Effect(StrEnum):
    """What becomes of the row by which a family was verified."""

    LEAVES = "leaves"
    RETURNS = "returns"  # it had left with the list that is undone
    STANDING = "standing"
    MOVED = "moved"
    CORRECTED = "corrected"

    @property
    def label(self) -> str:
        """As officers read it."""
        return _(_EFFECTS[self])


_EFFECTS = {
    Effect.LEAVES: N_("không còn trong danh sách"),
    Effect.RETURNS: N_("có lại trong danh sách"),
    Effect.STANDING: N_("đổi diện hộ"),
    Effect.MOVED: N_("chuyển thôn"),
    Effect.CORRECTED: N_("sửa tên, năm sinh hoặc số căn cước"),
}


@dataclass(frozen=True)
class Touched:
    """A request, and the class of its household before and after."""

    request: SupportRequest
    effect: Effect
    before: Standing | None
    after: Standing | None


@dataclass(frozen=True)
class Effects:
    """`open` requests are looked up again; `granted` ones have their device and keep it."""

    open: Sequence[Touched]
    granted: Sequence[Touched]


def effects(session: Session, officer: Officer, list_id: ListId) -> Effects:
    """What publishing a draft would touch."""
    draft = queries.poverty_list(session, officer, list_id)
    old, new = PovertyListEntry, aliased(PovertyListEntry)
    rows = session.execute(
        select(SupportRequest, new.change, old.standing, new.standing)
        .join(old, old.household_id == SupportRequest.household_id)
        .outerjoin(new, (new.previous_id == old.id) & (new.list_id == draft.id))
        .where(old.id.in_(replaced(draft)), _matters())
        .order_by(SupportRequest.id)
    )
    return _sorted(
        Touched(request, Effect(change) if change else Effect.LEAVES, before, after)
        for request, change, before, after in rows
        if change is not Change.SAME
    )


def undo_effects(session: Session, officer: Officer, list_id: ListId) -> Effects:
    """What undoing a published list would touch."""
    listed = queries.poverty_list(session, officer, list_id)
    return _sorted([*_taken_back(session, listed), *_returning(session, listed)])


def touched_requests(session: Session, officer: Officer) -> Sequence[SupportRequest]:
    """Open requests of which a list has changed what was found since an officer last acted on them,
    and refused ones whose household a list has at last."""
    query = select(SupportRequest).where(_touched(officer)).order_by(SupportRequest.id)
    return session.scalars(query).all()


def touched_count(session: Session, officer: Officer) -> int:
    """How many `touched_requests` there are, for the page of today."""
    query = select(func.count()).select_from(SupportRequest).where(_touched(officer))
    return session.scalar(query) or 0


def _touched(officer: Officer) -> ColumnElement[bool]:
    found, acted = AuditEntry, aliased(AuditEntry)
    since = exists().where(
        acted.subject == found.subject,
        acted.subject_id == found.subject_id,
        acted.officer_id.is_not(None),
        acted.action != "show_phone",  # looked at, not acted on
        acted.id > found.id,
    )
    otherwise = exists().where(
        found.subject == SupportRequest.__tablename__,
        found.subject_id == SupportRequest.id,
        found.action.in_((VERIFIED_OTHERWISE, LISTED_AT_LAST)),
        ~since,
    )
    own = scope.within(officer, SupportRequest.unit_id)
    return and_(own, SupportRequest.status.in_((*OPEN, Status.REFUSED)), otherwise)


def _taken_back(session: Session, listed: PovertyList) -> Iterator[Touched]:
    """Families with a row of the list itself."""
    row, previous = PovertyListEntry, aliased(PovertyListEntry)
    rows = session.execute(
        select(SupportRequest, row.change, row.standing, previous.standing)
        .join(row, row.household_id == SupportRequest.household_id)
        .outerjoin(previous, previous.id == row.previous_id)
        .where(row.list_id == listed.id, row.ended_by_id.is_(None), _matters())
    )
    for request, change, before, after in rows:
        if change not in (Change.SAME, None):
            effect = Effect.LEAVES if change is Change.ENTERED else Effect(change)
            yield Touched(request, effect, before, after)


def _returning(session: Session, listed: PovertyList) -> Iterator[Touched]:
    """Families whose row left with the list."""
    row, following = PovertyListEntry, aliased(PovertyListEntry)
    followed = exists().where(following.list_id == listed.id, following.previous_id == row.id)
    rows = session.execute(
        select(SupportRequest, row.standing)
        .join(row, row.household_id == SupportRequest.household_id)
        .where(row.ended_by_id == listed.id, ~followed, _matters())
    )
    for request, standing in rows:
        yield Touched(request, Effect.RETURNS, None, standing)


def _matters() -> ColumnElement[bool]:
    return SupportRequest.status.in_(OPEN + GIVEN)


def _sorted(touched: Iterator[Touched] | Sequence[Touched]) -> Effects:
    found = sorted(touched, key=lambda one: one.request.id)
    return Effects(
        open=[one for one in found if one.request.status in OPEN],
        granted=[one for one in found if one.request.status in GIVEN],
    )
