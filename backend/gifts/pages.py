"""Gifts that came with a receipt, each with where it went."""

from starlette.responses import Response

from backend.admin.forms import row_number
from backend.admin.page import Page
from backend.admin.pages import Pages
from backend.donors import queries as donors
from backend.gifts import queries, service, way, wording
from backend.gifts.models import GiftId
from backend.gifts.service import GiftForm
from backend.gifts.words import GiftKind
from backend.i18n import _
from backend.officers.permissions import Task

pages = Pages(task=Task.MANAGE_GIFTS)

HOME = "/admin/gifts"


@pages.get("/gifts")
def gifts(page: Page, kind: str = "", before: str = "") -> Response:
    """The newest first, of one kind or all, and a form for another one."""
    chosen = GiftKind(kind) if kind in list(GiftKind) else None
    last = GiftId(row_number(before) or 0) or None
    found = queries.gifts(page.session, page.officer, chosen, last)
    return page.show(
        "gifts/gifts.html",
        gifts=found[: queries.PAGE],
        more=len(found) > queries.PAGE,
        chosen=chosen,
        kinds=list(GiftKind),
        kind_options=[(one.value, one.label) for one in GiftKind],
        donors=donors.names(page.session, page.officer),
        body=_("Ủy ban Mặt trận Tổ quốc Việt Nam {unit}").format(unit=page.unit_name),
    )


@pages.post("/gifts", again=gifts)
def add(page: Page) -> Response:
    """A gift with its receipt."""
    form = page.form
    made = GiftForm(
        donor=form.text("donor", 200),
        kind=form.text("kind", 20),
        thing=form.text("thing", 200),
        received_on=form.day("received_on"),
        receipt=form.text("receipt", 60),
        received_by=form.text("received_by", 200),
        quantity=form.text("quantity", 20),
        amount=form.text("amount", 20),
        ticket=form.text("ticket", 40),
    )
    gift = service.add(page.session, page.officer, page.officer.unit_id, made)
    words = _("Đã ghi. Mã {code} để người ủng hộ hỏi quà đã đến đâu.")
    return page.go(f"{HOME}/{gift.id}", words.format(code=gift.code))


@pages.get("/gifts/{gift_id}")
def gift(page: Page, gift_id: GiftId) -> Response:
    """One gift: what the donor hears of it, and the machines that came with it."""
    found = queries.gift(page.session, page.officer, gift_id)
    return page.show(
        "gifts/gift.html",
        gift=found,
        donor=donors.donor(page.session, page.officer, found.donor_id),
        left=way.remaining(page.session, [found])[found.id],
        told=wording.way_of(page.session, found).splitlines(),
        attached=way.device_count(page.session, found),
        attachable=len(way.attachable(page.session, found)),
        is_device=found.kind is GiftKind.DEVICE,
    )


@pages.post("/gifts/{gift_id}/devices", again=gift)
def attach_devices(page: Page, gift_id: GiftId) -> Response:
    """The donor's machines of the stock belong to it."""
    count = service.attach_devices(page.session, page.officer, gift_id, page.version())
    return page.go(f"{HOME}/{gift_id}", _("Đã gắn {count} máy.").format(count=count))
