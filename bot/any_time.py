"""Words that mean the same whatever question is open: a code, anger, more about opening hours."""

from typing import Any

from backend.office import Office
from bot.conversation import Finished, Paused, Talk
from bot.flows import flow_for
from bot.flows.declined import declines
from bot.flows.further import NEAR, is_further
from bot.flows.lone_code import lone_code
from bot.flows.outburst import is_outburst
from bot.flows.upset import UPSET
from bot.messages import Inbound
from bot.questions import Choice
from bot.reading.intents import Intent


def flow_any_time(
    office: Office, text: str, talk: Talk | None, heard: dict[str, Any] | None
) -> str | None:
    """The flow of such words; `heard` as in `Talk`."""
    if heard and is_further(text, office.now()):
        return NEAR
    if is_outburst(text, talk):
        return UPSET
    if declines(office, text, talk):
        return "no_need"
    return flow_for(Intent.CHECK_STATUS) if lone_code(text, office) else None


def is_after_code(at: Paused | Finished | None, message: Inbound, office: Office) -> bool:
    """Whether the open question offers the person's affairs, so that a code chooses among them."""
    question = at.question if isinstance(at, Paused) else None
    code = lone_code(message.text, office)
    return (
        isinstance(question, Choice) and code is not None and question.read(message).value == code
    )
