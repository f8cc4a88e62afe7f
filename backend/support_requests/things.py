"""What a request asks for, as its programme calls it."""

from sqlalchemy.orm import Session

from backend.i18n import _
from backend.programmes.schema import Grant
from backend.programmes.service import programme_of
from backend.support_requests.models import SupportRequest


def grant_of(session: Session, request: SupportRequest) -> Grant:
    """The benefit as it stood when the family asked. Raises `StopIteration` for a code that its own
    revision has not, which no request can have."""
    grants = programme_of(session, request.revision_id).grants
    return next(grant for grant in grants if grant.code == request.benefit)


def thing_of(session: Session, request: SupportRequest) -> str:
    """In a sentence: "máy", "điện thoại", "chăn ấm"."""
    return _(grant_of(session, request).thing)
