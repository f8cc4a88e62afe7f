"""Quotas of the demo's commune: invented amounts, under an invented decision."""

from sqlalchemy.orm import Session

from backend.officers.models import Officer
from backend.quotas.service import QuotaForm, set_quota

PROGRAMME, DEVICE, WHOLE = "song-va-may-tinh", "device", "ca-chuong-trinh"
AMOUNTS = {"ngan-sach": "40", "xa-hoi-hoa": "20"}


def make_quotas(session: Session, officer: Officer) -> None:
    """What the officer's commune may give, from two sources."""
    for source, amount in AMOUNTS.items():
        form = QuotaForm(
            officer.unit_id, PROGRAMME, DEVICE, source, WHOLE, amount, "12/QĐ-UBND (mẫu)"
        )
        set_quota(session, officer, 0, form)
