"""What can be done with a request: by the family (submit, supplement, withdraw) and by officers
(identify the household, approve, refuse, send back)."""

from sqlalchemy.orm import Session

from backend import audit, clock
from backend.approved_lists.standing import require_unlisted
from backend.contacts.commands import HOUSEHOLD_REQUESTS, REQUESTS
from backend.contacts.models import ContactId
from backend.contacts.service import rest_on_consent
from backend.errors import Conflict, Invalid
from backend.i18n import _
from backend.need_answers import service as need_answers
from backend.notices.service import notify
from backend.numbering import next_code
from backend.officers.models import Officer
from backend.poverty_lists.models import EntryId
from backend.programmes.offered import runs_at
from backend.programmes.schema import Programme, Step
from backend.programmes.service import newest_revision, programme_of
from backend.quotas import claims
from backend.quotas.claims import Line
from backend.quotas.rules import awaited_round
from backend.support_requests import following, queries, verifying, wording
from backend.support_requests.commands import (
    SubmitSupportRequest,
    SupplementSupportRequest,
    WithdrawSupportRequest,
)
from backend.support_requests.contents import require_whole, said
from backend.support_requests.deciding import belongs_to, office_at, stands_in
from backend.support_requests.family_ties import require_no_tie
from backend.support_requests.models import (
    Decision,
    DecisionKind,
    RequestId,
    Status,
    Supplement,
    SupportRequest,
)
from backend.support_requests.rules import status_of
from backend.support_requests.steps import require_separate
from backend.support_requests.telling import tell
from backend.support_requests.things import thing_of

# Nothing was handed over yet.
WITHDRAWABLE = (Status.WAITING, Status.SENT_BACK, Status.APPROVED, Status.QUEUED)
REOPENABLE = (Status.REFUSED, Status.APPROVED, Status.QUEUED)
IN_QUOTA = (
    Status.QUEUED,
    Status.APPROVED,
    Status.HANDED_OVER,
    Status.NOT_RECEIVED,
    Status.RECEIVED,
)


def submit(
    session: Session,
    contact_id: ContactId | None,
    command: SubmitSupportRequest,
    *,
    entered_by: Officer | None = None,
) -> SupportRequest:
    """Takes a request in, looks the household up, and tells the family its code. The family hears
    the same words whatever the lists say: nobody learns here who stands on them. `entered_by` is the
    officer who enters it for a family without a phone; then there is no contact. Raises `Invalid`
    for what the programme does not offer, or cannot be decided on without."""
    revision = newest_revision(session, command.programme)
    programme = programme_of(session, revision.id) if revision else None
    if revision is None or programme is None or programme.request is None:
        raise Invalid(_("Chương trình này hiện chưa nhận đề nghị."))
    require_whole(programme, command)
    if not runs_at(session, programme, command.unit_id):
        raise Invalid(_("Chương trình này chưa có ở xã, phường đó."))
    now = clock.now()
    request = SupportRequest(
        code=next_code(session, programme.request_series, clock.today().year),
        revision_id=revision.id,
        contact_id=contact_id,
        created_by_id=entered_by.id if entered_by else None,
        status=Status.WAITING,
        created_at=now,
        updated_at=now,
        **said(programme, command),
    )
    with following.held(session):
        session.add(request)
        session.flush()
        if contact_id:
            wanted = (REQUESTS, HOUSEHOLD_REQUESTS) if request.is_for_household else (REQUESTS,)
            rest_on_consent(session, contact_id, request.id, wanted)
        need_answers.replace(session, programme.code, request)
        verifying.verify_household(session, request)
    audit.record(session, "enter" if entered_by else "submit", request, by=entered_by or contact_id)
    first = programme.steps[0]
    notify(
        session,
        contact_id,
        wording.submitted(request, office_of(session, request), first.working_days),
    )
    return request


