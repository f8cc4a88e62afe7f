"""One counter for everything that a contact may ask of the service ("một cửa").

`Office` is what a flow is given: cheap reads, each limited to this contact's own affairs.
`carry_out` is what the caller of a flow does with the command that the flow returned.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend import clock
from backend.administrative_units import queries as units
from backend.administrative_units.choosing import Choice, communes_meant
from backend.administrative_units.models import UnitId
from backend.administrative_units.queries import Place
from backend.administrative_units.tree import Choices, tree
from backend.contacts import service as contacts
from backend.contacts.commands import GiveConsent, WithdrawConsent
from backend.contacts.models import ContactId
from backend.contacts.queries import has_consented
from backend.contacts.service import Origin
from backend.data_packages.models import DataPackage
from backend.deliveries import service as deliveries
from backend.deliveries.commands import ConfirmDelivery
from backend.enquiries import service as enquiries
from backend.enquiries.commands import AskOfficer
from backend.programmes.schema import Programme
from backend.programmes.service import newest_revision, programme_of
from backend.support_requests import queries as requests
from backend.support_requests import service as support_requests
from backend.support_requests import wording
from backend.support_requests.commands import (
    SubmitSupportRequest,
    SupplementSupportRequest,
    WithdrawSupportRequest,
)
from backend.support_requests.models import Status, SupportRequest

Command = (
    GiveConsent
    | WithdrawConsent
    | SubmitSupportRequest
    | SupplementSupportRequest
    | WithdrawSupportRequest
    | ConfirmDelivery
    | AskOfficer
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

    def has_consented(self) -> bool:
        """Whether the contact agreed to the privacy notice."""
        return has_consented(self.session, self.contact_id)

    def programme(self, code: str) -> Programme | None:
        """A programme as it is offered today."""
        revision = newest_revision(self.session, code)
        return programme_of(self.session, revision.id) if revision else None

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

    def today(self) -> date:
        """Today in Việt Nam, from which ages are counted."""
        return clock.today()

    def requests(self) -> list[SupportRequest]:
        """The contact's own requests, newest first."""
        return list(requests.own_requests(self.session, self.contact_id))

    def standing_of(self, request: SupportRequest) -> str:
        """Where an own request stands, in words."""
        office = support_requests.office_of(self.session, request)
        programme = programme_of(self.session, request.revision_id)
        return wording.standing(request, programme, office)

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
    SupplementSupportRequest: support_requests.supplement,
    WithdrawSupportRequest: support_requests.withdraw,
    ConfirmDelivery: deliveries.confirm,
    AskOfficer: enquiries.ask,
}
