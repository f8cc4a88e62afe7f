"""What a family may say about a device."""

from dataclasses import dataclass


@dataclass(frozen=True)
class ConfirmDelivery:
    """Whether the device of a request has arrived."""

    code: str
    received: bool
    note: str = ""
