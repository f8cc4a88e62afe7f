"""Places in a quota: asked for by an approved request, given in order, given back.

Everything that reads what is left first locks the quotas of the commune, so two officers at one moment
never give the last place twice. Requests that somebody else is just acting on are passed over: whoever
has them will come here too.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend import clock
from backend.administrative_units.models import AdministrativeUnit, UnitId
from backend.db import locked
from backend.officers.models import Officer
from backend.programmes.models import ProgrammeRevision
from backend.programmes.rules import Facts, priority_of
from backend.programmes.schema import Programme
from backend.programmes.service import programme_of
from backend.quotas.models import Quota, QuotaClaim
from backend.quotas.places import open_claim, taken_counts
from backend.quotas.rules import Choice, Place, choose, rounds_for
from backend.quotas.schools import divided_to_schools, has_line, school_meant
from backend.schools.models import SchoolId
from backend.support_requests.models import SupportRequest


@dataclass(frozen=True)
class Line:
    """The quotas that one commune has for one benefit of a programme: its own, or those of one of its
    schools."""

    unit_id: UnitId
    programme: str
    benefit: str
    school_id: SchoolId | None = None


def line_of(session: Session, programme: Programme, request: SupportRequest) -> Line:
    """The quotas that a request is served from: those of its school where the programme divides by
    schools and this one has a line; else those of the commune."""
    whole = Line(request.unit_id, programme.code, request.benefit)
    if programme.quota_by != "school" or not request.school:
        return whole
    school = school_meant(session, request.unit_id, request.school)
    if school is None or not has_line(session, school, programme.code, request.benefit):
        return whole
    return replace(whole, school_id=school)


def is_limited(session: Session, line: Line) -> bool:
    """Whether anybody has set a quota for this commune: its own office or one above. Without one
    there is no limit."""
    path = session.get_one(AdministrativeUnit, line.unit_id).path
    units = [int(part) for part in path.split("/") if part] or [line.unit_id]
    query = select(Quota.id).where(
        Quota.programme == line.programme,
        Quota.benefit == line.benefit,
        Quota.unit_id.in_(units),
    )
    return session.scalar(query.limit(1)) is not None


def ask(
    session: Session, officer: Officer, programme: Programme, request: SupportRequest, facts: Facts
) -> None:
    """Puts a request that all steps have approved among those that wait for a place, as the class
    that it has on this day."""
    classes = [(each.listed, each.claimed, each.answers) for each in programme.priority]
    claim = QuotaClaim(
        request_id=request.id,
        priority=priority_of(classes, facts),
        classes=[each.value for each in (facts.claimed, facts.listed) if each],
        reason="",
        claimed_at=clock.now(),
        officer_id=officer.id,
    )
    session.add(claim)
    session.flush()


def give_back(session: Session, request: SupportRequest) -> Line | None:
    """Ends what a request has; the line in which a place is free now, None when none became free."""
    claim = open_claim(session, request.id)
    if claim is None:
        return None
    claim.ended_at = clock.now()
    session.flush()
    if claim.quota_id is None:
        return None
    quota = session.get_one(Quota, claim.quota_id)
    return Line(quota.unit_id, quota.programme, quota.benefit, quota.school_id)


def serve(session: Session, line: Line) -> list[SupportRequest]:
    """Gives what is left to those who wait, by priority and then by when they asked; hands back the
    requests that got a place."""
    session.flush()
    quotas = _locked_quotas(session, line)
    taken = taken_counts(session, [quota.id for quota in quotas])
    ids = {Place(quota.source, quota.round): quota.id for quota in quotas}
    left = {
        Place(quota.source, quota.round): quota.allotted
        - taken.get(quota.id, 0)
        - divided_to_schools(session, quota)
        for quota in quotas
    }
    served = []
    for claim, request in _waiting(session, line):
        choice = _choose(session, request, claim.classes, left)
        claim.reason = choice.reason
        if choice.place:
            left[choice.place] -= 1
            claim.quota_id, claim.taken_at = ids[choice.place], clock.now()
            served.append(request)
    session.flush()
    return served


def _locked_quotas(session: Session, line: Line) -> Sequence[Quota]:
    query = select(Quota).where(
        Quota.unit_id == line.unit_id,
        Quota.programme == line.programme,
        Quota.benefit == line.benefit,
        Quota.school_id == line.school_id if line.school_id else Quota.school_id.is_(None),
    )
    return session.scalars(locked(query.order_by(Quota.id))).all()


def _waiting(session: Session, line: Line) -> list[tuple[QuotaClaim, SupportRequest]]:
    query = (
        select(QuotaClaim, SupportRequest)
        .join(SupportRequest, SupportRequest.id == QuotaClaim.request_id)
        .join(ProgrammeRevision, ProgrammeRevision.id == SupportRequest.revision_id)
        .where(
            QuotaClaim.quota_id.is_(None),
            QuotaClaim.ended_at.is_(None),
            SupportRequest.unit_id == line.unit_id,
            SupportRequest.benefit == line.benefit,
            ProgrammeRevision.code == line.programme,
        )
        .order_by(QuotaClaim.priority, SupportRequest.id)
        .with_for_update(of=(SupportRequest, QuotaClaim), skip_locked=True)
        .execution_options(populate_existing=True)
    )
    found = [(claim, request) for claim, request in session.execute(query)]
    return [(claim, request) for claim, request in found if _is_of(session, line, request)]


def _is_of(session: Session, line: Line, request: SupportRequest) -> bool:
    """Whether a request of the commune is served from this line."""
    return line_of(session, programme_of(session, request.revision_id), request) == line


def _choose(
    session: Session, request: SupportRequest, classes: Sequence[str], left: dict[Place, int]
) -> Choice:
    programme = programme_of(session, request.revision_id)
    sent_on = clock.local(request.created_at).date()
    rounds = rounds_for(programme.all_rounds, sent_on, clock.today())
    return choose(rounds, programme.funding, classes, left, request.answers)
