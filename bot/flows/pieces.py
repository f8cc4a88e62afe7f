"""A wish that is sent one word at a time: "xin", "máy", "cho", "cháu"."""

from bot.conversation import Talk
from bot.flows import FLOWS, MENU, flow_for
from bot.flows.wishes import wish_of
from bot.reading.going_on import LONGEST_PIECE, is_piece
from bot.reading.intents import Intent, control_word
from bot.reading.yes_no import read_yes_no


def whole_wish(talk: Talk, text: str, wish: Intent | None) -> str | None:
    """What to go on with below the menu: words that are a wish, alone or with the pieces before them.
    None where they are none yet."""
    if flow_for(wish) not in (None, MENU):
        return text
    pieces = [talk.opening, *talk.tried, text]
    if any(len(piece.split()) > LONGEST_PIECE for piece in pieces) or control_word(talk.opening):
        return None
    whole = " ".join(filter(None, pieces))
    return whole if flow_for(wish_of(whole)) not in (None, MENU) else None


def goes_on(talk: Talk, text: str) -> bool:
    """Whether a piece belongs to the wish that began the talk, before anything else was asked."""
    begins = talk.waiting_for == "consent" and talk.flow in FLOWS
    return is_piece(text) and begins and read_yes_no(text).value is None
