"""What can be done with a request: by the family (submit, supplement, withdraw) and by officers
(identify the household, approve, refuse, send back)."""

from sqlalchemy.orm import Session

from backend import audit, clock
from backend.administrative_units.models import AdministrativeUnit
from backend.contacts.models import ContactId
from backend.errors import Conflict, Invalid
from backend.i18n import _
from backend.notices.service import notify
from backend.numbering import next_code
from backend.officers.models import Officer
from backend.poverty_lists.models import EntryId
from backend.programmes.schema import Programme, Step
from backend.programmes.service import newest_revision, programme_of
from backend.support_requests import queries, verifying, wording
from backend.support_requests.commands import (
    SubmitSupportRequest,
    SupplementSupportRequest,
    WithdrawSupportRequest,
)
from backend.support_requests.models import (
    Decision,
    DecisionKind,
    RequestId,
    Status,
    Supplement,
    SupportRequest,
)
from backend.support_requests.rules import status_of


def submit(
    session: Session, contact_id: ContactId, command: SubmitSupportRequest
) -> SupportRequest:
    """Takes a request in, looks the household up, and tells the family its code. The family hears
    the same words whatever the lists say: nobody learns here who stands on them. Raises `Invalid`
    for a programme or a device that is not offered."""
    revision = newest_revision(session, command.programme)
    if revision is None:
        raise Invalid(_("Chương trình này hiện chưa nhận đề nghị."))
    programme = programme_of(session, revision.id)
    if command.benefit not in {benefit.code for benefit in programme.devices}:
        raise Invalid(_("Chương trình này không có khoản hỗ trợ đó."))
    now = clock.now()
    said = {k: v for k, v in vars(command).items() if k != "programme"}
    request = SupportRequest(
        code=next_code(session, programme.request_series, clock.today().year),
        revision_id=revision.id,
        contact_id=contact_id,
        status=Status.WAITING,
        created_at=now,
        updated_at=now,
        **said,
    )
    session.add(request)
    session.flush()
    verifying.verify_household(session, request)
    audit.record(session, "submit", request, by=contact_id)
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
    if request.status not in (Status.WAITING, Status.SENT_BACK, Status.APPROVED):
        raise Conflict(_("Hồ sơ {code} không còn rút được.").format(code=request.code))
    request.withdrawn_at = clock.now()
    refresh(session, request)
    audit.record(session, "withdraw", request, by=contact_id)
    notify(session, contact_id, wording.withdrawn(request))


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
    if kind is DecisionKind.APPROVE:
        against = verifying.reasons_against(session, programme, request)
        if against:
            raise Invalid(_("Chưa duyệt được: {reason}").format(reason=against[0].words))
    elif not reason:
        raise Invalid(_("Anh/chị ghi lý do để gia đình hiểu và biết cần làm gì."), field="reason")
    session.add(
        Decision(
            request_id=request.id,
            step=request.step,
            kind=kind,
            reason=reason,
            officer_id=officer.id,
            created_at=clock.now(),
        )
    )
    refresh(session, request)
    audit.record(session, kind.value, request, by=officer, step=step.name)
    notify(session, request.contact_id, _decision_words(session, programme, request, kind, reason))
    return request


def refresh(session: Session, request: SupportRequest) -> None:
    """Derives the status anew and marks that the request has moved on."""
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
    """The step that waits for this officer. Raises `Conflict` when none does: a step belongs to
    roles at one level of administration, and a province does not decide for its commune."""
    if request.status is not Status.WAITING:
        raise Conflict(
            _("Hồ sơ này đang ở trạng thái «{status}», không chờ duyệt.").format(
                status=request.status.label
            )
        )
    step = programme.steps[request.step]
    level = session.get_one(AdministrativeUnit, officer.unit_id).level
    if officer.role not in step.roles or level is not step.level:
        raise Conflict(_("Bước «{step}» không thuộc vai trò của anh/chị.").format(step=step.name))
    return step


def office_of(session: Session, request: SupportRequest) -> str:
    """The office that decides, as people call it."""
    unit = session.get_one(AdministrativeUnit, request.unit_id)
    return _("UBND {unit}").format(unit=unit.full_name)


def _decision_words(
    session: Session,
    programme: Programme,
    request: SupportRequest,
    kind: DecisionKind,
    reason: str,
) -> str:
    office = office_of(session, request)
    if kind is DecisionKind.REFUSE:
        return wording.refused(request, office, reason)
    if kind is DecisionKind.SEND_BACK:
        return wording.sent_back(request, office, reason)
    if request.status is Status.APPROVED:
        return wording.approved(request, office)
    passed, waiting = programme.steps[request.step - 1], programme.steps[request.step]
    return wording.advanced(request, passed.name, waiting.name)
