"""`noisong audit check`: walks the whole chain of the trail."""

import re

from backend.audit import checking, wording
from backend.audit.checking import Noted
from backend.db import Database
from backend.errors import Invalid
from backend.i18n import _

_MARK = re.compile(r"(\d{1,18}):([0-9a-f]{16,64})")


def check(database: Database, mark: str | None) -> tuple[list[str], bool]:
    """What to say, and whether the chain is whole. `mark` is what was noted down before. Raises
    `Invalid` when it is none."""
    noted = _read(mark) if mark else None
    with database.reading() as session:
        checked = checking.check(session, noted=noted)
    if not checked.is_whole:
        return [wording.told(found) for found in checked.breaks], False
    whole = _("Nhật ký nguyên vẹn: {count} dòng. Dấu của dòng cuối: {mark}").format(
        count=checked.position, mark=f"{checked.position}:{checked.hash[:16]}"
    )
    return [whole], True


def _read(mark: str) -> Noted:
    read = _MARK.fullmatch(mark.strip().lower())
    if read is None:
        raise Invalid(
            _("Dấu gồm số dòng, hai chấm và ít nhất 16 ký tự, ví dụ 12:9f3c51d20a77be14.")
        )
    return Noted(int(read[1]), read[2])
