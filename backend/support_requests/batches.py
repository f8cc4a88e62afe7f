"""Deciding on several requests at once: first what would happen to each, then each by itself."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.db import Database
from backend.errors import NotFound, Refused
from backend.i18n import _
from backend.officers.models import Officer, OfficerId
from backend.programmes.service import programme_of
from backend.support_requests import family_ties, queries, service, verifying
from backend.support_requests.models import Decision, DecisionKind, RequestId, SupportRequest
from backend.support_requests.steps import require_separate

MOST = 100  # at once
KINDS = (DecisionKind.APPROVE, DecisionKind.SEND_BACK, DecisionKind.REFUSE)

Picked = Mapping[RequestId, int]  # each with its version as the officer saw it


@dataclass(frozen=True)
class Checked:
    """One request, and why it cannot be decided so; "" when it can."""

    request: SupportRequest
    version: int
    against: str


@dataclass(frozen=True)
class Decided:
    """One request after the batch. `against` is "" when it was decided; a request that is out of
    scope has no `request`."""

    request: SupportRequest | None
    against: str


def check(
    session: Session, officer: Officer, picked: Picked, kind: DecisionKind
) -> Sequence[Checked]:
    """What would happen, in the order of the requests; nothing is written. What the officer may not
    see is left out."""
    found = []
    for request_id, version in _ordered(picked):
        try:
            request = queries.request(session, officer, request_id)
        except NotFound:
            continue
        found.append(Checked(request, version, _against(session, officer, request, version, kind)))
    return found


def decide_each(
    database: Database, officer_id: OfficerId, picked: Picked, kind: DecisionKind, reason: str = ""
) -> Sequence[Decided]:
    """Decides each in a transaction of its own, so that one refusal undoes no other. What this
    officer has just decided in the same way counts as done: the button was pressed twice."""
    return [
        _decide(database, officer_id, request_id, version, kind, reason)
        for request_id, version in _ordered(picked)
    ]


def _ordered(picked: Picked) -> list[tuple[RequestId, int]]:
    return sorted(picked.items())[:MOST]


def _decide(
    database: Database,
    officer_id: OfficerId,
    request_id: RequestId,
    version: int,
    kind: DecisionKind,
    reason: str,
) -> Decided:
    try:
        with database.transaction() as session:
            officer = session.get_one(Officer, officer_id)
            request = queries.request(session, officer, request_id, lock=True)
            if not _is_done(session, officer, request, version, kind):
                _require_no_namesake(session, officer, request)
                service.decide(session, officer, request_id, version, kind, reason)
            return Decided(request, "")
    except Refused as refusal:
        against = str(refusal)
    with database.reading() as session:
        officer = session.get_one(Officer, officer_id)
        try:
            return Decided(queries.request(session, officer, request_id), against)
        except NotFound:
            return Decided(None, against)


def _is_done(
    session: Session, officer: Officer, request: SupportRequest, version: int, kind: DecisionKind
) -> bool:
    """Whether the last decision is this one, and nothing has happened since the page was shown but
    for it."""
    last = session.scalar(
        select(Decision)
        .where(Decision.request_id == request.id)
        .order_by(Decision.id.desc())
        .limit(1)
    )
    return (
        last is not None
        and last.officer_id == officer.id
        and last.kind is kind
        and request.version == version + 1
    )


def _against(
    session: Session, officer: Officer, request: SupportRequest, version: int, kind: DecisionKind
) -> str:
    """The sentence that deciding would be refused with."""
    programme = programme_of(session, request.revision_id)
    try:
        if request.version != version:
            return _("Hồ sơ vừa có thay đổi, anh/chị mở xem lại.")
        service.step_for(session, programme, request, officer)
        require_separate(session, officer, request, kind)
        family_ties.require_no_tie(session, officer, request)
        _require_no_namesake(session, officer, request)
    except Refused as refusal:
        return str(refusal)
    reasons = verifying.reasons_against(session, programme, request)
    return reasons[0].words if reasons and kind is DecisionKind.APPROVE else ""


def _require_no_namesake(session: Session, officer: Officer, request: SupportRequest) -> None:
    """A family with a person of the officer's name is looked at by itself."""
    if family_ties.whose_name(session, officer, request):
        raise Refused(_("Gia đình có người trùng họ tên với anh/chị, nên mở riêng hồ sơ để xem."))
