"""The machines of a place: added, out of order, mended step by step, taken away."""

import re
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend import audit, clock
from backend.access_points.models import AccessPointId
from backend.access_points.queries import access_point
from backend.db import locked
from backend.errors import Conflict, Invalid, NotFound
from backend.i18n import _
from backend.officers.models import Officer
from backend.public_computers.models import (
    FaultId,
    MachineFault,
    MachineId,
    PublicMachine,
    RepairStep,
)
from backend.tickets import service as tickets
from backend.tickets.models import Ticket, TicketId, TicketStatus
from backend.tickets.queries import ticket as ticket_of

MOST = 100  # machines added at once
LONGEST_CODE = 20
_RANGE = re.compile(r"([^\d]*)(\d{1,3}) ?[-–] ?\1?(\d{1,3})")
_CODE = re.compile(rf"[\w./-][\w ./-]{{0,{LONGEST_CODE - 1}}}")


def codes_of(typed: str) -> list[str]:
    """ "1-3" and "TV1, TV2" as codes. Raises `Invalid` beside the field."""
    codes: list[str] = []
    for part in filter(None, (part.strip() for part in re.split(r"[,;\n]", typed))):
        if found := _RANGE.fullmatch(part):
            first, last = int(found[2]), int(found[3])
            width = len(found[2]) if found[2].startswith("0") else 0
            codes += [f"{found[1]}{n:0{width}d}" for n in range(first, min(last, first + MOST) + 1)]
        else:
            codes.append(part)
    codes = list(dict.fromkeys(codes))
    if not 0 < len(codes) <= MOST or not all(map(_CODE.fullmatch, codes)):
        raise Invalid(
            _("Anh/chị ghi số máy như dán trên máy, ví dụ: 1-10, hoặc TV1, TV2."), field="codes"
        )
    return codes


def add(
    session: Session, officer: Officer, point_id: AccessPointId, typed: str, since: date, note: str
) -> int:
    """New machines; those that are there already stay as they are. Gives how many are new."""
    point = access_point(session, officer, point_id, lock=True)
    codes = codes_of(typed)
    if since > clock.today():
        raise Invalid(
            _("Ngày nhận máy chưa tới. Anh/chị ghi hôm nay hoặc ngày trước."), field="since"
        )
    known = set(
        session.scalars(select(PublicMachine.code).where(PublicMachine.access_point_id == point.id))
    )
    new = [code for code in codes if code not in known]
    for code in new:
        session.add(
            PublicMachine(access_point_id=point.id, code=code, note=note, since=since, gone_on=None)
        )
    session.flush()
    audit.record(session, "add_public_machines", point, by=officer, codes=new)
    return len(new)


def machine(
    session: Session, officer: Officer, point_id: AccessPointId, machine_id: MachineId
) -> PublicMachine:
    """One machine of a place of the officer's, locked. Raises `NotFound`."""
    access_point(session, officer, point_id)
    query = select(PublicMachine).where(
        PublicMachine.id == machine_id, PublicMachine.access_point_id == point_id
    )
    found = session.scalar(locked(query))
    if found is None:
        raise NotFound(_("Không có máy này ở điểm của anh/chị."))
    return found


def open_fault(session: Session, machine_id: MachineId) -> MachineFault | None:
    """What is the matter with it, if something is."""
    query = select(MachineFault).where(
        MachineFault.machine_id == machine_id, MachineFault.works_on.is_(None)
    )
    return session.scalar(query)


