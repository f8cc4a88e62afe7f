"""DỪNG for everything: what can still be withdrawn is withdrawn, and nothing more is written."""

from sqlalchemy.orm import Session

from backend.approved_lists.standing import signed_list_of
from backend.contacts.commands import WithdrawConsent
from backend.contacts.models import ContactId
from backend.data_requests.recording import stop
from backend.support_requests import queries
from backend.support_requests.commands import StopAll, WithdrawSupportRequest
from backend.support_requests.models import SupportRequest
from backend.support_requests.service import WITHDRAWABLE, withdraw


def withdrawable(session: Session, contact_id: ContactId) -> list[SupportRequest]:
    """Own requests that can be withdrawn by chat, newest first: nothing was handed over for them, and
    they stand on no signed list."""
    return [
        request
        for request in queries.own_requests(session, contact_id)
        if request.status in WITHDRAWABLE and signed_list_of(session, request.id) is None
    ]


def stop_all(session: Session, contact_id: ContactId, _command: StopAll) -> None:
    """Ends every consent first, so that no notice goes out about what the person just decided."""
    stop(session, contact_id, WithdrawConsent())
    for request in withdrawable(session, contact_id):
        withdraw(session, contact_id, WithdrawSupportRequest(request.code))
