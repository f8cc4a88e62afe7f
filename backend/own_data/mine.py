"""What somebody may see and decide about their own data; a part of `office.Office`."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from backend import clock
from backend.contacts.models import ContactId
from backend.contacts.purposes import BY_CODE, LEAVES, Leave
from backend.contacts.queries import agreed
from backend.i18n import _
from backend.own_data.consents import consents
from backend.own_data.listed import listed
from backend.own_data.messages import MessagesKept, messages_kept
from backend.own_data.receivers import receivers
from backend.own_data.things import things
from backend.programmes.schema import Programme
from backend.publication.rules import MAY_ANSWER, asks_child
from backend.retention.terms import DEFAULT
from backend.support_requests.models import Status, SupportRequest
from backend.support_requests.queries import own_requests
from backend.support_requests.stopping import withdrawable


@dataclass(frozen=True)
class OwnData:
    """Reads only, each limited to this contact."""

    session: Session
    contact_id: ContactId

    def withdrawable_requests(self) -> list[SupportRequest]:
        """Own requests that can still be withdrawn by chat, newest first."""
        return withdrawable(self.session, self.contact_id)

    def leaves(self) -> list[tuple[str, str]]:
        """What was allowed apart from what is needed, each with the words to end it."""
        given = {purpose for purpose, _version in agreed(self.session, self.contact_id)}
        return [(each.code, _(each.ends)) for each in LEAVES if each.code in given]

    def listed(self) -> list[str]:
        """What officers put to own requests from a commune's list, in words."""
        return listed(self.session, self.contact_id)

    def things(self) -> list[str]:
        """What was given to the family, in words."""
        return things(self.session, self.contact_id)

    def messages_kept(self) -> MessagesKept:
        """How many messages and photos are kept."""
        return messages_kept(self.session, self.contact_id)

    def consents(self) -> list[str]:
        """What the contact agreed to, in words."""
        return consents(self.session, self.contact_id)

    def receivers(self) -> list[str]:
        """To whom outside own data went, in words."""
        return receivers(self.session, self.contact_id)

    def months_kept(self, programme: Programme | None) -> int:
        """How long after its end what was said is kept: for a programme's request, or for a ticket."""
        return ((programme and programme.retention) or DEFAULT).months

    def leave(self, code: str) -> Leave:
        """What may be allowed apart, by its code."""
        return BY_CODE[code]

    def children_answered_for(self) -> list[SupportRequest]:
        """Own requests for whose child the contact may say whether it is shown to others."""
        return [
            each
            for each in own_requests(self.session, self.contact_id)
            if not each.is_for_household
            and each.relation in MAY_ANSWER
            and each.status not in (Status.WITHDRAWN, Status.MERGED)
        ]

    def asks_child(self, leave: Leave, request: SupportRequest) -> bool:
        """Whether the child of an own request is asked as well."""
        return asks_child(leave, request.child_birth_year, clock.today().year)
