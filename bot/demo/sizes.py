"""How much the demo shows: a few communes at once, or a province's worth."""

from collections.abc import Callable, Mapping
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.administrative_units.models import AdministrativeUnit
from backend.db import Database
from backend.errors import Conflict
from backend.i18n import _
from backend.officers.models import Officer
from bot.demo.accounts import OFFICERS, SampleOfficer
from bot.demo.province import WATCHER, Size, make_province
from bot.demo.world import make_world

SMALL, PROVINCE = "small", "province"
SIZES: Mapping[str, Size | None] = {SMALL: None, PROVINCE: Size()}


def make_sized(
    database: Database, folder: Path, size: str | None, tell: Callable[[str], None]
) -> None:
    """Fills an empty database, with the small world where no size is named. One that has the world of
    this size is left as it is, and so is any without a size. Raises `Conflict` for another world."""
    with database.reading() as session:
        is_empty, there = _is_empty(session), _size_of(session)
    if not is_empty:
        if size is not None and size != there:
            raise Conflict(
                _("Thư mục {folder} đã có dữ liệu khác. Chọn nơi khác bằng --folder.").format(
                    folder=folder
                )
            )
        return
    chosen = SIZES[size or SMALL]
    make_world(database, folder, then=lambda session: _grow(session, chosen, tell))


def _grow(session: Session, size: Size | None, tell: Callable[[str], None]) -> None:
    if size:
        make_province(session, size, tell)


def _is_empty(session: Session) -> bool:
    return session.scalar(select(AdministrativeUnit.id).limit(1)) is None


def _size_of(session: Session) -> str | None:
    """Whose world it is; None for one that is not the demo's."""
    if _has(session, WATCHER):
        return PROVINCE
    return SMALL if _has(session, OFFICERS[0]) else None


def _has(session: Session, sample: SampleOfficer) -> bool:
    query = select(Officer.id).where(
        Officer.username == sample.username, Officer.full_name == sample.full_name
    )
    return session.scalar(query) is not None
