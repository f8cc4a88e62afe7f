"""What is left waiting when another flow begins, and whether anything waits at all."""

from bot.conversation import State, Talk
from bot.flows import FLOWS, MENU


def left_by(state: State, flow: str, *, is_new: bool) -> Talk | None:
    """The open talk, which `flow` interrupts; of the same flow only where another form of it begins."""
    talk = state.talk
    if talk is None or talk.flow == MENU or (talk.flow == flow and not is_new):
        return None
    return talk if talk.flow not in FLOWS or FLOWS[talk.flow].waits else None


def is_busy(talk: Talk | None) -> bool:
    """Whether a talk is more than the menu."""
    return talk is not None and talk.flow != MENU


def still_waits(talk: Talk | None) -> bool:
    """Whether the message before was no answer, so that another wording of it may be one."""
    return talk is not None and (talk.flow == MENU or talk.misunderstood > 0)
