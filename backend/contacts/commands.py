"""What a person may decide about being written to, and where."""

from dataclasses import dataclass

# What a consent is for: a request, which needs the child's and the household's data, one that needs
# the household's alone, or a ticket.
REQUESTS, HOUSEHOLD_REQUESTS, TICKETS = "support_request", "household_request", "ticket"
# Those without which nothing is done. Any other is asked for apart (`purposes.LEAVES`), and a no to it
# blocks nothing: a child's picture, or name, is shown to others.
NEEDED = frozenset((REQUESTS, HOUSEHOLD_REQUESTS, TICKETS))
PHOTO, NAME = "photo", "name"


@dataclass(frozen=True)
class GiveConsent:
    """Agrees to the privacy notice of `notice_version`; `answer` is what they wrote, word by word."""

    notice_version: str
    answer: str
    purpose: str = REQUESTS


@dataclass(frozen=True)
class WithdrawConsent:
    """Stops: nothing more is written to them, and nothing more is asked, until they agree anew. With a
    `purpose`, only what was agreed to for that one ends."""

    purpose: str = ""


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
