"""What a person reads about a ticket."""

from backend.i18n import _, day
from backend.tickets.models import Ticket, TicketStatus
from backend.tickets.schema import TicketKind


def submitted(ticket: Ticket, kind: TicketKind, office: str) -> str:
    """After it came in: the code, who has it, and until when."""
    words = _("Em đã gửi phiếu {code} đến {office}. Chậm nhất ngày {due} sẽ có trả lời ở đây.")
    sent = words.format(code=ticket.code, office=office, due=day(ticket.due_on))
    return f"{sent} {_(kind.meanwhile)}".rstrip()


def counted_already(ticket: Ticket, office: str) -> str:
    """When the same was said before and is being looked into."""
    words = _("Việc này em đã ghi ở phiếu {code}, {office} đang xem, hẹn trả lời ngày {due}.")
    return words.format(code=ticket.code, office=office, due=day(ticket.due_on))


def added(ticket: Ticket, office: str) -> str:
    """After the person wrote more."""
    return _("Em đã chuyển lời anh/chị vào phiếu {code}, {office} sẽ xem.").format(
        code=ticket.code, office=office
    )


def asked(ticket: Ticket, office: str, text: str) -> str:
    """After an officer asked for something more."""
    words = _("{office} hỏi thêm về phiếu {code}: {text}\nĐể trả lời, anh/chị nhắn: bổ sung.")
    return words.format(office=office, code=ticket.code, text=text)


def passed_on(ticket: Ticket, office: str) -> str:
    """After another office took it over."""
    return _("Phiếu {code} của anh/chị đã chuyển đến {office} để giải quyết.").format(
        code=ticket.code, office=office
    )


def closed(ticket: Ticket, kind: TicketKind, office: str, text: str) -> str:
    """After an officer ended it."""
    outcome = next((o.label for o in kind.outcomes if o.value == ticket.outcome), "")
    words = _("{office} trả lời phiếu {code}, {outcome}: {text}\nChưa ổn, anh/chị nhắn: bổ sung.")
    return words.format(office=office, code=ticket.code, outcome=_(outcome).lower(), text=text)


def standing(ticket: Ticket, kind: TicketKind, office: str) -> str:
    """Where it stands, who has it, and until when."""
    if ticket.status is TicketStatus.CLOSED:
        return _("Phiếu {code} ({kind}): đã có trả lời.").format(
            code=ticket.code, kind=_(kind.name)
        )
    if ticket.status is TicketStatus.ASKED:
        words = _("Phiếu {code} ({kind}): {office} chờ anh/chị trả lời. Anh/chị nhắn: bổ sung.")
    else:
        words = _("Phiếu {code} ({kind}): {office} đang xem, hẹn trả lời ngày {due}.")
    return words.format(code=ticket.code, kind=_(kind.name), office=office, due=day(ticket.due_on))
