"""Ending what somebody asked about their data: with an answer, or by erasing what is kept of them.
Whatever came as a ticket ends together with it, here and nowhere else."""

from sqlalchemy.orm import Session

from backend import clock
from backend.contacts import service as contacts
from backend.contacts.commands import WithdrawConsent
from backend.contacts.queries import has_consented
from backend.data_requests import erasing, wording
from backend.data_requests.erasure_wording import erased
from backend.data_requests.models import DataRequest, DataRequestId, DataRequestKind, Outcome
from backend.data_requests.queries import data_request
from backend.data_requests.service import moved_on, open_for_action, tell
from backend.errors import Conflict, Invalid
from backend.i18n import _
from backend.officers.models import Officer
from backend.retention.erasure import Erasure
from backend.tickets import service as tickets
from backend.tickets.models import Ticket, TicketStatus


def close(
    session: Session,
    officer: Officer,
    request_id: DataRequestId,
    version: int,
    outcome: str,
    answer: str,
) -> None:
    """Ends it with an answer that the person hears. Raises `Invalid` beside the field; `Conflict` for
    a wish to be erased that is called done though nothing was erased."""
    request = open_for_action(session, officer, request_id, version)
    if outcome not in list(Outcome):
        raise Invalid(_("Anh/chị chọn kết quả giải quyết."), field="outcome")
    if not answer.strip():
        raise Invalid(_("Anh/chị ghi lời trả lời để người yêu cầu hiểu."), field="answer")
    chosen = Outcome(outcome)
    if chosen is Outcome.DONE and erasing.has_to_be_erased(request):
        words = _(
            "Chưa xóa gì cả. Anh/chị bấm «Xem sẽ xóa những gì» rồi xóa, hoặc chọn kết quả khác."
        )
        raise Conflict(words)
    _end(session, officer, request, chosen, answer.strip())
    if not _end_ticket(session, officer, request):
        office = wording.office_of(session, request)
        tell(session, request, wording.closed(request, office, request.answer))
    if request.kind is DataRequestKind.WITHDRAW and chosen is not Outcome.REFUSED:
        _withdraw(session, request)


def look_before_erasing(
    session: Session, officer: Officer, request_id: DataRequestId
) -> tuple[DataRequest, Erasure]:
    """What would be erased, and what stays. Raises `Conflict` where this officer may not do it."""
    request = data_request(session, officer, request_id)
    erasing.require_erasable(session, officer, request)
    return request, erasing.would_erase(session, request)


def erase_for(
    session: Session, officer: Officer, request_id: DataRequestId, version: int
) -> Erasure:
    """Erases what is kept of the person and ends the request; they are told what went, what stays and
    why, and until when backups hold it. Raises `Conflict` where this officer may not do it."""
    request = open_for_action(session, officer, request_id, version)
    erasing.require_erasable(session, officer, request)
    # Before: afterwards the ticket holds nothing any more that could be answered.
    _end(session, officer, request, erasing.outcome_of(session, request), _("Đã xóa theo yêu cầu."))
    _end_ticket(session, officer, request, quietly=True)
    done = erasing.erase(session, officer, request)
    told = list(erased(request, wording.office_of(session, request), done))
    request.answer = "\n".join(told)
    session.flush()
    for text in told:
        tell(session, request, text)
    return done


def _end(
    session: Session, officer: Officer, request: DataRequest, outcome: Outcome, answer: str
) -> None:
    request.done_at = clock.now()
    request.acknowledged_at = request.acknowledged_at or request.done_at
    request.outcome, request.answer, request.done_by_id = outcome, answer, officer.id
    moved_on(session, officer, request, "close_data_request", outcome=outcome.value)


def _end_ticket(
    session: Session, officer: Officer, request: DataRequest, *, quietly: bool = False
) -> bool:
    """Ends the ticket that the request came by; False where there is none that is open."""
    ticket = session.get(Ticket, request.ticket_id) if request.ticket_id else None
    if ticket is None or ticket.status is TicketStatus.CLOSED or request.outcome is None:
        return False
    outcome, version = request.outcome.value, ticket.version
    tickets.close(session, officer, ticket.id, version, outcome, request.answer, quietly=quietly)
    return True


def _withdraw(session: Session, request: DataRequest) -> None:
    """What somebody withdrew by word of mouth is withdrawn here as well, after they were told."""
    if request.contact_id and has_consented(session, request.contact_id):
        contacts.withdraw_consent(session, request.contact_id, WithdrawConsent())
