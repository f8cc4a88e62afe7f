"""Telephones for households in the demo: three sources in their order, and families that need none."""

from collections.abc import Iterable

from sqlalchemy.orm import Session

from backend.administrative_units.models import UnitId
from backend.need_answers import service
from backend.need_answers.commands import DeclareNoNeed
from backend.officers.models import Officer
from backend.quotas.service import QuotaForm, set_quota
from bot.demo.families import PHONES, Family
from bot.demo.parents import make_parent

_DECISION = "15/QĐ-UBND (mẫu)"
_ROUND = "sau-2025"
# By source: what the city has, and what of it the commune gets. Both invented.
_AMOUNTS = {
    "vien-thong-cong-ich": ("60", "2"),
    "nghi-quyet-20": ("30", "2"),
    "huy-dong": ("10", "1"),
}
_ANSWERS = 6


def make_phone_sources(session: Session, officer: Officer, commune: UnitId) -> None:
    """Where the telephones of a commune come from, as the officer of its city divides them."""
    for source, amounts in _AMOUNTS.items():
        for unit_id, amount in zip((officer.unit_id, commune), amounts, strict=True):
            _allot(session, officer, unit_id, source, amount)


def _allot(session: Session, officer: Officer, unit_id: UnitId, source: str, amount: str) -> None:
    form = QuotaForm(unit_id, PHONES, "phone", source, _ROUND, amount, _DECISION)
    set_quota(session, officer, 0, form)


def make_need_answers(session: Session, officer: Officer, families: Iterable[Family]) -> None:
    """Some said so to an officer at the door, others by chat."""
    for number, family in zip(range(_ANSWERS), families, strict=False):
        said = DeclareNoNeed(PHONES, family.unit_id, family.hamlet, family.head, family.born)
        if number % 2:
            service.enter(session, officer, said)
        else:
            service.declare(session, make_parent(session, f"mau-khong-can-{number}"), said)