def supplement(session: Session, contact_id: ContactId, command: SupplementSupportRequest) -> None:
    """Adds the family's answer and puts the request back into the officers' queue."""
    request = queries.own_request(session, contact_id, command.code, lock=True)
    if request.status is not Status.SENT_BACK:
        raise Conflict(_("Hồ sơ {code} hiện không cần bổ sung.").format(code=request.code))
    session.add(Supplement(request_id=request.id, text=command.text, created_at=clock.now()))
    refresh(session, request)
    audit.record(session, "supplement", request, by=contact_id)
    notify(session, contact_id, wording.supplemented(request, office_of(session, request)))


def withdraw(session: Session, contact_id: ContactId, command: WithdrawSupportRequest) -> None:
    """Ends a request that nothing was handed over for yet."""
    request = queries.own_request(session, contact_id, command.code, lock=True)
    if request.status not in WITHDRAWABLE:
        raise Conflict(_("Hồ sơ {code} không còn rút được.").format(code=request.code))
    require_unlisted(session, request)
    request.withdrawn_at = clock.now()
    refresh(session, request)
    audit.record(session, "withdraw", request, by=contact_id)
    tell(session, request, wording.withdrawn(request))


def identify_household(
    session: Session,
    officer: Officer,
    request_id: RequestId,
    version: int,
    entry_id: EntryId | None,
) -> None:
    """The officer's word on which row of the list this household is; None for "not on the list"."""
    request = open_for_action(session, officer, request_id, version)
    step_for(session, programme_of(session, request.revision_id), request, officer)
    verifying.identify(session, officer, request, entry_id)
    refresh(session, request)
    audit.record(session, "identify_household", request, by=officer, entry=entry_id)


def decide(
    session: Session,
    officer: Officer,
    request_id: RequestId,
    version: int,
    kind: DecisionKind,
    reason: str = "",
) -> SupportRequest:
    """One decision at the current step. Raises `Conflict` naming the officer who was faster,
    `Invalid` when a reason is missing or the rules speak against an approval."""
    request = open_for_action(session, officer, request_id, version)
    programme = programme_of(session, request.revision_id)
    step, reason = step_for(session, programme, request, officer), reason.strip()
    require_separate(session, officer, request, kind)
    require_no_tie(session, officer, request)
    if kind is DecisionKind.RETURN and request.step <= request.passed:
        raise Conflict(_("Đây là bước đầu tiên, không có bước trước để trả về."))
    if kind is DecisionKind.APPROVE:
        against = verifying.reasons_against(session, programme, request)
        if against:
            raise Invalid(_("Chưa duyệt được: {reason}").format(reason=against[0].words))
    elif not reason:
        raise Invalid(_("Anh/chị ghi lý do để gia đình hiểu và biết cần làm gì."), field="reason")
    office = office_of(session, request)
    in_place = stands_in(session, officer, step, request)
    _keep(session, officer, request, kind, reason, stands_in=in_place)
    if kind is DecisionKind.APPROVE and request.step + 1 == len(programme.steps):
        ask_for_place(session, officer, programme, request)
    refresh(session, request)
    audit.record(session, kind.value, request, by=officer, step=step.name)
    if kind is not DecisionKind.RETURN:  # between the offices; the family has nothing to do
        words = _decision_words(session, programme, request, kind, reason, office)
        tell(session, request, words)
    return request


def reopen(
    session: Session, officer: Officer, request: SupportRequest, reason: str
) -> SupportRequest:
    """A refusal, or an approval that nothing was handed over for, is decided anew at the step that
    spoke last: an appeal was right. `request` is locked. Raises `Conflict` for any other state and
    for a request on a signed list, `Invalid` without a reason."""
    if request.status not in REOPENABLE:
        words = _("Hồ sơ đang ở trạng thái «{status}», không mở lại để xét được.")
        raise Conflict(words.format(status=request.status.label))
    if not reason.strip():
        raise Invalid(_("Anh/chị ghi vì sao xét lại."), field="reason")
    require_unlisted(session, request)
    last = len(programme_of(session, request.revision_id).steps) - 1
    request.step = min(request.step, last)  # the step that decides anew
    _keep(session, officer, request, DecisionKind.REOPEN, reason.strip())
    refresh(session, request)
    audit.record(session, "reopen", request, by=officer)
    tell(session, request, wording.reopened(request, office_of(session, request)))
    return request


