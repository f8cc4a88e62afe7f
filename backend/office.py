"""One counter for everything that a contact may ask of the service ("một cửa").

`Office` is what a flow is given: cheap reads, each limited to this contact's own affairs.
`carry_out` is what the caller of a flow does with the command that the flow returned.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend import clock
from backend.access_points.finding import near
from backend.access_points.rules import Asked, Found, Position
from backend.access_points.wording import answer as access_point_answer
from backend.administrative_units import queries as units
from backend.administrative_units.choosing import Choice, communes_meant
from backend.administrative_units.models import UnitId
from backend.administrative_units.queries import Place
from backend.administrative_units.tree import Choices, tree
from backend.contacts import linking
from backend.contacts import service as contacts
from backend.contacts.commands import (
    GiveConsent,
    IssueLinkCode,
    JoinContacts,
    TryLinkCode,
    UndoLink,
    WithdrawConsent,
)
from backend.contacts.models import ContactId
from backend.contacts.queries import has_consented
from backend.contacts.service import Origin
from backend.data_packages.models import DataPackage
from backend.deliveries import service as deliveries
from backend.deliveries.commands import ConfirmDelivery
from backend.invitations import lookup as invitations
from backend.invitations.commands import AcceptInvitation
from backend.invitations.models import Invited
from backend.invitations.rules import TypedCode
from backend.invitations.service import accept
from backend.programmes import answers
from backend.programmes.schema import Programme, Question
from backend.programmes.service import newest_revision, programme_of
from backend.support_requests import asking, timeline
from backend.support_requests import queries as requests
from backend.support_requests import service as support_requests
from backend.support_requests.commands import (
    SubmitSupportRequest,
    SupplementSupportRequest,
    WithdrawSupportRequest,
)
from backend.support_requests.course import course_of
from backend.support_requests.models import Status, SupportRequest
from backend.support_requests.standing import standing
from backend.teachers.models import Teacher
from backend.teachers.queries import teacher
from backend.tickets import service as tickets
from backend.tickets import wording as ticket_wording
from backend.tickets.commands import AddToTicket, AskOfficer, SubmitTicket
from backend.tickets.kinds import kinds
from backend.tickets.models import Ticket
from backend.tickets.queries import own_tickets
from backend.tickets.schema import TicketKind

Command = (
    GiveConsent
    | WithdrawConsent
    | SubmitSupportRequest
    | SupplementSupportRequest
    | WithdrawSupportRequest
    | ConfirmDelivery
    | AskOfficer
    | IssueLinkCode
    | TryLinkCode
    | JoinContacts
    | UndoLink
    | AcceptInvitation
    | SubmitTicket
    | AddToTicket
)


@dataclass(frozen=True)
class Operator:
    """Who runs the service, as people are told."""

    name: str
    phone: str | None = None


@dataclass(frozen=True)
class Office:
    """What this contact may ask. Reads only."""

    session: Session
    contact_id: ContactId
    operator: Operator
    origin: Origin

    def has_consented(self, purpose: str | None = None) -> bool:
        """Whether the contact agreed to the privacy notice."""
        return has_consented(self.session, self.contact_id, purpose)

    def link_problem(self, code: str) -> str | None:
        """Why a one-time code does not join this contact to another, in words; None when it does."""
        return linking.problem(self.session, self.contact_id, code)

    def programme(self, code: str) -> Programme | None:
        """A programme as it is offered today."""
        revision = newest_revision(self.session, code)
        return programme_of(self.session, revision.id) if revision else None

    def answer_to(self, programme: Programme, question: Question) -> str:
        """What the programme says to a question, in plain words."""
        return answers.answer(programme, question)

    def official_words(self, programme: Programme, question: Question | None) -> str:
        """The official wording on a question, or of the whole, and the document."""
        return answers.official(programme, question)

    def communes(self) -> Choices:
        """The communes of today that take part: id, full name, former names."""
        return tree(self.session).choices(clock.today())

    def communes_meant(self, text: str) -> list[Choice]:
        """Which of them a text may mean."""
        return communes_meant(self.session, text)

    def commune(self, commune: UnitId) -> Place:
        """One of them."""
        return units.commune(self.session, commune)

    def hamlets(self, commune: UnitId) -> list[Place]:
        """The hamlets of a commune."""
        return units.hamlets(self.session, commune)

    def invitation(self, code: str | TypedCode) -> Invited | None:
        """The invitation with one of these codes, while it counts."""
        found = invitations.by_code(self.session, code)
        return invitations.invited(self.session, found) if found else None

    def invited_to(self) -> Invited | None:
        """The invitation by which the contact came lately."""
        return invitations.accepted(self.session, self.contact_id)

    def today(self) -> date:
        """Today in Việt Nam, from which ages are counted."""
        return clock.today()

    def now(self) -> datetime:
        """This moment, as a clock on a wall in Việt Nam shows it."""
        return clock.local(clock.now())

    def access_points(self, place: UnitId | Position) -> list[Found]:
        """The public computers of a commune, or near a position, the nearest first."""
        return near(self.session, place)

    def about_access_point(self, found: Found, asked: Asked, *, alone: bool) -> str:
        """When one of them is open, and where it is, in words."""
        return access_point_answer(found, asked, self.now(), alone=alone)

    def requests(self) -> list[SupportRequest]:
        """The contact's own requests, newest first."""
        return list(requests.own_requests(self.session, self.contact_id))

    def asked_requests(self) -> list[SupportRequest]:
        """Own requests about which an officer asks something, newest first."""
        return list(asking.asked_of(self.session, self.contact_id))

    def standing_of(self, request: SupportRequest) -> str:
        """Where an own request stands, and below it its steps, one a line."""
        course = course_of(self.session, request)
        return "\n".join([standing(course), *timeline.lines(course)])

    def deliveries_to_confirm(self) -> list[SupportRequest]:
        """Own requests whose device was handed over and is not confirmed as received."""
        open_ones = (Status.HANDED_OVER, Status.NOT_RECEIVED)
        return [request for request in self.requests() if request.status in open_ones]

    def data_packages(self) -> list[tuple[SupportRequest, DataPackage]]:
        """The packages of own requests, newest first."""
        query = (
            select(SupportRequest, DataPackage)
            .join(DataPackage, DataPackage.request_id == SupportRequest.id)
            .where(SupportRequest.contact_id == self.contact_id)
            .order_by(DataPackage.id.desc())
        )
        return [(request, package) for request, package in self.session.execute(query)]

    def ticket_kind(self, code: str) -> TicketKind:
        """A form, and who answers it until when."""
        return kinds()[code]

    def tickets(self) -> list[Ticket]:
        """The contact's own tickets, newest first."""
        return list(own_tickets(self.session, self.contact_id))

    def standing_of_ticket(self, ticket: Ticket) -> str:
        """Where an own ticket stands, in words."""
        office = tickets.office_of(self.session, ticket)
        return ticket_wording.standing(ticket, kinds()[ticket.kind], office)

    def school(self) -> Teacher | None:
        """The school for which the contact was confirmed to speak."""
        return teacher(self.session, self.contact_id)


def carry_out(office: Office, command: Command) -> None:
    """Does what a command says, in the caller's transaction. Raises `Refused` with words for the
    person when it cannot be done."""
    session, contact_id = office.session, office.contact_id
    if isinstance(command, GiveConsent):
        contacts.give_consent(session, contact_id, command, office.origin)
        return
    _VERBS[type(command)](session, contact_id, command)


_VERBS: dict[type, Callable[[Session, ContactId, Any], object]] = {
    WithdrawConsent: contacts.withdraw_consent,
    SubmitSupportRequest: support_requests.submit,
    SupplementSupportRequest: asking.take_answer,
    WithdrawSupportRequest: support_requests.withdraw,
    ConfirmDelivery: deliveries.confirm,
    AskOfficer: tickets.ask_officer,
    IssueLinkCode: linking.issue,
    TryLinkCode: linking.note_try,
    JoinContacts: linking.join,
    UndoLink: linking.undo,
    AcceptInvitation: accept,
    SubmitTicket: tickets.submit,
    AddToTicket: tickets.add,
}
