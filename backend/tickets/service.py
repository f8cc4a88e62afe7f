"""What can be done with a ticket: by people (submit, add) and by officers (ask, pass on, close)."""

from datetime import date, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend import audit, clock, scope
from backend.administrative_units.models import AdministrativeUnit, Level, UnitId
from backend.calendar.days import after_working_days
from backend.contacts.models import ContactId
from backend.errors import Conflict, Invalid
from backend.i18n import _
from backend.media import service as media
from backend.notices.service import notify
from backend.numbering import next_code
from backend.officers.models import Officer
from backend.programmes.fields import Answer
from backend.support_requests.models import RequestId, SupportRequest
from backend.support_requests.queries import own_request
from backend.teachers.queries import teacher
from backend.tickets import queries, wording
from backend.tickets.arrivals import arrived, came_back, passed_on
from backend.tickets.commands import AddToTicket, AskOfficer, SubmitTicket
from backend.tickets.effects import EFFECTS
from backend.tickets.kinds import kinds
from backend.tickets.models import Happened, Ticket, TicketEvent, TicketId, TicketStatus
from backend.tickets.rules import status_of
from backend.tickets.schema import TicketKind

OPEN_AGAIN_WITHIN = timedelta(days=60)


def submit(session: Session, contact_id: ContactId, command: SubmitTicket) -> Ticket:
    """Takes a ticket in for the office that answers it, and tells the sender its code and date. What
    was said before and is still open is not counted again. Raises `Conflict` for a school's need
    from somebody who is not known to speak for a school."""
    kind = kinds()[command.kind]
    if kind.only_teachers and teacher(session, contact_id) is None:
        raise Conflict(_("Việc này dành cho thầy cô đã được xã xác nhận ạ."))
    office = _office_for(session, kind, command)
    facts = [_fact(session, contact_id, kind, answer) for answer in command.answers]
    if same := _said_before(session, contact_id, kind, facts):
        _tell(session, same, wording.counted_already(same, office_of(session, same)))
        return same
    now = clock.now()
    ticket = Ticket(
        code=next_code(session, kind.series, clock.today().year),
        kind=kind.code,
        contact_id=contact_id,
        unit_id=office,
        about_unit_id=command.unit_id,
        request_id=_request_id(session, contact_id, kind, command),
        facts=facts,
        points=_points(kind, command),
        status=TicketStatus.OPEN,
        due_on=_due_on(kind, clock.today()),
        created_at=now,
        updated_at=now,
    )
    session.add(ticket)
    session.flush()
    _note(session, ticket, Happened.SUBMITTED, by=contact_id)
    told = arrived(session, ticket)
    words = wording.submitted(ticket, kind, office_of(session, ticket))
    _tell(session, ticket, f"{words} {told}".rstrip())
    return ticket


def ask_officer(session: Session, contact_id: ContactId, command: AskOfficer) -> Ticket:
    """Passes a question on, as the ticket of its kind."""
    answers = (Answer("words", command.text, command.text),)
    return submit(session, contact_id, SubmitTicket("question", command.unit_id, answers))


def add(session: Session, contact_id: ContactId, command: AddToTicket) -> None:
    """Adds the sender's words. Raises `Conflict` for a ticket that ended long ago."""
    ticket = queries.own_ticket(session, contact_id, command.code)
    ended = ticket.status is TicketStatus.CLOSED
    if ended and clock.now() - ticket.updated_at > OPEN_AGAIN_WITHIN:
        raise Conflict(_("Phiếu này đã xong từ lâu. Anh/chị gửi phiếu mới giúp em ạ."))
    told = ""
    if ended:
        ticket.due_on = _due_on(kinds()[ticket.kind], clock.today())
        told = came_back(session, ticket)
    _note(session, ticket, Happened.ADDED, command.text, by=contact_id)
    words = wording.added(ticket, office_of(session, ticket))
    _tell(session, ticket, f"{words} {told}".rstrip())


def ask(session: Session, officer: Officer, ticket_id: TicketId, version: int, text: str) -> None:
    """Asks the sender something. Raises `Invalid` without words."""
    ticket = _open_for_action(session, officer, ticket_id, version)
    words = _required(text, _("Anh/chị ghi câu muốn hỏi người gửi."))
    _note(session, ticket, Happened.ASKED, words, by=officer)
    _tell(session, ticket, wording.asked(ticket, office_of(session, ticket), words))


