"""A breach of xã A Lưới 1, invented."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend import clock
from backend.administrative_units.models import AdministrativeUnit, UnitId
from backend.breaches import service
from backend.breaches.models import Breach
from backend.breaches.service import AccountForm
from backend.officers.models import Officer, Role
from tests.factories import World, make_officer

HAPPENED = "Tệp danh sách gửi nhầm sang hộp thư khác (mẫu)"


def account(**changes: Any) -> AccountForm:
    """What is known an hour after it was found; `changes` are other values."""
    usual = AccountForm(
        found_at=clock.now() - timedelta(hours=1),
        found_by="cán bộ văn hóa xã (mẫu)",
        happened=HAPPENED,
        data=frozenset({"names", "phones"}),
        people="1.250",
        is_counted=False,
        consequences="Có thể bị gọi điện lừa đảo",
        measures="Đã gọi bên nhận xóa tệp",
        via_zalo=False,
    )
    return replace(usual, **changes)


def make_breach(session: Session, world: World, once: str = "mau", **changes: Any) -> Breach:
    """Recorded by an inspector of the commune."""
    return service.record(session, inspector(session, world), account(**changes), once)


def inspector(session: Session, world: World, username: str = "thanhtra") -> Officer:
    """An inspector of the commune, made when first asked for."""
    found = session.scalar(select(Officer).where(Officer.username == username))
    commune = session.get_one(AdministrativeUnit, UnitId(world.commune))
    return found or make_officer(session, username, "Phan Văn Soát", commune, Role.INSPECTOR)
