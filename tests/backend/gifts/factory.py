"""Gifts as an officer of xã A Lưới 1 keeps them; all invented."""

from sqlalchemy.orm import Session

from backend import clock
from backend.gifts import rounds, service
from backend.gifts.models import Gift, GiftRound, GiftShare
from backend.gifts.rounds import ShareForm, Signers
from backend.gifts.service import GiftForm
from backend.officers.models import Officer, OfficerId
from tests.factories import World


def make_gift(session: Session, world: World, receipt: str = "BN-01", **typed: str) -> Gift:
    """20 laptops, or what is typed."""
    officer = session.get_one(Officer, world.officer)
    said = {
        "donor": "Công ty Sao Mai (mẫu)",
        "kind": "device",
        "thing": "20 máy tính xách tay",
        "quantity": "20",
        "received_by": "Ủy ban Mặt trận Tổ quốc Việt Nam xã A Lưới 1",
        **typed,
    }
    form = GiftForm(received_on=clock.today(), receipt=receipt, **said)
    return service.add(session, officer, officer.unit_id, form)


def make_money(session: Session, world: World, dong: str, receipt: str = "BN-T1") -> Gift:
    """A gift of money."""
    typed = {"kind": "money", "thing": "tiền mặt", "quantity": "", "amount": dong}
    return make_gift(session, world, receipt, **typed)


def begin(session: Session, world: World, name: str) -> GiftRound:
    """An empty round: the officer signs for the Fatherland Front, the colleague for education."""
    officer = session.get_one(Officer, world.officer)
    signers = Signers(OfficerId(world.officer), OfficerId(world.colleague))
    return rounds.begin(session, officer, officer.unit_id, name, signers)


def make_round(session: Session, world: World, gift: Gift) -> tuple[GiftRound, GiftShare]:
    """A round that takes one of a gift, signed by nobody."""
    officer = session.get_one(Officer, world.officer)
    made = begin(session, world, "Đợt mẫu")
    form = ShareForm(gift.id, "1", purpose="thư viện máy tính")
    share = rounds.take(session, officer, made.id, made.version, form)
    return made, share
