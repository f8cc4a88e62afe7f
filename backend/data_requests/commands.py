"""What a person may do about their own data in chat, besides sending a ticket or stopping."""

from dataclasses import dataclass


@dataclass(frozen=True)
class ViewData:
    """Looked at what is kept of them."""
