"""Which rows are somebody's, and which of them may not go yet because something is still open."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from backend.approved_lists.standing import signed_list_of
from backend.contacts.models import ChannelAddress, Consent, ConsentedRequest, Contact, ContactId
from backend.deliveries.models import Delivery
from backend.learning_titles.models import TitleApplication, TitleScore
from backend.learning_titles.words import TitleStatus
from backend.media.models import MediaFile, MediaState
from backend.messages.models import InboxMessage, OutboxMessage
from backend.need_answers.models import NeedAnswer
from backend.programmes.service import programme_of
from backend.retention.packages import over_packages
from backend.retention.registry import NAMELESS
from backend.support_requests.models import Status, SupportRequest
from backend.support_requests.service import WITHDRAWABLE
from backend.tickets.models import Ticket, TicketStatus

# The wish itself, which is answered and closed after what it wishes was done.
WISHES = ("data_fix", "data_delete")
_TITLE_OPEN = (TitleStatus.WAITING, TitleStatus.SENT_BACK, TitleStatus.PASSED)
GROUPS = ("community", "unit")  # applicants who are no persons


@dataclass
class Found:
    """What one contact has: `requests` and `rows` may go, `open_*` may not yet."""

    contacts: list[int]
    requests: list[SupportRequest] = field(default_factory=list)
    rows: dict[str, Sequence[int]] = field(default_factory=dict)
    open_tickets: list[Ticket] = field(default_factory=list)
    open_requests: list[SupportRequest] = field(default_factory=list)
    open_titles: list[TitleApplication] = field(default_factory=list)

    @property
    def is_closed(self) -> bool:
        """Whether nothing of it is still to be answered."""
        return not (self.open_tickets or self.open_requests or self.open_titles)


def of_contact(session: Session, contact_id: ContactId, before: datetime) -> Found:
    """Everything of a contact that was made until a moment, and of those who were joined to it."""
    contacts = _numbers(session, Contact.id, _is_or_joined(contact_id))
    found = Found(contacts)
    tickets = session.scalars(
        select(Ticket).where(Ticket.contact_id.in_(contacts), Ticket.created_at <= before)
    ).all()
    found.open_tickets = [
        each
        for each in tickets
        if each.status is not TicketStatus.CLOSED and each.kind not in WISHES
    ]
    _sort_requests(session, found, before)
    titles = session.scalars(
        select(TitleApplication).where(
            TitleApplication.contact_id.in_(contacts), TitleApplication.created_at <= before
        )
    ).all()
    persons = [each for each in titles if _is_of_a_person(session, each)]
    found.open_titles = [each for each in persons if each.status in _TITLE_OPEN]
    closed_titles = [each for each in persons if each.status not in _TITLE_OPEN]
    addresses = _numbers(session, ChannelAddress.id, ChannelAddress.contact_id.in_(contacts))
    found.rows = {
        **of_requests(session, [each.id for each in found.requests]),
        "tickets": [each.id for each in tickets if each not in found.open_tickets],
        "title_applications": [each.id for each in closed_titles],
        "need_answers": _numbers(
            session,
            NeedAnswer.id,
            NeedAnswer.contact_id.in_(contacts),
            NeedAnswer.created_at <= before,
        ),
        "media_files": _photos(session, found, before, [each.id for each in closed_titles]),
        "inbox_messages": _numbers(
            session,
            InboxMessage.id,
            InboxMessage.contact_id.in_(contacts),
            InboxMessage.received_at <= before,
            ~InboxMessage.event_id.startswith("~"),
        ),
        "outbox_messages": _numbers(
            session,
            OutboxMessage.id,
            OutboxMessage.address_id.in_(addresses),
            OutboxMessage.created_at <= before,
        ),
        "contacts": contacts,
    }
    return found


def of_requests(session: Session, requests: Sequence[int]) -> dict[str, Sequence[int]]:
    """What hangs on requests that may go."""
    return {
        "support_requests": requests,
        "deliveries": _numbers(session, Delivery.id, Delivery.request_id.in_(requests)),
        "data_packages": over_packages(session, requests),
        "consents": _numbers(session, Consent.id, _is_on_paper_for(requests)),
        "signed_leaves": _numbers(
            session,
            Consent.id,
            Consent.officer_id.is_not(None),
            Consent.id.in_(
                select(ConsentedRequest.consent_id).where(ConsentedRequest.request_id.in_(requests))
            ),
        ),
    }


def _is_on_paper_for(requests: Sequence[int]) -> ColumnElement[bool]:
    """A yes on paper is nobody's but the request's."""
    carries = select(ConsentedRequest.consent_id).where(ConsentedRequest.request_id.in_(requests))
    return Consent.contact_id.is_(None) & Consent.id.in_(carries)


def _sort_requests(session: Session, found: Found, before: datetime) -> None:
    mine = SupportRequest.contact_id.in_(found.contacts)
    ids = select(SupportRequest.id).where(mine)
    query = select(SupportRequest).where(
        or_(mine, SupportRequest.merged_into_id.in_(ids)),
        SupportRequest.created_at <= before,
        SupportRequest.anonymised_at.is_(None),
    )
    about = {each.request_id for each in found.open_tickets}
    for request in session.scalars(query.order_by(SupportRequest.id)):
        stays = request.status is Status.NOT_RECEIVED or request.id in about
        if request.status in WITHDRAWABLE and signed_list_of(session, request.id):
            stays = True
        (found.open_requests if stays else found.requests).append(request)


def _photos(
    session: Session, found: Found, before: datetime, titles_gone: Sequence[int]
) -> Sequence[int]:
    """Those that they sent, but for what an open matter shows; and what proved a title that goes."""
    open_facts = [each.facts for each in found.open_tickets]
    open_facts += [each.facts for each in found.open_requests]
    shown = {
        str(fact["value"])
        for facts in open_facts
        for fact in facts
        if fact["name"].startswith("photo")
    }
    titles = [each.id for each in found.open_titles]
    proofs = _numbers(session, TitleScore.media_id, TitleScore.application_id.in_(titles))
    numbers = _numbers(
        session,
        MediaFile.id,
        or_(
            MediaFile.contact_id.in_(found.contacts),
            MediaFile.id.in_(
                select(TitleScore.media_id).where(TitleScore.application_id.in_(titles_gone))
            ),
        ),
        MediaFile.created_at <= before,
        MediaFile.state != MediaState.PURGED,
    )
    return [each for each in numbers if str(each) not in shown and each not in proofs]


def _is_of_a_person(session: Session, application: TitleApplication) -> bool:
    if application.applicant_name == NAMELESS:
        return False
    titles = programme_of(session, application.revision_id).titles
    kinds = {each.code: each.applicant for each in titles}
    return kinds.get(application.title, "family") not in GROUPS


def _is_or_joined(contact_id: ContactId) -> ColumnElement[bool]:
    return (Contact.id == contact_id) | (Contact.joined_to_id == contact_id)


def _numbers(session: Session, column: Any, *clauses: ColumnElement[bool]) -> list[int]:
    return list(session.scalars(select(column).where(*clauses).order_by(column)))
