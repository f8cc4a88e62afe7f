"""The stock of devices: figures that open to their rows, one device with its life, and what can happen
to it next."""

from collections.abc import Sequence

from starlette.responses import Response

from backend import clock
from backend.admin.forms import row_number
from backend.admin.page import Page
from backend.admin.pages import Pages
from backend.administrative_units.models import AdministrativeUnit, Level, UnitId
from backend.deliveries import queries as deliveries
from backend.deliveries import service as delivering
from backend.devices import queries, service
from backend.devices.checks import Note, cost_of
from backend.devices.filters import DAY, SOON, address
from backend.devices.models import Device, DeviceId
from backend.devices.queries import Filter
from backend.devices.rules import Standing, possible, serial_of
from backend.devices.words import DeviceState, Happened, Holder
from backend.donors.models import Donor, DonorId
from backend.errors import Invalid
from backend.i18n import _
from backend.officers.permissions import Task
from backend.scope import reaches

pages = Pages(task=Task.MANAGE_STOCK)
HOME = "/admin/devices"
NOT_HERE = {Happened.RECEIVED, Happened.HANDED_OVER}  # the intake and the case are for these


@pages.get("/devices")
def devices(
    page: Page,
    state: str = "",
    source: str = "",
    unit: str = "",
    donor: str = "",
    before: str = "",
) -> Response:
    """One page of devices; the address says of which state, source, unit and donor."""
    only = Filter(
        state=DeviceState(state) if state in list(DeviceState) else None,
        source=source[:64],
        unit_id=UnitId(row_number(unit) or 0) or None,
        donor_id=DonorId(row_number(donor) or 0) or None,
    )
    last = DeviceId(row_number(before) or 0) or None
    return _show(page, queries.devices(page.session, page.officer, only, last), only)


@pages.post("/devices/search", looks=True)
def search(page: Page) -> Response:
    """Devices by the last letters of the serial number, or by a whole IMEI."""
    wanted = serial_of(page.form.text("serial", 64))
    found = queries.by_serial(page.session, page.officer, wanted) if wanted else ()
    return _show(page, found, Filter(), wanted)


def _show(page: Page, found: Sequence[Device], only: Filter, wanted: str = "") -> Response:
    units = queries.units_with_stock(page.session, page.officer)
    shown = found[: queries.PAGE]
    return page.show(
        "devices/devices.html",
        devices=shown,
        more=len(found) > queries.PAGE,
        only=only,
        wanted=wanted,
        states=list(DeviceState),
        counts=queries.state_counts(page.session, page.officer, only),
        sources=queries.sources(page.session, page.officer),
        units=units,
        unit_names={
            id_: page.session.get_one(AdministrativeUnit, id_).full_name
            for id_ in {device.unit_id for device in shown}
        },
        with_unit=units[0].level is not Level.COMMUNE,
        address=lambda **changes: address(only, **changes),
    )


@pages.get("/devices/loans")
def loans(page: Page, due: str = "", after: str = "") -> Response:
    """What readers have: all of it, or what is due within a week, or over its day; below all of it what
    is broken or in repair."""
    until = {"soon": clock.today() + SOON, "over": clock.today() - DAY}.get(due)
    last = DeviceId(row_number(after) or 0) or None
    found = queries.loans(page.session, page.officer, until, last)
    shown = found[: queries.PAGE]
    is_whole = until is None and last is None
    repairs = queries.in_repair(page.session, page.officer) if is_whole else ()
    named = {*shown, *(each for each, _where, _since in repairs if each.holder is Holder.READER)}
    return page.show(
        "devices/loans.html",
        devices=shown,
        more=len(found) > queries.PAGE,
        due=due if until else "",
        repairs=repairs,
        borrowers=queries.borrowers(page.session, page.officer, list(named)),
        days_left=lambda device: (device.lent_until - clock.today()).days,
    )


@pages.get("/devices/{device_id}")
def device(page: Page, device_id: DeviceId) -> Response:
    """One device: where it is, its life, and the forms of what may happen next."""
    return _device(page, device_id)


def _device(page: Page, device_id: DeviceId, happened: Happened | None = None) -> Response:
    """The page; `happened` is the address of a form that is shown again."""
    session, officer = page.session, page.officer
    found = queries.device(session, officer, device_id)
    next_ones = [
        happened
        for happened in possible(Standing(found.holder, found.condition))
        if happened not in NOT_HERE and _is_for(page, found, happened)
    ]
    going_to = found.going_to_id and session.get_one(AdministrativeUnit, found.going_to_id)
    return page.show(
        "devices/device.html",
        device=found,
        unit=session.get_one(AdministrativeUnit, found.unit_id),
        going_to=going_to,
        donor=session.get(Donor, found.donor_id) if found.donor_id else None,
        donor_opens=bool(found.donor_id)
        and reaches(session, officer, session.get_one(Donor, found.donor_id).unit_id),
        imeis=queries.imeis(session, officer, found),
        life=queries.life(session, officer, found),
        next_ones=next_ones,
        request=deliveries.request_of(session, officer, found),
        destinations=[
            (unit.id, unit.full_name) for unit in queries.destinations(session, officer, found)
        ],
    )


@pages.post("/devices/{device_id}/{happened}", again=_device)
def note(page: Page, device_id: DeviceId, happened: Happened) -> Response:
    """Writes down what happened."""
    form = page.form
    queries.device(page.session, page.officer, device_id)
    if happened in NOT_HERE:
        raise Invalid(_("Việc này ghi ở trang nhập máy hoặc trang hồ sơ."))
    on = form.day("on")
    if happened is Happened.RETURNED:
        why = form.text("text", 500)
        delivering.take_back(page.session, page.officer, device_id, page.version(), on, why)
    else:
        said = Note(
            on=on,
            text=form.text("text", 500),
            unit_id=UnitId(row_number(form.raw("unit_id")) or 0),
            person=form.text("person", 200),
            until=form.day_or_none("until"),
            workshop=form.text("workshop", 200),
            cost=cost_of(form.text("cost", 30)),
        )
        service.note(page.session, page.officer, device_id, page.version(), happened, said)
    return page.go(f"{HOME}/{device_id}", _("Đã ghi: {event}.").format(event=happened.label))


def _is_for(page: Page, found: Device, happened: Happened) -> bool:
    """Whether this officer is the one who writes it: a move is accepted where it goes to."""
    unit = found.going_to_id if happened is Happened.ACCEPTED else found.unit_id
    return unit is not None and reaches(page.session, page.officer, unit)
