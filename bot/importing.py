"""`noisong import`: the preview of the admin site, in a terminal."""

from pathlib import Path

from rich.console import Console
from rich.table import Table
from sqlalchemy import select

from backend import clock
from backend.administrative_units.service import unit_with_code
from backend.db import Database
from backend.errors import Invalid, NotFound
from backend.i18n import _
from backend.officers.models import Officer
from backend.poverty_lists import service
from backend.poverty_lists.draft import ListDraft, Standing
from backend.poverty_lists.reading.reader import read_list


def import_file(
    database: Database, file: Path, username: str, unit_code: str | None, *, publish: bool
) -> None:
    """Reads a file, says what it found, and publishes it. Raises `Refused` with the reason."""
    if not file.is_file():
        raise Invalid(_("Không có tệp {file}.").format(file=file))
    draft = read_list(file, file.name, clock.today())
    _print(draft)
    if publish:
        _publish(database, draft, username, unit_code)


def _publish(database: Database, draft: ListDraft, username: str, unit_code: str | None) -> None:
    username = username.strip().lower()
    with database.transaction() as session:
        known = select(Officer).where(Officer.username == username, Officer.active)
        officer = session.scalar(known)
        if officer is None:
            raise NotFound(_("Không có tài khoản {username}.").format(username=username))
        unit_id = unit_with_code(session, unit_code).id if unit_code else officer.unit_id
        kept = service.keep_draft(session, officer, unit_id, draft)
        service.publish(session, officer, kept.id)
    Console().print(_("Đã công bố {count} hộ.").format(count=len(draft.rows)))


def _print(draft: ListDraft) -> None:
    console = Console(soft_wrap=True)
    console.print(draft.title, markup=False)
    counts = Table(_("Thôn"), _("Hộ nghèo"), _("Hộ cận nghèo"))
    for hamlet, by_class in draft.counts_by_hamlet().items():
        counts.add_row(hamlet, str(by_class[Standing.POOR]), str(by_class[Standing.NEAR_POOR]))
    console.print(counts)
    for notice in draft.notices:
        console.print(notice, markup=False)
    for problem in draft.problems:
        mark = "✗" if problem.refused else "!"
        console.print(
            f"{mark} {problem.sheet}, dòng {problem.row}: {problem.sentence}", markup=False
        )