def _keep(
    session: Session,
    officer: Officer,
    request: SupportRequest,
    kind: DecisionKind,
    reason: str,
    *,
    stands_in: bool = False,
) -> None:
    session.add(
        Decision(
            request_id=request.id,
            step=request.step,
            kind=kind,
            reason=reason,
            officer_id=officer.id,
            stands_in=stands_in,
            created_at=clock.now(),
        )
    )


def ask_for_place(
    session: Session, officer: Officer, programme: Programme, request: SupportRequest
) -> None:
    """What the last approval does: nothing where no quota is set; else all who wait are served in
    order, this one among them."""
    line = claims.line_of(session, programme, request)
    if not claims.is_limited(session, line):
        return
    claims.ask(session, officer, programme, request, verifying.facts_of(session, request))
    serve_waiting(session, line, but=request)


def serve_waiting(session: Session, line: Line, *, but: SupportRequest | None = None) -> int:
    """Gives free places of a quota to those who wait, and tells the families; how many got one. `but`
    is a request whose caller tells the family itself."""
    others = [request for request in claims.serve(session, line) if request is not but]
    for request in others:
        _derive(session, request)
        audit.record(session, "place_in_quota", request, by=None)
        words = wording.approved(request, office_of(session, request), thing_of(session, request))
        tell(session, request, words)
    return len(others)


def refresh(session: Session, request: SupportRequest) -> None:
    """Derives the status anew and marks that the request has moved on. One that is not approved any
    more gives its place in the quota to the next."""
    _derive(session, request)
    if request.status not in IN_QUOTA and (line := claims.give_back(session, request)):
        serve_waiting(session, line)


def _derive(session: Session, request: SupportRequest) -> None:
    session.flush()
    request.status, request.step = status_of(queries.history(session, request))
    request.version += 1
    request.updated_at = clock.now()
    session.flush()


def open_for_action(
    session: Session, officer: Officer, request_id: RequestId, version: int
) -> SupportRequest:
    """The request, locked, if it still is as the officer saw it. Raises `Conflict` otherwise."""
    request = queries.request(session, officer, request_id, lock=True)
    if request.version != version:
        raise Conflict(queries.who_moved_it(session, request))
    return request


def step_for(
    session: Session, programme: Programme, request: SupportRequest, officer: Officer
) -> Step:
    """The step that waits for this officer. Raises `Conflict` when none does (`deciding`)."""
    if request.status is not Status.WAITING:
        raise Conflict(
            _("Hồ sơ này đang ở trạng thái «{status}», không chờ duyệt.").format(
                status=request.status.label
            )
        )
    step = programme.steps[request.step]
    if not belongs_to(session, officer, step, request):
        raise Conflict(_("Bước «{step}» không thuộc vai trò của anh/chị.").format(step=step.name))
    return step


def office_of(session: Session, request: SupportRequest) -> str:
    """The office that decides at the present step, or decided last, as people call it."""
    steps = programme_of(session, request.revision_id).steps
    return office_at(session, request, steps[min(request.step, len(steps) - 1)])


def _decision_words(
    session: Session,
    programme: Programme,
    request: SupportRequest,
    kind: DecisionKind,
    reason: str,
    office: str,
) -> str:
    if kind is DecisionKind.REFUSE:
        return wording.refused(request, office, reason)
    if kind is DecisionKind.SEND_BACK:
        return wording.sent_back(request, office, reason)
    if request.status is Status.APPROVED:
        return wording.approved(request, office, thing_of(session, request))
    if request.status is Status.QUEUED:
        sent_on, today = clock.local(request.created_at).date(), clock.today()
        awaited = awaited_round(programme.all_rounds, sent_on, today)
        return wording.queued(request, office, awaited)
    passed, waiting = programme.steps[request.step - 1], programme.steps[request.step]
    return wording.advanced(request, passed.name, waiting.name)
