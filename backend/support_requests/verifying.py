"""Looking a request's household up in the newest list of its commune, and what follows from it."""

from sqlalchemy.orm import Session

from backend import clock
from backend.errors import Invalid
from backend.households import rules as household_rules
from backend.households.rules import Claim, Finding, ListedHousehold, Verdict
from backend.i18n import _
from backend.officers.models import Officer
from backend.poverty_lists import queries as lists
from backend.poverty_lists.draft import Standing
from backend.poverty_lists.models import EntryId, ListId, PovertyListEntry
from backend.poverty_lists.registry import household_of
from backend.programmes.rules import Circumstance, Facts, Reason
from backend.programmes.rules import reasons_against as _reasons_against
from backend.programmes.schema import Programme
from backend.support_requests import queries
from backend.support_requests.models import Lacking, SupportRequest, Verification

# Who left the list, or lives on an average income, is listed and yet in neither class.
_CLASSES = {
    Standing.POOR: Circumstance.POOR,
    Standing.NEAR_POOR: Circumstance.NEAR_POOR,
}


def verify_household(session: Session, request: SupportRequest) -> None:
    """Searches the newest list and keeps what was found, with the version and the reason."""
    newest = lists.newest_list(session, request.unit_id)
    if newest is None:
        finding = Finding(Verdict.NONE, _("Xã chưa có danh sách nào được công bố."))
        _keep(session, request, finding, None)
        return
    claim = Claim(request.head_name, request.head_birth_year, request.hamlet)
    _keep(session, request, household_rules.find(claim, _listed(session, request)), newest.id)


def identify(
    session: Session, officer: Officer, request: SupportRequest, entry_id: EntryId | None
) -> None:
    """Keeps an officer's word on which row it is. Raises `Invalid` for a row of another commune or
    of an old version."""
    newest = lists.newest_list(session, request.unit_id)
    if entry_id is None:
        finding = Finding(Verdict.NONE, _("Cán bộ xác định: hộ không có trong danh sách."))
        _keep(session, request, finding, newest.id if newest else None, officer)
        return
    entry = session.get(PovertyListEntry, entry_id)
    if entry is None or not lists.counts_today(session, entry_id, request.unit_id):
        raise Invalid(_("Dòng này không thuộc danh sách mới nhất của xã. Anh/chị mở lại hồ sơ."))
    claim = Claim(request.head_name, request.head_birth_year, request.hamlet)
    chosen = household_rules.compare(claim, as_listed(entry))
    reason = _("Cán bộ xác định đúng hộ. {comparison}").format(comparison=chosen.reason)
    _keep(session, request, Finding(Verdict.SAME, reason, (chosen,)), entry.list_id, officer)


def reasons_against(
    session: Session, programme: Programme, request: SupportRequest
) -> list[Reason]:
    """Why this request may not be approved now; empty when it may."""
    return _reasons_against(programme.eligible.model_dump(), facts_of(session, request))


def facts_of(session: Session, request: SupportRequest) -> Facts:
    """What the rules look at."""
    return Facts(
        claimed=Circumstance(request.circumstance),
        listed=_standing(session, request),
        has_device=request.lacking is Lacking.HAS_DEVICE,
        served_by=queries.served_by(session, request),
    )


def as_listed(entry: PovertyListEntry) -> ListedHousehold:
    """A row in the form in which rows are compared."""
    return ListedHousehold(entry.id, entry.head_name, entry.birth_year, entry.hamlet)


def _standing(session: Session, request: SupportRequest) -> Circumstance | None:
    verification = queries.newest_verification(session, request.id)
    if verification is None or verification.verdict != Verdict.SAME:
        return None
    entry = session.get_one(PovertyListEntry, verification.entry_id)
    standing = entry.standing
    return _CLASSES.get(standing) if standing else None


def _listed(session: Session, request: SupportRequest) -> list[ListedHousehold]:
    entry = PovertyListEntry
    rows = session.execute(
        lists.counting()
        .where(entry.unit_id == request.unit_id)
        .with_only_columns(entry.id, entry.head_name, entry.birth_year, entry.hamlet)
    )
    return [ListedHousehold(*row) for row in rows]


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
