"""Tickets: what waits for an answer, one ticket with all that was said, and the answer."""

from starlette.responses import Response

from backend import clock
from backend.admin import phones, photos
from backend.admin.forms import row_number
from backend.admin.page import Page
from backend.admin.pages import Pages
from backend.administrative_units.models import AdministrativeUnit, Level, UnitId
from backend.contacts.queries import is_reachable
from backend.data_requests.queries import of_ticket
from backend.i18n import _
from backend.media.models import MediaFile, MediaId
from backend.officers.models import Officer
from backend.officers.permissions import Task
from backend.support_requests.models import SupportRequest
from backend.tickets import queries, service
from backend.tickets.kinds import kinds
from backend.tickets.models import TicketId, TicketStatus

pages = Pages(task=Task.ANSWER_TICKET)
PHOTO = "photo"  # so begin the names of the fields that are answered by one


@pages.get("/tickets")
def tickets(
    page: Page, status: str = "", kind: str = "", overdue: str = "", after: str = ""
) -> Response:
    """One page of tickets, by status and kind, or those that are late."""
    chosen = TicketStatus(status) if status in list(TicketStatus) else None
    only = kind if kind in kinds() else ""
    last = TicketId(row_number(after) or 0) or None
    found = queries.tickets(
        page.session,
        page.officer,
        status=chosen,
        kind=only,
        overdue=bool(overdue),
        after=last,
    )
    units = {each.about_unit_id for each in found}
    own = page.session.get_one(AdministrativeUnit, page.officer.unit_id)
    return page.show(
        "tickets/tickets.html",
        tickets=found[: queries.PAGE],
        more=len(found) > queries.PAGE,
        chosen=chosen,
        kind=only,
        kinds=kinds(),
        statuses=list(TicketStatus),
        counts=queries.status_counts(page.session, page.officer, only),
        overdue=bool(overdue),
        with_unit=own.level is not Level.COMMUNE,
        units={id_: page.session.get_one(AdministrativeUnit, id_).full_name for id_ in units},
        days_left=lambda ticket: (ticket.due_on - clock.today()).days,
    )


@pages.get("/tickets/{ticket_id}")
def ticket(page: Page, ticket_id: TicketId) -> Response:
    """One ticket: what was said, what happened, and what can be done."""
    return _ticket(page, ticket_id)


def _ticket(page: Page, ticket_id: TicketId, *, phone: bool = False) -> Response:
    session, found = page.session, queries.ticket(page.session, page.officer, ticket_id)
    kind = kinds()[found.kind]
    facts = [fact for fact in found.facts if fact["name"].startswith(PHOTO) and fact["value"]]
    offices = service.offices_for(session, page.officer, found)
    return page.show(
        "tickets/ticket.html",
        ticket=found,
        kind=kind,
        fields={field.name: field for field in kind.fields},
        events=[
            (event, session.get(Officer, event.officer_id) if event.officer_id else None)
            for event in queries.history(session, page.officer, found)
        ],
        unit=session.get_one(AdministrativeUnit, found.about_unit_id),
        office=session.get_one(AdministrativeUnit, found.unit_id),
        request=session.get(SupportRequest, found.request_id) if found.request_id else None,
        photos=[(_(f["label"]), session.get_one(MediaFile, MediaId(f["value"]))) for f in facts],
        reachable=is_reachable(session, found.contact_id),
        data_request=of_ticket(session, page.officer, found.id),
        choices=[(outcome.value, _(outcome.label)) for outcome in kind.outcomes],
        offices=offices,
        receivers=[(unit.id, unit.full_name) for unit in offices],
        has_phone=any(field.kind == "phone" for field in kind.fields),
        days_left=(found.due_on - clock.today()).days,
        phone_shown=phone,
        phone_reasons=phones.reasons(),
    )


@pages.get("/tickets/{ticket_id}/photos/{media_id}")
def photo(page: Page, ticket_id: TicketId, media_id: MediaId) -> Response:
    """A photo that came with the ticket."""
    found = queries.ticket(page.session, page.officer, ticket_id)
    sent = {fact["value"] for fact in found.facts if fact["name"].startswith(PHOTO)}
    return photos.picture(page, media_id, sent)


@pages.post("/tickets/{ticket_id}/close", again=ticket)
def close(page: Page, ticket_id: TicketId) -> Response:
    """Ends it with an answer that the sender reads."""
    outcome, text = page.form.text("outcome"), page.form.text("text", 1000)
    service.close(page.session, page.officer, ticket_id, page.version(), outcome, text)
    return _back(page, ticket_id, _("Đã trả lời và kết thúc phiếu."))


@pages.post("/tickets/{ticket_id}/ask", again=ticket)
def ask(page: Page, ticket_id: TicketId) -> Response:
    """Asks the sender something more."""
    text = page.form.text("text", 1000)
    service.ask(page.session, page.officer, ticket_id, page.version(), text)
    return _back(page, ticket_id, _("Đã gửi câu hỏi."))


@pages.post("/tickets/{ticket_id}/pass-on", again=ticket)
def pass_on(page: Page, ticket_id: TicketId) -> Response:
    """Gives it to another office."""
    unit = UnitId(row_number(page.form.raw("unit")) or 0)
    service.pass_on(page.session, page.officer, ticket_id, page.version(), unit)
    return page.go("/admin/tickets?status=open", _("Đã chuyển phiếu đến đơn vị kia."))


@pages.post("/tickets/{ticket_id}/phone", again=ticket)
def show_phone(page: Page, ticket_id: TicketId) -> Response:
    """Shows the whole number once, and keeps who saw it and what for."""
    found = queries.ticket(page.session, page.officer, ticket_id)
    phones.keep_reason(page, found)
    return _ticket(page, ticket_id, phone=True)


def _back(page: Page, ticket_id: TicketId, done: str) -> Response:
    found = queries.ticket(page.session, page.officer, ticket_id)
    told = _("Người gửi sẽ nhận được tin nhắn.")
    if not is_reachable(page.session, found.contact_id):
        told = _("Người gửi không nhận tin nhắn, anh/chị gọi điện báo giúp.")
    return page.go(f"/admin/tickets/{ticket_id}", f"{done} {told}")
