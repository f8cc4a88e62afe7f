"""Looking a request's household up in the newest list of its commune, and what follows from it."""

from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from backend import clock
from backend.errors import Invalid
from backend.households import decisions, search
from backend.households.lookup import look_up
from backend.households.rules import Candidate, Claim, Finding, Listed, Verdict, compare
from backend.i18n import _
from backend.officers.models import Officer
from backend.poverty_lists import queries as lists
from backend.poverty_lists.counting import counting
from backend.poverty_lists.draft import Standing
from backend.poverty_lists.models import EntryId, ListId, PovertyListEntry
from backend.poverty_lists.registry import household_of
from backend.programmes.rules import Circumstance, Facts, Reason
from backend.programmes.rules import reasons_against as _reasons_against
from backend.programmes.schema import Programme
from backend.support_requests import earlier, queries, tries
from backend.support_requests import following as following  # keeps the queue in step
from backend.support_requests.models import Lacking, SupportRequest, Verification

# Who left the list, or lives on an average income, is listed and yet in neither class.
_CLASSES = {
    Standing.POOR: Circumstance.POOR,
    Standing.NEAR_POOR: Circumstance.NEAR_POOR,
}


def verify_household(session: Session, request: SupportRequest) -> None:
    """Searches the newest list and keeps what was found, with the version and the reason. Raises
    `Conflict` when somebody who names household after household has to wait."""
    is_new = queries.newest_verification(session, request.id) is None
    if is_new:
        tries.require_patience(session, request)
    is_named_by_many = tries.is_named_by_many(session, request)
    newest = lists.newest_list(session, request.unit_id)
    if newest is None:
        finding = Finding(Verdict.NONE, _("Xã chưa có danh sách nào được công bố."))
        _keep(session, request, finding, None)
        return
    claims = claims_of(request)
    decided = decisions.recall(session, decisions.key_of(request.unit_id, claims[0]))
    finding = look_up(session, claims, [request.unit_id], decided)
    if finding.verdict is Verdict.SAME and is_named_by_many:
        reason = _("Nhiều người nhắn tin cùng nêu tên hộ này, cần cán bộ xác định. {comparison}")
        finding = replace(
            finding, verdict=Verdict.ASK, reason=reason.format(comparison=finding.reason)
        )
    _keep(session, request, finding, newest.id)


def identify(
    session: Session, officer: Officer, request: SupportRequest, entry_id: EntryId | None
) -> None:
    """Keeps an officer's word on which row it is, for this request and for later ones that say the
    same. Raises `Invalid` for a row of another commune or of an old version."""
    newest = lists.newest_list(session, request.unit_id)
    shown = queries.newest_verification(session, request.id)
    candidates = [row["entry_id"] for row in shown.candidates] if shown else []
    if entry_id is None:
        finding = Finding(Verdict.NONE, _("Cán bộ xác định: hộ không có trong danh sách."))
        _keep(session, request, finding, newest.id if newest else None, officer)
        _remember(session, officer, request, candidates, None)
        return
    entry = session.get(PovertyListEntry, entry_id)
    if entry is None or not lists.counts_today(session, request.unit_id, entry_id):
        raise Invalid(_("Dòng này không thuộc danh sách mới nhất của xã. Anh/chị mở lại hồ sơ."))
    chosen = closest(session, request, entry).candidate
    reason = _("Cán bộ xác định đúng hộ. {comparison}").format(comparison=chosen.reason)
    _keep(session, request, Finding(Verdict.SAME, reason, (chosen,)), entry.list_id, officer)
    _remember(session, officer, request, candidates, entry_id)


@dataclass(frozen=True)
class Closest:
    """Who of a request is likeliest whom of a row's household."""

    claim: Claim
    person: Listed
    candidate: Candidate


def closest(session: Session, request: SupportRequest, entry: PovertyListEntry) -> Closest:
    """The pair that agrees best: the head as said with anybody of the household, or the child with
    one of its members; the two heads where nothing agrees better."""
    head, *children = claims_of(request)
    people = search.of_household(session, entry)
    pairs = [(head, person) for person in people]
    members = [person for person in people if person.member_id is not None]
    pairs += [(child, person) for child in children for person in members]
    compared = [Closest(claim, person, compare(claim, person)) for claim, person in pairs]
    return max(compared, key=lambda pair: (pair.candidate.likelihood, pair.candidate.score))


def _remember(
    session: Session,
    officer: Officer,
    request: SupportRequest,
    shown: list[EntryId],
    chosen: EntryId | None,
) -> None:
    """The row that was chosen is the household; the others that were shown beside it are not."""
    key = decisions.key_of(request.unit_id, claims_of(request)[0])
    found = session.scalars(
        counting().where(PovertyListEntry.id.in_({*shown, *filter(None, [chosen])}))
    )
    households = {household_of(session, entry): entry.id == chosen for entry in found.all()}
    for household, is_same in sorted(households.items()):
        decisions.remember(session, officer, key, household, is_same=is_same)


def reasons_against(
    session: Session, programme: Programme, request: SupportRequest
) -> list[Reason]:
    """Why this request may not be approved now; empty when it may."""
    conditions = programme.conditions_of(request.benefit)
    return _reasons_against(conditions, facts_of(session, request))


def facts_of(session: Session, request: SupportRequest) -> Facts:
    """What the rules look at."""
    child, household = earlier.of_child(session, request), earlier.of_household(session, request)
    return Facts(
        claimed=Circumstance(request.circumstance),
        listed=_standing(session, request),
        has_device=request.lacking is Lacking.HAS_DEVICE,
        served_by=child.device,
        household_served_by=household.device,
        given_by=child.same_programme,
        household_given_by=household.same_programme,
        answers=request.answers,
    )


def claims_of(request: SupportRequest) -> tuple[Claim, ...]:
    """What a request says of the head of the household and, if there is one, of the child."""
    head = Claim(request.head_name, request.head_birth_year, request.hamlet)
    if request.is_for_household:
        return (head,)
    child = Claim(
        request.child_name, request.child_birth_year, request.hamlet, head=request.head_name
    )
    return head, child


def _standing(session: Session, request: SupportRequest) -> Circumstance | None:
    verification = queries.newest_verification(session, request.id)
    if verification is None or verification.verdict != Verdict.SAME or request.anonymised_at:
        return None
    entry = session.get_one(PovertyListEntry, verification.entry_id)
    standing = entry.standing
    return _CLASSES.get(standing) if standing else None


def _keep(
    session: Session,
    request: SupportRequest,
    finding: Finding,
    list_id: ListId | None,
    officer: Officer | None = None,
) -> None:
    found = finding.candidates[0] if finding.verdict is Verdict.SAME else None
    entry = session.get_one(PovertyListEntry, found.entry_id) if found else None
    request.household_id = household_of(session, entry) if entry else None
    session.add(
        Verification(
            request_id=request.id,
            verdict=finding.verdict,
            list_id=entry.list_id if entry else list_id,
            entry_id=entry.id if entry else None,
            score=max((c.score for c in finding.candidates), default=0),
            reason=finding.reason,
            candidates=[
                {"entry_id": c.entry_id, "score": c.score, "reason": c.reason}
                for c in finding.candidates
            ],
            officer_id=officer.id if officer else None,
            created_at=clock.now(),
        )
    )
