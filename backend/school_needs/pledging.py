"""Sponsors: what they promise, what arrives, and thanking both sides."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend import audit, clock
from backend.administrative_units.models import UnitId
from backend.donors.models import DonorId
from backend.donors.service import donor_named
from backend.errors import Conflict, Invalid
from backend.i18n import _
from backend.notices.service import notify
from backend.officers.models import Officer
from backend.school_needs import queries, service
from backend.school_needs.clauses import promises
from backend.school_needs.groups import gift
from backend.school_needs.models import NeedId, Pledge, PledgeId, SchoolNeed
from backend.school_needs.rules import still_wanted
from backend.school_needs.service import MOST_DONG, read_count
from backend.school_needs.words import NeedHappened, NeedState, PledgeKind
from backend.schools import queries as schools
from backend.schools.models import School, SchoolId
from backend.schools.service import require_commune
from backend.tickets.models import Ticket, TicketId
from backend.tickets.visibility import visible_to
from backend.vietnamese import clean

DONATION = "donate"  # the kind of ticket by which sponsors offer something


@dataclass(frozen=True)
class PledgeForm:
    """A pledge as an officer types it. `quantity` is how many of the need it covers ("" for all that
    is still wanted), `amount` đồng or "", `ticket` the code of the sponsor's ticket or "", `received`
    the day on which it came or None."""

    donor: str
    kind: str
    text: str = ""
    quantity: str = ""
    amount: str = ""
    ticket: str = ""
    thing: str = ""
    received: date | None = None


def pledge(
    session: Session, officer: Officer, need_id: NeedId, version: int, form: PledgeForm
) -> Pledge:
    """Somebody promises to help with a need, or has helped already. Raises `Invalid` beside the
    field, `Conflict` when a colleague was faster or all is promised."""
    need = service.open_for_change(session, officer, need_id, version)
    wanted = still_wanted(need.quantity, promises(session, need.id))
    if not wanted:
        raise Conflict(_("Nhu cầu này đã có đủ người giúp."))
    quantity = read_count(form.quantity, "quantity") if form.quantity else wanted
    made = _made(session, officer, need.unit_id, form, quantity)
    made.need_id, made.school_id = need.id, need.school_id
    session.add(made)
    session.flush()
    service.note(session, officer, need, NeedHappened.PLEDGED)
    if made.received_on:
        service.note(session, officer, need, NeedHappened.RECEIVED)
    service.derive(session, need, made.received_on)
    _thank(session, need, made)
    return made


def record_gift(
    session: Session,
    officer: Officer,
    unit_id: UnitId,
    school_id: SchoolId | None,
    form: PledgeForm,
) -> Pledge:
    """What came in kind without a need: for one school, or (None) for those of a commune. Raises
    `Invalid` beside the field."""
    if school_id:
        unit_id = schools.school(session, officer, school_id).unit_id
    require_commune(session, officer, unit_id)
    if gift(form.thing) is None:
        raise Invalid(_("Anh/chị chọn loại quà."), field="thing")
    if form.received is None:
        raise Invalid(_("Anh/chị ghi ngày nhận."), field="received")
    made = _made(session, officer, unit_id, form, read_count(form.quantity, "quantity"))
    made.school_id = school_id
    session.add(made)
    session.flush()
    audit.record(session, "record_school_gift", made, by=officer)
    _thank_donor(session, made)
    return made


def receive(
    session: Session, officer: Officer, pledge_id: PledgeId, version: int, on: date
) -> Pledge:
    """What was promised has arrived. Raises `Invalid` for a day to come or before the promise."""
    need, made = _open(session, officer, pledge_id, version)
    _require_past(on, "on")
    if on < made.pledged_on:
        raise Invalid(_("Ngày này trước ngày hứa. Anh/chị ghi lại ngày."), field="on")
    made.received_on = on
    service.note(session, officer, need, NeedHappened.RECEIVED)
    service.derive(session, need, on)
    _thank(session, need, made)
    return made


def withdraw(session: Session, officer: Officer, pledge_id: PledgeId, version: int) -> Pledge:
    """The promise will not be kept, or was a mistake."""
    need, made = _open(session, officer, pledge_id, version)
    made.withdrawn_on = clock.today()
    service.note(session, officer, need, NeedHappened.WITHDRAWN)
    service.derive(session, need)
    return made


def _open(
    session: Session, officer: Officer, pledge_id: PledgeId, version: int
) -> tuple[SchoolNeed, Pledge]:
    """A promise that is still one, and its need, both locked, the need first as everywhere."""
    seen = queries.pledge(session, officer, pledge_id)
    if seen.need_id is None:
        raise Conflict(_("Phần này đã ghi là nhận rồi."))
    need = queries.need(session, officer, seen.need_id, lock=True)
    made = queries.pledge(session, officer, pledge_id, lock=True)
    if made.version != version or made.received_on or made.withdrawn_on:
        raise Conflict(_("Phần này vừa có người ghi. Anh/chị xem lại ở dưới."))
    made.version += 1
    need.version += 1
    return need, made


def _made(
    session: Session, officer: Officer, unit_id: UnitId, form: PledgeForm, quantity: int
) -> Pledge:
    if form.kind not in list(PledgeKind):
        raise Invalid(_("Anh/chị chọn tiền, hiện vật hay công trình."), field="kind")
    if form.received:
        _require_past(form.received, "received")
    ticket = _ticket(session, officer, form.ticket)
    today = clock.today()
    return Pledge(
        unit_id=unit_id,
        donor_id=_donor(session, unit_id, form.donor, ticket),
        kind=PledgeKind(form.kind),
        thing=form.thing,
        text=clean(form.text),
        quantity=quantity,
        amount=read_count(form.amount, "amount", MOST_DONG) if form.amount else None,
        pledged_on=min(form.received or today, today),
        received_on=form.received,
        ticket_id=ticket.id if ticket else None,
        officer_id=officer.id,
        version=1,
    )


def _donor(session: Session, unit_id: UnitId, name: str, ticket: Ticket | None) -> DonorId:
    if ticket and not name:
        facts = {fact["name"]: fact["shown"] for fact in ticket.facts}
        name = facts.get("donor_name", "")
    donor_id = donor_named(session, unit_id, clean(name))
    if donor_id is None:
        words = _("Anh/chị ghi tên người ủng hộ. Không muốn nêu tên thì ghi: Người giấu tên.")
        raise Invalid(words, field="donor")
    return donor_id


def _ticket(session: Session, officer: Officer, code: str) -> Ticket | None:
    """The sponsor's own ticket, where the officer may see it."""
    if not code:
        return None
    query = select(Ticket).where(
        Ticket.code == code.upper(), Ticket.kind == DONATION, visible_to(officer)
    )
    found = session.scalar(query)
    if found is None:
        words = _("Không có phiếu ủng hộ mã này trong đơn vị của anh/chị. Anh/chị xem lại mã.")
        raise Invalid(words, field="ticket")
    return found


