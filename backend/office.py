"""One counter for everything that a contact may ask of the service ("một cửa").

`Office` is what a flow is given: cheap reads, each limited to this contact's own affairs.
`carry_out` is what the caller of a flow does with the command that the flow returned.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend import clock
from backend.access_points.finding import near
from backend.access_points.models import AccessPointId
from backend.access_points.rules import Asked, Found, Position
from backend.access_points.wording import answer as access_point_answer
from backend.administrative_units import queries as units
from backend.administrative_units.choosing import Choice, communes_meant
from backend.administrative_units.models import UnitId
from backend.administrative_units.queries import Place
from backend.administrative_units.tree import Choices, tree
from backend.approved_lists.told import lines_about
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
from backend.contacts.rules import covers
from backend.contacts.service import Origin
from backend.coverage import reports as coverage_reports
from backend.coverage import wording as coverage_wording
from backend.data_packages.models import DataPackage
from backend.data_requests import recording as data_requests
from backend.data_requests.commands import ViewData
from backend.data_requests.told import told as data_requests_told
from backend.deliveries import service as deliveries
from backend.deliveries.commands import ConfirmDelivery
from backend.gifts import wording as gifts
from backend.invitations import lookup as invitations
from backend.invitations.commands import AcceptInvitation
from backend.invitations.models import Invited
from backend.invitations.rules import TypedCode
from backend.invitations.service import accept
from backend.learning_titles import applying as title_applying
from backend.learning_titles import wording as title_wording
from backend.learning_titles.commands import AddToTitle, ApplyForTitle
from backend.learning_titles.courses import courses_told
from backend.learning_titles.models import TitleApplication
from backend.learning_titles.queries import own_applications
from backend.learning_titles.schema import TitleOffer
from backend.learning_titles.titles import offers, title_of
from backend.need_answers import service as need_answers
from backend.need_answers.commands import DeclareNoNeed
from backend.need_answers.models import NeedAnswer
from backend.own_data.mine import OwnData
from backend.programmes import answers
from backend.programmes.offered import programmes_at
from backend.programmes.schema import Programme, Question
from backend.programmes.service import programme_of, programmes_now
from backend.public_computers import machine_queries
from backend.public_computers.collection import collection, told
from backend.public_computers.collection_words import wanted_words
from backend.publication.commands import AllowPublication
from backend.publication.service import allow
from backend.school_needs import public as school_needs
from backend.school_needs.groups import names_of_groups
from backend.school_needs.public import PublicNeed
from backend.school_needs.wording import told as told_need
from backend.standing import standing_of
from backend.support_requests import asking, timeline
from backend.support_requests import queries as requests
from backend.support_requests import service as support_requests
from backend.support_requests.commands import (
    StopAll,
    SubmitSupportRequest,
    SupplementSupportRequest,
    WithdrawSupportRequest,
)
from backend.support_requests.course import course_of
from backend.support_requests.models import Status, SupportRequest
from backend.support_requests.standing import standing
from backend.support_requests.stopping import stop_all
from backend.support_requests.things import thing_of
from backend.teachers.models import Teacher
from backend.teachers.queries import teacher
from backend.tickets import service as tickets
from backend.tickets import wording as ticket_wording
from backend.tickets.commands import AddToTicket, AskOfficer, SubmitTicket
from backend.tickets.kinds import kinds
from backend.tickets.models import Ticket
from backend.tickets.queries import own_tickets
from backend.tickets.schema import TicketKind

T = TypeVar("T")
Command = (
    GiveConsent
    | WithdrawConsent
    | StopAll
    | AllowPublication
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
    | DeclareNoNeed
    | ApplyForTitle
    | AddToTitle
    | ViewData
)


@dataclass(frozen=True)
class Operator:
    """Who runs the service, as people are told."""

    name: str
    phone: str | None = None


@dataclass(frozen=True)
class Office:
    """What this contact may ask. Reads only; what a message asks again and again is looked up once,
    until a command is carried out."""

    session: Session
    contact_id: ContactId
    operator: Operator
    origin: Origin
    _known: dict[str, Any] = field(default_factory=dict, repr=False, compare=False)

    def _once(self, name: str, look: Callable[[Session, ContactId], T]) -> T:
        if name not in self._known:
            self._known[name] = look(self.session, self.contact_id)
        found: T = self._known[name]
        return found

    def forget(self) -> None:
        """What was looked up may be different now."""
        self._known.clear()

    def has_consented(
        self, purpose: str | None = None, versions: Collection[str] | None = None
    ) -> bool:
        """Whether the contact agreed to the privacy notice, in one of these versions of it."""
        return covers(self._once("standing", standing_of).agreed, purpose, versions)

    def link_problem(self, code: str) -> str | None:
        """Why a one-time code does not join this contact to another, in words; None when it does."""
        return linking.problem(self.session, self.contact_id, code)

    def programme(self, code: str) -> Programme | None:
        """A programme as it is offered today."""
        return next((each for each in self.programmes() if each.code == code), None)

    def programmes_here(self, commune: UnitId | None) -> list[Programme]:
        """The programmes that take requests in a commune; for None, in any."""
        return self._once(
            f"programmes at {commune}", lambda session, _contact: programmes_at(session, commune)
        )

    def programmes(self) -> list[Programme]:
        """All of them as they stand now, also those for which nobody asks."""
        return programmes_now(self.session)

    def programme_of(self, request: SupportRequest) -> Programme:
        """That of an own request, as it stood when it was sent."""
        return programme_of(self.session, request.revision_id)

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
        return invitations.invited_by(self.session, self._once("standing", standing_of).invitation)

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

    def machine_codes(self, point: AccessPointId) -> list[str]:
        """The numbers on the machines of a public place."""
        every = machine_queries.machines(self.session, point)
        return [one.machine.code for one in every if one.machine.gone_on is None]

    def collection(self, words: str) -> list[str]:
        """What the digital collections have on these words, the best first, each with its link."""
        return [told(item) for item in collection(self.session, words, most=50)]

    def names_a_subject(self, words: str) -> bool:
        """Whether words say what is looked for, and not only that something is."""
        return bool(wanted_words(words))

    def requests(self) -> list[SupportRequest]:
        """The contact's own requests, newest first."""
        has_any = self._once("standing", standing_of).has_requests
        return list(self._once("requests", requests.own_requests)) if has_any else []

    @property
    def own_data(self) -> OwnData:
        """What the contact may see and decide about their own data."""
        return OwnData(self.session, self.contact_id)

    def asked_requests(self) -> list[SupportRequest]:
        """Own requests about which an officer asks something, newest first."""
        return list(asking.asked_of(self.session, self.contact_id))

    def thing_of(self, request: SupportRequest) -> str:
        """What it asks for, in a sentence: "máy", "chăn ấm"."""
        return thing_of(self.session, request)

    def standing_of(self, request: SupportRequest) -> str:
        """Where an own request stands, on which list and why, and below it its steps, one a line."""
        course = course_of(self.session, request)
        listed = lines_about(self.session, request)
        return "\n".join([standing(course), *listed, *timeline.lines(course)])

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

    def brings_package(self, request: SupportRequest) -> bool:
        """Whether a data package follows what an own request asks for."""
        package = self.programme_of(request).data_package
        return package is not None and package.follows == request.benefit

    def ticket_kind(self, code: str) -> TicketKind:
        """A form, and who answers it until when."""
        return kinds()[code]

    def tickets(self) -> list[Ticket]:
        """The contact's own tickets, newest first."""
        return list(own_tickets(self.session, self.contact_id))

    def standing_of_ticket(self, ticket: Ticket) -> str:
        """Where an own ticket stands, in words."""
        if asked := data_requests_told(self.session, self.contact_id, ticket.id):
            return asked[0]  # that has the deadline, and knows whether it is in hand
        office = tickets.office_of(self.session, ticket)
        told = ticket_wording.standing(ticket, kinds()[ticket.kind], office)
        return "\n".join(filter(None, [told, gifts.of_ticket(self.session, ticket.id)]))

    def data_requests(self) -> list[str]:
        """Where what the contact asked about their own data stands, in words, newest first."""
        return data_requests_told(self.session, self.contact_id)

    def gift_told(self, code: str) -> str | None:
        """Where a gift went, for whoever has the code of its receipt; None for no gift's."""
        return gifts.by_code(self.session, code)

    def coverage_of(self, commune: Place, hamlet: str) -> str:
        """What the register of coverage says of a hamlet."""
        found = coverage_reports.hamlet_named(self.session, commune.id, hamlet)
        told = coverage_wording.standing(self.session, found) if found else ""
        return told or coverage_wording.unknown(hamlet, commune.full_name)

    def needed_groups(self) -> tuple[tuple[str, str], ...]:
        """The groups in which schools lack something today: code and name."""
        return school_needs.groups_wanted(self.session)

    def names_of_needs(self) -> tuple[tuple[str, str], ...]:
        """Ways to name any group of needs, each with the group's code."""
        return names_of_groups()

    def wanted_needs(self, group: str) -> list[PublicNeed]:
        """What schools lack of one group, or ("") of any, the most urgent first."""
        return school_needs.most_urgent(school_needs.open_needs(self.session, group=group))

    def about_need(self, need: PublicNeed) -> str:
        """One of them, and whom to call, in words."""
        return told_need(need)

    def titles(self) -> list[TitleOffer]:
        """The titles of learning for which one can apply this year, each with its rubric."""
        return list(offers(self.session, clock.today().year))

    def title_applications(self) -> list[TitleApplication]:
        """The contact's own applications for titles, newest first."""
        return list(own_applications(self.session, self.contact_id))

    def title_name(self, application: TitleApplication) -> str:
        """The title that an own application seeks."""
        return title_of(self.session, application).name

    def no_needs(self) -> list[NeedAnswer]:
        """The contact's own words that a household needs nothing, which still count."""
        return list(need_answers.own(self.session, self.contact_id))

    def standing_of_title(self, application: TitleApplication) -> str:
        """Where an own application stands, with its points, in words."""
        return title_wording.standing(self.session, application)

    def learning_courses(self, commune: UnitId) -> str:
        """The courses of a commune that one can still join, in words; "" for none."""
        return courses_told(self.session, commune)

    def school(self) -> Teacher | None:
        """The school for which the contact was confirmed to speak."""
        return teacher(self.session, self.contact_id)


def carry_out(office: Office, command: Command) -> None:
    """Does what a command says, in the caller's transaction. Raises `Refused` with words for the
    person when it cannot be done."""
    session, contact_id = office.session, office.contact_id
    try:
        if isinstance(command, GiveConsent):
            contacts.give_consent(session, contact_id, command, office.origin)
        elif isinstance(command, AllowPublication):
            allow(session, contact_id, command, office.origin)
        else:
            _VERBS[type(command)](session, contact_id, command)
    finally:
        office.forget()


_VERBS: dict[type, Callable[[Session, ContactId, Any], object]] = {
    WithdrawConsent: data_requests.stop,
    ViewData: data_requests.view,
    StopAll: stop_all,
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
    DeclareNoNeed: need_answers.declare,
    ApplyForTitle: title_applying.apply,
    AddToTitle: title_applying.add,
}
