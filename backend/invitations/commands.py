"""What a person does with an invitation."""

from dataclasses import dataclass


@dataclass(frozen=True)
class AcceptInvitation:
    """Came by the poster with this code."""

    code: str