def _require_past(on: date, field: str) -> None:
    if on > clock.today():
        raise Invalid(_("Ngày này chưa tới. Anh/chị ghi ngày đã nhận."), field=field)


def _thank(session: Session, need: SchoolNeed, made: Pledge) -> None:
    """Tells both what happened; a need that an officer entered has nobody to tell at the school."""
    school = session.get_one(School, need.school_id)
    if need.ticket_id:
        teacher = session.get_one(Ticket, need.ticket_id)
        if made.received_on and need.state is NeedState.MET:
            words = _("Nhu cầu {code} của trường đã đủ. Em cảm ơn thầy cô đã báo ạ.")
        elif made.received_on:
            words = _("Nhu cầu {code} của trường đã nhận được một phần. Phần còn lại em vẫn tìm ạ.")
        else:
            words = _("Có người nhận giúp nhu cầu {code} của trường rồi ạ. Xã sẽ hẹn thầy cô.")
        notify(session, teacher.contact_id, words.format(code=teacher.code))
    _thank_donor(session, made, school.name)


def _thank_donor(session: Session, made: Pledge, school: str = "") -> None:
    ticket = session.get(Ticket, TicketId(made.ticket_id)) if made.ticket_id else None
    if ticket is None:
        return
    if made.received_on and school:
        words = _(
            "{school} đã nhận phần anh/chị ủng hộ (phiếu {code}). Thay mặt nhà trường, cảm ơn anh/chị!"
        )
    elif made.received_on:
        words = _("Các trường đã nhận phần anh/chị ủng hộ (phiếu {code}). Cảm ơn anh/chị nhiều ạ!")
    else:
        words = _(
            "Cảm ơn anh/chị! Phần ủng hộ ở phiếu {code} dành cho {school}. Khi trường nhận, em báo ạ."
        )
    notify(session, ticket.contact_id, words.format(code=ticket.code, school=school))
