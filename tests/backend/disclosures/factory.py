"""A row of the register of xã A Lưới 1, invented."""

from dataclasses import replace
from typing import Any

from sqlalchemy.orm import Session

from backend import clock
from backend.disclosures import entering
from backend.disclosures.entering import HandForm
from backend.disclosures.models import Disclosure
from backend.disclosures.rules import Receiver
from backend.disclosures.words import Basis, ReceiverKind
from backend.officers.models import Officer, OfficerId
from tests.factories import World

VIETTEL = Receiver(ReceiverKind.OPERATOR, "Viettel", Basis.CONSENT)


def form(**changes: Any) -> HandForm:
    """Twelve numbers on a paper list; `changes` are other values."""
    usual = HandForm(
        on=clock.today(),
        fields=("phone", "child"),
        people="12",
        purpose="data_package",
        note="Gửi kèm công văn 12/UBND (mẫu)",
    )
    return replace(usual, **changes)


def make_disclosure(
    session: Session,
    world: World,
    once: str = "mau",
    to: Receiver = VIETTEL,
    officer: int = 0,
    **changes: Any,
) -> Disclosure:
    """Entered by hand by the officer of the commune, or by another."""
    by = session.get_one(Officer, OfficerId(officer or world.officer))
    return entering.enter(session, by, to, form(**changes), once)
