"""What a message begins that comes while nothing is open."""

from backend.office import Office
from backend.support_requests.models import Status
from backend.tickets.models import TicketStatus
from bot.flows import flow_for
from bot.flows.offered import asks_by_name
from bot.flows.questioned import asks_an_example
from bot.flows.refused import disputed_flow
from bot.reading.base import Reading
from bot.reading.intents import Intent
from bot.reading.yes_no import read_consent, read_yes_no


def agrees_late(office: Office, text: str) -> bool:
    """ "Thôi được, đồng ý", where nothing is open to agree to: after a no to the consent."""
    consent = read_consent(text)
    return consent.certain and consent.value is True and not office.has_consented()


def idle_flow(office: Office, text: str, wish: Reading[Intent]) -> str | None:
    """The flow that a message outside of any other begins."""
    flow = flow_for(wish.value)
    may_ask = not wish.certain or wish.value is Intent.REQUEST_DEVICE
    if may_ask and asks_an_example(office, text):
        return "about_programme"
    if not (wish.certain and flow) and asks_by_name(office, text):
        return "request_support"
    if wish.value in (Intent.COMPLAINT, Intent.HELP):
        flow = disputed_flow(office, text) or flow
    if not wish.certain or wish.value is Intent.DATA_FIX:
        flow = awaited_flow(office, text) or flow
    return flow


def awaited_flow(office: Office, text: str) -> str | None:
    """The flow that a message answers which asks for nothing: people answer an officer's question,
    or "đã nhận được máy chưa ạ?", without the word that begins it."""
    standings = {request.status for request in office.requests()}
    if Status.HANDED_OVER in standings and read_yes_no(text).value is not None:
        return "confirm_receipt"
    if disputed := disputed_flow(office, text):
        return disputed
    asked = any(ticket.status is TicketStatus.ASKED for ticket in office.tickets())
    asked = asked or bool(office.asked_requests())
    return "supplement" if asked or Status.SENT_BACK in standings else None