def pass_on(
    session: Session, officer: Officer, ticket_id: TicketId, version: int, unit_id: UnitId
) -> None:
    """Gives the ticket to another office: a unit of the officer's, or the one right above. Raises
    `Invalid` for any other. The due day stays: the sender was told it."""
    ticket = _open_for_action(session, officer, ticket_id, version)
    if unit_id not in {unit.id for unit in offices_for(session, officer, ticket)}:
        raise Invalid(_("Anh/chị chọn đơn vị nhận phiếu trong danh sách."), field="unit")
    ticket.unit_id = unit_id
    passed_on(session, ticket)
    _note(session, ticket, Happened.PASSED_ON, office_of(session, ticket), by=officer)
    _tell(session, ticket, wording.passed_on(ticket, office_of(session, ticket)))


def close(
    session: Session,
    officer: Officer,
    ticket_id: TicketId,
    version: int,
    outcome: str,
    text: str,
    *,
    quietly: bool = False,
) -> None:
    """Ends the ticket with an answer that the sender reads, unless they hear it otherwise. Raises
    `Invalid` without an outcome of its kind, or without words."""
    ticket = _open_for_action(session, officer, ticket_id, version)
    kind = kinds()[ticket.kind]
    chosen = next((each for each in kind.outcomes if each.value == outcome), None)
    if chosen is None:
        raise Invalid(_("Anh/chị chọn kết quả giải quyết."), field="outcome")
    words = _required(text, _("Anh/chị ghi lời trả lời để người gửi hiểu."))
    ticket.outcome = chosen.value
    if chosen.effect:
        EFFECTS[chosen.effect](session, officer, ticket)
    _note(session, ticket, Happened.CLOSED, words, by=officer)
    if not quietly:
        told = wording.closed(ticket, kind, office_of(session, ticket), words)
        _tell(session, ticket, told)


def offices_for(session: Session, officer: Officer, ticket: Ticket) -> list[AdministrativeUnit]:
    """The offices that an officer may give a ticket to: the one above the ticket's own, and the
    commune that it is about when it lies within the officer's scope."""
    own = session.get_one(AdministrativeUnit, ticket.unit_id)
    candidates = [own.parent_id, ticket.about_unit_id]
    units = [session.get_one(AdministrativeUnit, id_) for id_ in candidates if id_]
    above = {own.parent_id}
    return [
        unit
        for unit in units
        if unit.id != own.id and (unit.id in above or scope.reaches(session, officer, unit.id))
    ]


def office_of(session: Session, ticket: Ticket) -> str:
    """The office that has the ticket, as people call it."""
    unit = session.get_one(AdministrativeUnit, ticket.unit_id)
    return _("UBND {unit}").format(unit=unit.full_name)


def _open_for_action(
    session: Session, officer: Officer, ticket_id: TicketId, version: int
) -> Ticket:
    """The ticket, locked, if it still is as the officer saw it."""
    ticket = queries.ticket(session, officer, ticket_id, lock=True)
    if ticket.version != version:
        raise Conflict(_("Phiếu này vừa có thay đổi. Anh/chị xem lại ở dưới rồi làm tiếp."))
    if ticket.status is TicketStatus.CLOSED:
        raise Conflict(_("Phiếu này đã trả lời xong."))
    return ticket


def _tell(session: Session, ticket: Ticket, text: str) -> None:
    notify(session, ticket.contact_id, text, owed=kinds()[ticket.kind].is_right)


def _note(
    session: Session,
    ticket: Ticket,
    happened: Happened,
    text: str = "",
    *,
    by: Officer | ContactId,
) -> None:
    """Adds the event, derives the status anew, and marks that the ticket has moved on."""
    officer_id = by.id if isinstance(by, Officer) else None
    now = clock.now()
    session.add(
        TicketEvent(
            ticket_id=ticket.id, kind=happened, text=text, officer_id=officer_id, created_at=now
        )
    )
    session.flush()
    events = select(TicketEvent.kind).where(TicketEvent.ticket_id == ticket.id)
    ticket.status = status_of(session.scalars(events.order_by(TicketEvent.id)).all())
    ticket.version += 1
    ticket.updated_at = now
    session.flush()
    audit.record(session, f"ticket_{happened.value}", ticket, by=by, ticket=ticket.code)


