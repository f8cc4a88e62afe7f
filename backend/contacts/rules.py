"""What a consent covers; which of two talks of one person goes on when their addresses are joined, and
until when joining can be undone."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from backend.contacts.commands import NEEDED

UNDO_WITHIN = timedelta(days=7)
Stored = dict[str, Any] | None


def covers(
    agreed: Collection[tuple[str, str]],
    purpose: str | None = None,
    versions: Collection[str] | None = None,
) -> bool:
    """Whether one of the (purpose, version) that somebody agreed to is for this purpose, or for any
    without which nothing is done; and of one of these versions of the notice, or of any."""
    wanted = {purpose} if purpose else NEEDED
    return any(
        each in wanted and (versions is None or version in versions) for each, version in agreed
    )


@dataclass(frozen=True)
class Standing:
    """Where a talk stands, as a `Conversation` stores it: the open flow with its `question`, and
    the one that is parked behind it."""

    run: int = 0
    talk: Stored = None
    parked: Stored = None
    question: Stored = None


def _form(talk: Stored) -> Stored:
    """The talk, if something was answered in it: what nobody should have to say twice."""
    return talk if talk and talk.get("answers") else None


def joined(here: Standing, there: Standing) -> Standing:
    """The one talk of both. The form in hand goes on, and a second one waits behind it; where only
    one side has a form, that one goes on; where none has, what was open there. No question is asked
    about it: both forms are kept, and each can be cancelled."""
    if _form(here.talk) or not (there.talk or there.parked):
        goes_on, other = here, there
    else:
        goes_on, other = there, here
    waiting = (goes_on.parked, _form(other.talk), _form(other.parked))
    parked = next((talk for talk in waiting if talk), None)
    # The buttons of the open question carry its run, and have to stay good.
    run = goes_on.run if goes_on.talk else max(here.run, there.run)
    return Standing(run, goes_on.talk, parked, goes_on.question)
