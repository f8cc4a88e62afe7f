"""What is known of a flow from outside."""

from dataclasses import dataclass

from bot.conversation import Flow
from bot.reading.intents import Intent


@dataclass(frozen=True)
class Registered:
    """A flow, the intents that begin it, and those that answer its question once it is open.
    `ends_all`: once done, nothing that waits behind it is asked any more. `unfinished`: what a form is
    called that people are reminded of and come back to. `waits`: interrupted, it is taken up again."""

    steps: Flow
    intents: tuple[Intent, ...] = ()
    answers: tuple[Intent, ...] = ()
    ends_all: bool = False
    unfinished: str = ""
    waits: bool = True