def _office_for(session: Session, kind: TicketKind, command: SubmitTicket) -> UnitId:
    """The commune's, or the one above it: where the kind says so, and where the complaint is about
    the commune's own people."""
    unit = session.get_one(AdministrativeUnit, command.unit_id)
    chosen = {answer.field: answer.value for answer in command.answers}
    above = kind.answered_by == "province" or any(
        option.to_parent and chosen.get(field.name) == option.value
        for field in kind.fields
        for option in field.options
    )
    while above and unit.parent_id and unit.level is not Level.PROVINCE:
        unit = session.get_one(AdministrativeUnit, unit.parent_id)
    return unit.id


def _fact(
    session: Session, contact_id: ContactId, kind: TicketKind, answer: Answer
) -> dict[str, Any]:
    field = next(field for field in kind.fields if field.name == answer.field)
    value = answer.value
    if field.kind == "photo" and value:
        value = media.keep(session, contact_id, value)
    return {"name": field.name, "label": field.label, "value": value, "shown": answer.shown}


def _request_id(
    session: Session, contact_id: ContactId, kind: TicketKind, command: SubmitTicket
) -> RequestId | None:
    asked = {field.name for field in kind.fields if field.kind == "own_request"}
    code = next((answer.value for answer in command.answers if answer.field in asked), "")
    return own_request(session, contact_id, code).id if code else None


def _points(kind: TicketKind, command: SubmitTicket) -> int | None:
    if not kind.most_points:
        return None
    chosen = {(answer.field, answer.value) for answer in command.answers}
    return sum(
        option.points
        for field in kind.fields
        for option in field.options
        if (field.name, option.value) in chosen
    )


def _said_before(
    session: Session, contact_id: ContactId, kind: TicketKind, facts: list[dict[str, Any]]
) -> Ticket | None:
    """The sender's ticket with the same choices and places, in the time in which they count once."""
    if not kind.once_in_days:
        return None
    counted = {f.name for f in kind.fields if f.kind in ("choice", "hamlet", "own_request")}
    lately = clock.now() - timedelta(days=kind.once_in_days)
    query = select(Ticket).where(
        Ticket.contact_id == contact_id, Ticket.kind == kind.code, Ticket.created_at >= lately
    )

    def told(of: list[dict[str, Any]]) -> dict[str, Any]:
        return {fact["name"]: fact["value"] for fact in of if fact["name"] in counted}

    return next((t for t in session.scalars(query) if told(t.facts) == told(facts)), None)


def _due_on(kind: TicketKind, today: date) -> date:
    if kind.calendar_days:
        return today + timedelta(days=kind.within_days)
    return after_working_days(today, kind.within_days)


def _required(text: str, what_to_do: str) -> str:
    words = text.strip()
    if not words:
        raise Invalid(what_to_do, field="text")
    return words


def about_request(
    session: Session, request: SupportRequest, kind: str, words: str
) -> Ticket | None:
    """Opens a ticket by the service itself on a person's request, unless one of its kind is open."""
    if request.contact_id is None:
        return None
    query = select(Ticket).where(
        Ticket.request_id == request.id,
        Ticket.kind == kind,
        Ticket.status != TicketStatus.CLOSED,
    )
    if found := session.scalar(query.limit(1)):
        return found
    field = kinds()[kind].fields[0].name
    answers = (Answer(field, request.code, f"{request.code} · {words}"),)
    return submit(session, request.contact_id, SubmitTicket(kind, request.unit_id, answers))


def settle(session: Session, request: SupportRequest, kind: str, outcome: str) -> None:
    """Ends what the service opened on a request, once the person says that it is well."""
    query = select(Ticket).where(
        Ticket.request_id == request.id,
        Ticket.kind == kind,
        Ticket.status != TicketStatus.CLOSED,
    )
    for ticket in session.scalars(query):
        ticket.outcome = outcome
        if ticket.contact_id is not None:
            _note(session, ticket, Happened.CLOSED, by=ticket.contact_id)
