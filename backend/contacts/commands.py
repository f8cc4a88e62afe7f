"""What a person may decide about being written to, and where."""

from dataclasses import dataclass

# What a consent is for: a request, which needs the child's and the household's data, or a ticket.
REQUESTS, TICKETS = "support_request", "ticket"


@dataclass(frozen=True)
class GiveConsent:
    """Agrees to the privacy notice of `notice_version`; `answer` is what they wrote, word by word."""

    notice_version: str
    answer: str
    purpose: str = REQUESTS


@dataclass(frozen=True)
class WithdrawConsent:
    """Stops: nothing more is written to them, and nothing more is asked, until they agree anew."""


@dataclass(frozen=True)
class IssueLinkCode:
    """Wants a code that joins another phone or channel to what is known here."""


@dataclass(frozen=True)
class TryLinkCode:
    """Typed a code: counted before it is looked at, whatever becomes of it."""


@dataclass(frozen=True)
class JoinContacts:
    """Joins this address to the contact whose code it is."""

    code: str


@dataclass(frozen=True)
class UndoLink:
    """Takes the newest joined address out again."""
