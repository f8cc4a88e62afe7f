"""Refusals: what the service declines to do, in words for the person who asked.

    Refused
    ├── NotFound       nothing there, or out of the asker's scope (the two look the same)
    ├── NotAllowed     the asker's role may not do this
    ├── Conflict       somebody was faster, or the state does not admit it any more
    └── Invalid        what was given cannot be used; says what to do

The text is shown to people as it is. Whatever is not a `Refused` is a fault of ours, is never
caught on the way, and is logged without personal data.
"""

from typing import ClassVar


class Refused(Exception):
    """A worded refusal; `status` is the HTTP status of a page that meets it, `exit_code` what a
    command ends with, `field` the name of the entry that it speaks of, when it speaks of one."""

    status: ClassVar[int] = 400
    exit_code: ClassVar[int] = 1  # see `backend.endings` for the others

    def __init__(self, words: str = "", *, field: str = "") -> None:
        super().__init__(words)
        self.field = field


class NotFound(Refused):
    """Nothing there for this asker."""

    status = 404


class NotAllowed(Refused):
    """This role may not do this."""

    status = 403


class Conflict(Refused):
    """The state has moved on; the text says who did what, or what is in the way."""

    status = 409


class Invalid(Refused):
    """The input cannot be used; the text says why and what to do next."""

    status = 422
