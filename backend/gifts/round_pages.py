"""Rounds of allocation: what is in one, and the two signatures."""

from starlette.responses import Response

from backend.admin.forms import row_number
from backend.admin.page import Page
from backend.admin.pages import Pages
from backend.gifts import queries, rounds
from backend.gifts.models import GiftId, GiftRoundId, ShareId
from backend.gifts.rounds import ShareForm, Signers
from backend.gifts.words import Side
from backend.i18n import _
from backend.officers.models import Officer, OfficerId
from backend.officers.permissions import Task

pages = Pages(task=Task.MANAGE_GIFTS)

HOME = "/admin/gift-rounds"


@pages.get("/gift-rounds")
def list_of_rounds(page: Page, before: str = "") -> Response:
    """The newest first, and a form for another one."""
    last = GiftRoundId(row_number(before) or 0) or None
    found = queries.rounds(page.session, page.officer, last)
    signers = queries.signers(page.session, page.officer, page.officer.unit_id)
    return page.show(
        "gifts/rounds.html",
        rounds=found[: queries.PAGE],
        more=len(found) > queries.PAGE,
        sides=list(Side),
        signers=[(each.id, each.full_name) for each in signers],
    )


@pages.post("/gift-rounds", again=list_of_rounds)
def begin(page: Page) -> Response:
    """Another round."""
    name = page.form.text("name", 100)
    signers = Signers(
        OfficerId(page.form.number(Side.FATHERLAND.value) or 0),
        OfficerId(page.form.number(Side.EDUCATION.value) or 0),
    )
    made = rounds.begin(page.session, page.officer, page.officer.unit_id, name, signers)
    return page.go(f"{HOME}/{made.id}", _("Đã lập đợt. Anh/chị ghi từng phần quà, rồi hai bên ký."))


@pages.get("/gift-rounds/{round_id}")
def gift_round(page: Page, round_id: GiftRoundId) -> Response:
    """One round: its parts, and who has signed."""
    session, officer = page.session, page.officer
    of = queries.gift_round(session, officer, round_id)
    available = [
        (each.gift.id, f"{each.gift.code} · {each.gift.thing} · {each.donor}")
        for each in queries.gifts(session, officer)
        if each.gift.unit_id == of.unit_id and (each.left.quantity or each.left.amount)
    ]
    named = {Side.FATHERLAND: of.fatherland_officer_id, Side.EDUCATION: of.education_officer_id}
    own = rounds.side_of(of, officer)
    return page.show(
        "gifts/round.html",
        of=of,
        shares=queries.shares(session, officer, of),
        available=available,
        signed=[
            (
                side,
                session.get_one(Officer, who).full_name if who else "",
                rounds.signed_at(of, side),
            )
            for side, who in named.items()
        ],
        is_open=not (of.fatherland_at or of.education_at),
        own=own,
        has_signed=bool(own and rounds.signed_at(of, own)),
    )


@pages.post("/gift-rounds/{round_id}/take", again=gift_round)
def take(page: Page, round_id: GiftRoundId) -> Response:
    """Puts a part of a gift into it."""
    form = page.form
    made = ShareForm(
        gift_id=GiftId(form.number("gift_id") or 0),
        count=form.text("count", 20),
        request_code=form.text("request_code", 40),
        purpose=form.text("purpose", 200),
    )
    rounds.take(page.session, page.officer, round_id, page.version(), made)
    return page.go(f"{HOME}/{round_id}", _("Đã ghi phần quà vào đợt."))


@pages.post("/gift-rounds/{round_id}/put-back/{share_id}")
def put_back(page: Page, round_id: GiftRoundId, share_id: ShareId) -> Response:
    """Takes a part out again."""
    rounds.put_back(page.session, page.officer, round_id, page.version(), share_id)
    return page.go(f"{HOME}/{round_id}", _("Đã bỏ phần quà khỏi đợt."))


@pages.post("/gift-rounds/{round_id}/sign", again=gift_round)
def sign(page: Page, round_id: GiftRoundId) -> Response:
    """Signs for the side that the officer was named for."""
    of = rounds.sign(page.session, page.officer, round_id, page.version())
    said = _("Hai bên đã ký, đợt có hiệu lực.") if of.agreed_on else _("Đã ký. Chờ bên kia ký.")
    return page.go(f"{HOME}/{round_id}", said)


@pages.post("/gift-rounds/{round_id}/unsign", again=gift_round)
def unsign(page: Page, round_id: GiftRoundId) -> Response:
    """Takes the own signature back."""
    rounds.unsign(page.session, page.officer, round_id, page.version())
    return page.go(f"{HOME}/{round_id}", _("Đã rút chữ ký, sửa được đợt này."))
