"""An officer asks the family something while the request stays where it is.

Unlike sending back, no step waits for the answer. A ticket would be a second matter with a code of
its own; the answer belongs to the request.
"""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from backend import audit, clock, scope
from backend.contacts.models import ContactId
from backend.contacts.queries import is_reachable
from backend.db import read_once
from backend.errors import Conflict, Invalid
from backend.i18n import _
from backend.notices.service import notify
from backend.officers.models import Officer
from backend.support_requests import move_wording
from backend.support_requests.commands import SupplementSupportRequest
from backend.support_requests.models import RequestId, Status, SupportRequest
from backend.support_requests.moves import RequestQuestion
from backend.support_requests.queries import own_request
from backend.support_requests.service import office_of, open_for_action, supplement

ENDED = (Status.REFUSED, Status.WITHDRAWN, Status.MERGED)
LONGEST = 500  # letters
MOST_ANSWERS = 50  # on the page of answers


def may_ask(session: Session, request: SupportRequest) -> bool:
    """Whether a question would reach somebody, and none is open."""
    return (
        request.status not in ENDED
        and request.status is not Status.SENT_BACK
        and is_reachable(session, request.contact_id)
        and open_question(session, request.id) is None
    )


def ask(session: Session, officer: Officer, request_id: RequestId, version: int, text: str) -> None:
    """Sends the question. Raises `Invalid` without words, `Conflict` while another one is open, for
    a request that has ended, and for a family that cannot be reached."""
    request = open_for_action(session, officer, request_id, version)
    words = text.strip()
    if not words:
        raise Invalid(_("Anh/chị ghi câu muốn hỏi gia đình."), field="text")
    if request.status in ENDED or request.status is Status.SENT_BACK:
        raise Conflict(
            _("Hồ sơ đang ở trạng thái «{status}», không hỏi thêm được.").format(
                status=request.status.label
            )
        )
    if open_question(session, request.id):
        raise Conflict(_("Gia đình chưa trả lời câu hỏi trước. Anh/chị chờ câu trả lời giúp."))
    if not may_ask(session, request):
        raise Conflict(_("Gia đình không nhận tin nhắn. Anh/chị gọi điện hỏi giúp."))
    now = clock.now()
    session.add(
        RequestQuestion(request_id=request.id, text=words, officer_id=officer.id, created_at=now)
    )
    _moved_on(session, request)
    audit.record(session, "ask_family", request, by=officer)
    told = move_wording.asked(request, office_of(session, request), words)
    notify(session, request.contact_id, told)


def take_answer(session: Session, contact_id: ContactId, command: SupplementSupportRequest) -> None:
    """Keeps the family's words as the answer to an officer's question; what answers no question is
    a supplement. A request that was sent back waits for the supplement first."""
    request = own_request(session, contact_id, command.code, lock=True)
    asked = open_question(session, request.id)
    if asked is None or request.status is Status.SENT_BACK:
        supplement(session, contact_id, command)
        return
    asked.answer, asked.answered_at = command.text, clock.now()
    _moved_on(session, request)
    audit.record(session, "answer_officer", request, by=contact_id)
    notify(session, contact_id, move_wording.answered(request, office_of(session, request)))


def read(session: Session, officer: Officer, request_id: RequestId, version: int) -> None:
    """An officer has read what was answered; saying it twice changes nothing."""
    request = open_for_action(session, officer, request_id, version)
    for question in questions(session, request.id):
        if question.answered_at and not question.read_at:
            question.read_at = clock.now()
    audit.record(session, "read_answer", request, by=officer)


@read_once
def questions(session: Session, request_id: RequestId) -> Sequence[RequestQuestion]:
    """All that was asked, oldest first."""
    query = select(RequestQuestion).where(RequestQuestion.request_id == request_id)
    return session.scalars(query.order_by(RequestQuestion.id)).all()


def open_question(session: Session, request_id: RequestId) -> RequestQuestion | None:
    """The question that waits for the family."""
    return next((each for each in questions(session, request_id) if not each.answered_at), None)


def asked_of(session: Session, contact_id: ContactId) -> Sequence[SupportRequest]:
    """A contact's own requests on which a question is open, newest first."""
    query = (
        select(SupportRequest)
        .join(RequestQuestion, RequestQuestion.request_id == SupportRequest.id)
        .where(SupportRequest.contact_id == contact_id, RequestQuestion.answered_at.is_(None))
    )
    return session.scalars(query.order_by(SupportRequest.id.desc())).all()


def unread_count(session: Session, officer: Officer) -> int:
    """How many requests have an answer that no officer has read."""
    query = select(func.count(RequestQuestion.request_id.distinct()))
    query = query.join(SupportRequest, SupportRequest.id == RequestQuestion.request_id)
    return session.scalar(query.where(*_unread(officer))) or 0


def unread(session: Session, officer: Officer) -> Sequence[tuple[SupportRequest, RequestQuestion]]:
    """The answers that nobody has read, oldest first."""
    rows = session.execute(
        select(SupportRequest, RequestQuestion)
        .join(RequestQuestion, RequestQuestion.request_id == SupportRequest.id)
        .where(*_unread(officer))
        .order_by(RequestQuestion.id)
        .limit(MOST_ANSWERS)
    )
    return [(request, question) for request, question in rows]


def _unread(officer: Officer) -> tuple[ColumnElement[bool], ...]:
    return (
        scope.within(officer, SupportRequest.unit_id),
        RequestQuestion.answered_at.is_not(None),
        RequestQuestion.read_at.is_(None),
    )


def _moved_on(session: Session, request: SupportRequest) -> None:
    """A page that was opened before is told; the status stays."""
    request.version += 1
    request.updated_at = clock.now()
    session.flush()
