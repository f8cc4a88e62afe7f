"""What anybody may see: needs that an officer has read and shown, and whom to call. No name of a
pupil or teacher, no number of pupils, no code of a ticket, no picture."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.administrative_units.models import UnitId
from backend.i18n import _
from backend.school_needs import focal_officers
from backend.school_needs.clauses import with_names
from backend.school_needs.groups import needs
from backend.school_needs.models import NeedId, Pledge, SchoolNeed
from backend.school_needs.rules import Promise, still_wanted
from backend.school_needs.words import WANTED, NeedState, Urgency
from backend.schools.models import School
from backend.schools.words import SchoolLevel

MOST = 50  # of one page
_URGENT_FIRST = list(Urgency)


@dataclass(frozen=True)
class PublicNeed:
    """One need as a sponsor reads it. `wanted` is how much nobody has promised; `focal_name` and
    `focal_phone` are "" where no focal officer is named."""

    id: NeedId
    group: str
    text: str
    wanted: int
    cost: int | None
    urgency: Urgency
    state: NeedState
    school: str
    level: SchoolLevel
    site: str
    commune: str
    commune_id: UnitId
    focal_name: str
    focal_phone: str


def open_needs(
    session: Session,
    *,
    group: str = "",
    level: SchoolLevel | None = None,
    commune: UnitId | None = None,
    after: NeedId | None = None,
    most: int = MOST,
) -> Sequence[PublicNeed]:
    """The needs that still want something, oldest first behind `after`, at most `most`."""
    query = with_names().where(
        SchoolNeed.state.in_(WANTED),
        SchoolNeed.published,
        School.closed_on.is_(None),
    )
    if group:
        query = query.where(SchoolNeed.group_code == group)
    if level:
        query = query.where(School.level == level)
    if commune:
        query = query.where(SchoolNeed.unit_id == commune)
    if after:
        query = query.where(SchoolNeed.id > after)
    rows = session.execute(query.order_by(SchoolNeed.id).limit(most)).all()
    focal = focal_officers.nearest(
        session, [(need.unit_id, school.level) for need, school, *_ in rows]
    )
    promised = _promised(session, [need.id for need, *_rest in rows])
    found = []
    for need, school, site, unit in rows:
        who = focal.get((need.unit_id, school.level))
        found.append(
            PublicNeed(
                id=need.id,
                group=need.group_code,
                text=need.text,
                wanted=still_wanted(need.quantity, promised.get(need.id, [])),
                cost=need.cost,
                urgency=need.urgency,
                state=need.state,
                school=school.name,
                level=school.level,
                site=site or "",
                commune=unit.full_name,
                commune_id=need.unit_id,
                focal_name=who.name if who else "",
                focal_phone=who.phone if who else "",
            )
        )
    return found


def groups_wanted(session: Session) -> tuple[tuple[str, str], ...]:
    """The groups in which something is wanted, code and name, in the order of the programme's file."""
    query = (
        select(SchoolNeed.group_code)
        .join(School, School.id == SchoolNeed.school_id)
        .where(SchoolNeed.state.in_(WANTED), SchoolNeed.published, School.closed_on.is_(None))
        .distinct()
    )
    wanted = set(session.scalars(query))
    return tuple((each.code, _(each.name)) for each in needs().groups if each.code in wanted)


def most_urgent(found: Sequence[PublicNeed]) -> list[PublicNeed]:
    """Those first that nobody has promised to help with, and of these the most urgent."""
    return sorted(
        found,
        key=lambda each: (each.wanted == 0, _URGENT_FIRST.index(each.urgency), each.id),
    )


def _promised(session: Session, ids: Sequence[NeedId]) -> dict[NeedId, list[Promise]]:
    query = select(Pledge.need_id, Pledge.quantity, Pledge.received_on).where(
        Pledge.need_id.in_(ids), Pledge.withdrawn_on.is_(None)
    )
    found: dict[NeedId, list[Promise]] = {}
    for need_id, quantity, received_on in session.execute(query):
        if need_id is not None:
            found.setdefault(need_id, []).append(Promise(quantity, received_on is not None))
    return found
