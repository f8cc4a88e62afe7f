"""What a person may decide about being written to."""

from dataclasses import dataclass


@dataclass(frozen=True)
class GiveConsent:
    """Agrees to the privacy notice of `notice_version`; `answer` is what they wrote, word by word."""

    notice_version: str
    answer: str


@dataclass(frozen=True)
class WithdrawConsent:
    """Stops: nothing more is written to them, and nothing more is asked, until they agree anew."""
