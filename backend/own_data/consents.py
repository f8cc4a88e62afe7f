"""What somebody agreed to, when, and what was withdrawn."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend import clock
from backend.contacts.commands import HOUSEHOLD_REQUESTS, REQUESTS, TICKETS
from backend.contacts.models import Consent, ConsentedRequest, ContactId, Whose
from backend.contacts.purposes import BY_CODE
from backend.i18n import N_, _, day
from backend.support_requests.models import SupportRequest

_NEEDED = {
    REQUESTS: N_("xét hỗ trợ cho học sinh"),
    HOUSEHOLD_REQUESTS: N_("xét hỗ trợ cho hộ"),
    TICKETS: N_("giải quyết phiếu"),
}


def consents(session: Session, contact_id: ContactId) -> list[str]:
    """A line each, oldest first, with the requests that rest on it."""
    query = select(Consent).where(Consent.contact_id == contact_id).order_by(Consent.id)
    given = session.scalars(query).all()
    return [_line(consent, _codes(session, consent)) for consent in given]


def _codes(session: Session, consent: Consent) -> Sequence[str]:
    query = (
        select(SupportRequest.code)
        .join(ConsentedRequest, ConsentedRequest.request_id == SupportRequest.id)
        .where(ConsentedRequest.consent_id == consent.id)
        .order_by(SupportRequest.id)
    )
    return session.scalars(query).all()


def _line(consent: Consent, codes: Sequence[str]) -> str:
    words = _("{day}: {who} đồng ý để {purpose}{codes}{withdrawn}.")
    ended = consent.withdrawn_at
    return words.format(
        day=day(clock.local(consent.given_at).date()),
        who=_("em nhỏ") if consent.whose is Whose.CHILD else _("anh/chị"),
        purpose=purpose_name(consent.purpose),
        codes=f" ({', '.join(codes)})" if codes else "",
        withdrawn=_(", đã rút ngày {day}").format(day=day(clock.local(ended).date()))
        if ended
        else "",
    )


def purpose_name(purpose: str) -> str:
    """What a consent is for, in plain words."""
    leave = BY_CODE.get(purpose)
    return _(leave.name if leave else _NEEDED.get(purpose, purpose))
