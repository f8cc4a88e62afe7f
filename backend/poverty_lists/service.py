"""Drafting, publishing and dropping a commune's poverty list."""

import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from backend import audit, clock
from backend.administrative_units.models import AdministrativeUnit, Level, UnitId
from backend.errors import Conflict, Invalid, NotFound
from backend.households.models import Household, HouseholdId
from backend.i18n import _, day
from backend.officers.models import Officer
from backend.poverty_lists import queries
from backend.poverty_lists.draft import ListDraft, ListRow
from backend.poverty_lists.models import (
    DraftId,
    ListId,
    PovertyList,
    PovertyListDraft,
    PovertyListEntry,
)
from backend.scope import reaches
from backend.vietnamese import compact

HouseholdKey = tuple[str, str, int | None]


def keep_draft(
    session: Session, officer: Officer, unit_id: UnitId, draft: ListDraft
) -> PovertyListDraft:
    """Keeps what was read, for the preview. Raises `Invalid` when the unit is not a commune of the
    officer's, or when not one row could be read."""
    if not reaches(session, officer, unit_id):
        raise NotFound(_("Không có xã này trong đơn vị của anh/chị."))
    if session.get_one(AdministrativeUnit, unit_id).level is not Level.COMMUNE:
        raise Invalid(_("Danh sách hộ nghèo là của một xã. Anh/chị chọn xã rồi gửi lại tệp."))
    if not draft.rows:
        raise Invalid(_("Tệp không có hộ nào đọc được. Anh/chị kiểm tra lại tệp rồi gửi lại."))
    kept = PovertyListDraft(
        unit_id=unit_id,
        officer_id=officer.id,
        content=json.loads(draft.to_json()),
        created_at=clock.now(),
    )
    session.add(kept)
    session.flush()
    audit.record(session, "upload_poverty_list", kept, by=officer, file=draft.file_hash)
    return kept


def content_of(draft: PovertyListDraft) -> ListDraft:
    """What was read from the file."""
    return ListDraft.from_json(json.dumps(draft.content))


def drop_draft(session: Session, officer: Officer, draft_id: DraftId) -> None:
    """Throws a draft away; nothing was published."""
    kept = queries.draft(session, officer, draft_id)
    audit.record(session, "drop_poverty_list", kept, by=officer)
    session.delete(kept)


def publish(session: Session, officer: Officer, draft_id: DraftId) -> PovertyList:
    """Makes the draft the commune's newest version. Raises `Conflict` when the same file is already
    the newest."""
    unit_id = queries.draft(session, officer, draft_id).unit_id
    # Another publication in this commune waits here; then it finds what this one has done.
    unit = select(AdministrativeUnit.id).where(AdministrativeUnit.id == unit_id)
    session.execute(unit.with_for_update(key_share=True))
    kept = queries.draft(session, officer, draft_id)
    draft = content_of(kept)
    newest = queries.newest_list(session, kept.unit_id)
    if newest and newest.file_hash == draft.file_hash:
        raise Conflict(
            _("Tệp này đã được công bố ngày {day}, không cần công bố lại.").format(
                day=day(clock.local(newest.published_at).date())
            )
        )
    published = PovertyList(
        unit_id=kept.unit_id,
        year=draft.year or clock.today().year,
        standard=draft.standard or "",
        title=draft.title,
        decision_number=draft.decision_number,
        decision_date=draft.decision_date,
        file_name=draft.file_name,
        file_hash=draft.file_hash,
        officer_id=officer.id,
        published_at=clock.now(),
    )
    session.add(published)
    session.flush()
    households = _households(session, kept.unit_id, draft.rows)
    session.execute(
        insert(PovertyListEntry),
        [_entry(published.id, households[_key(row)], row) for row in draft.rows],
    )
    session.delete(kept)
    audit.record(session, "publish_poverty_list", published, by=officer, rows=len(draft.rows))
    return published


def _households(
    session: Session, unit_id: UnitId, rows: Sequence[ListRow]
) -> dict[HouseholdKey, HouseholdId]:
    """The households of the rows: known ones again, others new."""
    known = _known_households(session, unit_id)
    new = {_key(row): row for row in rows if _key(row) not in known}
    if new:
        now = clock.now()
        session.execute(
            insert(Household),
            [
                {
                    "unit_id": unit_id,
                    "hamlet": row.hamlet,
                    "head_name": row.head_name,
                    "head_key": compact(row.head_name),
                    "head_birth_year": row.birth_year,
                    "created_at": now,
                }
                for row in new.values()
            ],
        )
        known = _known_households(session, unit_id)
    return known


def _known_households(session: Session, unit_id: UnitId) -> dict[HouseholdKey, HouseholdId]:
    rows = session.execute(
        select(
            Household.head_name, Household.hamlet, Household.head_birth_year, Household.id
        ).where(Household.unit_id == unit_id)
    )
    return {(name, compact(hamlet), year): id_ for name, hamlet, year, id_ in rows}


def _key(row: ListRow) -> HouseholdKey:
    """By which a household is known again in the next version: the name to the letter, because a
    wrong union of two families is worse than a second record of one."""
    return row.head_name, compact(row.hamlet), row.birth_year


def _entry(list_id: ListId, household_id: HouseholdId, row: ListRow) -> dict[str, Any]:
    fields = {name: getattr(row, name) for name in ListRow.__slots__ if name != "citizen_id_raw"}
    return fields | {
        "list_id": list_id,
        "household_id": household_id,
        "head_key": compact(row.head_name),
        "deprivations": list(row.deprivations),
    }
