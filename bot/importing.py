"""`noisong import`: publishes a list from a terminal, as the admin site does."""

from pathlib import Path

import typer
from sqlalchemy import select

from backend.administrative_units.service import unit_with_code
from backend.db import Database
from backend.errors import Conflict, NotFound
from backend.i18n import _
from backend.officers.models import Officer
from backend.poverty_lists import service
from backend.poverty_lists.draft import ListDraft, Shape
from backend.poverty_lists.models import ListKind
from bot.checking import read_and_show


def import_file(
    database: Database,
    file: Path,
    marked_file: Path | None,
    username: str,
    unit_code: str | None,
    kind: str | None = None,
    *,
    sure: bool = False,
) -> None:
    """Shows what is in a file and publishes it in an officer's name. Raises `Refused`."""
    draft = read_and_show(file, marked_file)
    username = username.strip().lower()
    with database.transaction() as session:
        known = select(Officer).where(Officer.username == username, Officer.active)
        officer = session.scalar(known)
        if officer is None:
            raise NotFound(_("Không có tài khoản {username}.").format(username=username))
        unit_id = unit_with_code(session, unit_code).id if unit_code else officer.unit_id
        kept = service.keep_draft(session, officer, unit_id, draft, _kind(draft, kind))
        try:
            service.publish(session, officer, kept.id, sure=sure)
        except service.NotSure as asked:
            how = _("Trong dòng lệnh thì thêm --sure.")
            raise Conflict(f"{asked} {how}") from None
    typer.echo(_("Đã công bố {count} hộ.").format(count=len(draft.rows)))


def _kind(draft: ListDraft, kind: str | None) -> ListKind:
    if kind:
        return ListKind(kind)
    return ListKind.PUPILS if draft.shape is Shape.PUPILS else ListKind.YEAR
