"""Meeting one flow directly, without channels."""

from backend.office import Office
from bot.conversation import Chat, Paused, Talk, run
from bot.flows import FLOWS
from bot.messages import Inbound, Kind


def met(flow: str, office: Office, opening: str, *answers: str) -> tuple[str, object]:
    """What is said at last, and the question or the end that the flow comes to."""
    talk, message = Talk(flow, opening), None
    for text in (*answers, None):
        chat = Chat(talk, message, lambda command: None)
        end = run(FLOWS[flow].steps, chat, office)
        message = Inbound("telegram", "1", "1", Kind.TEXT, text) if text else None
    return "\n".join(chat.said), end.question if isinstance(end, Paused) else end.command