def out_of_order(
    session: Session,
    officer: Officer,
    point_id: AccessPointId,
    machine_id: MachineId,
    broken_on: date,
    symptom: str,
    ticket_id: TicketId | None = None,
) -> MachineFault:
    """From a day on it does not work. Raises `Conflict` when that is known already, `Invalid` beside
    the field."""
    found = machine(session, officer, point_id, machine_id)
    if open_fault(session, machine_id):
        raise Conflict(_("Máy này đã ghi là đang hỏng. Anh/chị ghi thêm việc sửa ở dưới."))
    if found.gone_on:
        raise Conflict(_("Máy này không còn ở đây."))
    if not symptom.strip():
        raise Invalid(_("Anh/chị ghi máy bị làm sao, ví dụ: không lên nguồn."), field="symptom")
    if not max(found.since, _last_end(session, machine_id)) <= broken_on <= clock.today():
        raise Invalid(
            _("Ngày hỏng phải sau lần sửa trước và không sau hôm nay."), field="broken_on"
        )
    ticket = ticket_of(session, officer, ticket_id) if ticket_id else None
    fault = MachineFault(
        machine_id=machine_id,
        symptom=symptom.strip(),
        broken_on=broken_on,
        works_on=None,
        ticket_id=ticket.id if ticket else None,
    )
    session.add(fault)
    session.flush()
    _record(session, officer, point_id, "machine_out_of_order", found)
    return fault


def note_step(
    session: Session, officer: Officer, point_id: AccessPointId, fault_id: FaultId, text: str
) -> None:
    """What was done about it today: "gọi thợ", "thay nguồn". Raises `Invalid` without words."""
    fault, found = _fault(session, officer, point_id, fault_id)
    if not text.strip():
        raise Invalid(_("Anh/chị ghi việc đã làm, ví dụ: gọi thợ, hẹn sáng thứ Năm."), field="text")
    step = RepairStep(
        fault_id=fault.id, done_on=clock.today(), text=text.strip(), officer_id=officer.id
    )
    session.add(step)
    session.flush()
    _record(session, officer, point_id, "machine_repair_step", found)


def works_again(
    session: Session, officer: Officer, point_id: AccessPointId, fault_id: FaultId, on: date
) -> None:
    """It works from a day on; whoever reported it is told. Raises `Conflict` when it works already,
    `Invalid` beside the field."""
    fault, found = _fault(session, officer, point_id, fault_id)
    if fault.works_on:
        raise Conflict(_("Máy này đã ghi là dùng được rồi."))
    if not fault.broken_on <= on <= clock.today():
        raise Invalid(_("Ngày dùng lại phải từ ngày hỏng đến hôm nay."), field="works_on")
    fault.works_on = on
    session.flush()
    _record(session, officer, point_id, "machine_works_again", found)
    ticket = session.get(Ticket, fault.ticket_id) if fault.ticket_id else None
    if ticket and ticket.status is not TicketStatus.CLOSED:
        words = _("Máy đã dùng lại được. Cảm ơn anh/chị đã báo.")
        tickets.close(session, officer, ticket.id, ticket.version, "repaired", words)


def take_away(
    session: Session, officer: Officer, point_id: AccessPointId, machine_id: MachineId, on: date
) -> None:
    """From a day on it is not there any more. Raises `Invalid` beside the field."""
    found = machine(session, officer, point_id, machine_id)
    fault = open_fault(session, machine_id)
    if found.gone_on:
        raise Conflict(_("Máy này đã ghi là không còn."))
    begun = max(found.since, fault.broken_on if fault else found.since)
    if not begun <= on <= clock.today():
        raise Invalid(_("Ngày này phải sau ngày nhận máy và không sau hôm nay."), field="gone_on")
    found.gone_on = on
    if fault:
        fault.works_on = on  # the outage ends with the machine
    session.flush()
    _record(session, officer, point_id, "take_machine_away", found)


def _fault(
    session: Session, officer: Officer, point_id: AccessPointId, fault_id: FaultId
) -> tuple[MachineFault, PublicMachine]:
    machine_id = session.scalar(select(MachineFault.machine_id).where(MachineFault.id == fault_id))
    found = machine(session, officer, point_id, machine_id or MachineId(0))
    fault = session.scalars(locked(select(MachineFault).where(MachineFault.id == fault_id))).one()
    return fault, found


def _last_end(session: Session, machine_id: MachineId) -> date:
    query = select(MachineFault.works_on).where(MachineFault.machine_id == machine_id)
    return max((day for day in session.scalars(query) if day), default=date.min)


def _record(
    session: Session, officer: Officer, point_id: AccessPointId, action: str, found: PublicMachine
) -> None:
    point = access_point(session, officer, point_id)
    audit.record(session, action, point, by=officer, machine=found.code)
