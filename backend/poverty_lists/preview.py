"""What the preview of a list shows."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from backend.administrative_units.models import AdministrativeUnit
from backend.errors import NotFound
from backend.i18n import _
from backend.officers.models import Officer
from backend.poverty_lists import difference, effects, layouts, queries
from backend.poverty_lists.alike import alike
from backend.poverty_lists.draft import Choices, ListDraft
from backend.poverty_lists.figures import Table, table_of
from backend.poverty_lists.models import (
    Change,
    ListId,
    ListKind,
    ListState,
    PovertyList,
    PovertyListEntry,
    PovertyListFile,
)
from backend.poverty_lists.samples import members_of
from backend.poverty_lists.words import (
    change_label,
    font_label,
    role_label,
    shape_label,
)

FIRST_ROWS = 15
MOST_PROBLEMS = 100
MOST_SHEETS = 40
CHANGES = (Change.ENTERED, Change.STANDING, Change.MOVED, Change.CORRECTED, Change.SAME)


def values(session: Session, officer: Officer, listed: PovertyList) -> dict[str, Any]:
    """Facts, figures, differences, problems and the first rows of a draft."""
    problems = queries.problems(session, officer, listed.id)
    told = alike(problems)
    rows = queries.entries(session, officer, listed.id, limit=FIRST_ROWS)
    facts = ListDraft.from_facts(listed.facts)
    return {
        **changes(session, officer, listed),
        **counts(session, officer, listed),
        "draft": facts,
        "sheets": facts.sheets[:MOST_SHEETS],
        "further_sheets": max(len(facts.sheets) - MOST_SHEETS, 0),
        "chosen": layouts.from_json(listed.choices) != Choices(),
        "role_label": role_label,
        "shape_label": shape_label,
        "font_label": font_label,
        "refused": len({(found.sheet, found.row) for found in problems if found.refused}),
        "flagged": len({(found.sheet, found.row) for found in problems if not found.refused}),
        "problems": told[:MOST_PROBLEMS],
        "further": max(len(told) - MOST_PROBLEMS, 0),
        "rows": rows,
        "people": members_of(session, rows),
        "has_file": file_size(session, listed.id) > 0,
    }


def counts(session: Session, officer: Officer, listed: PovertyList) -> dict[str, Any]:
    """Households by hamlet and class."""
    table = table_of(queries.statistics(session, officer, listed.id))
    return {"table": table, "unit_names": _unit_names(session, table)}


def changes(session: Session, officer: Officer, listed: PovertyList) -> dict[str, Any]:
    """What the list changes, or changed, and which requests that touches."""
    if listed.kind is ListKind.PUPILS:
        return {"difference": None, "touched": None}
    touched = None
    if listed.state is ListState.DRAFT:
        touched = effects.effects(session, officer, listed.id)
    return {
        "difference": difference.difference(session, officer, listed.id),
        "changes": CHANGES,
        "change_label": change_label,
        "touched": touched,
    }


def in_use(session: Session, list_ids: Collection[ListId]) -> set[ListId]:
    """Which of some lists, fetched within the scope, have a row that counts today."""
    entry = PovertyListEntry
    query = (
        select(PovertyList.id)
        .where(PovertyList.id.in_(list_ids), PovertyList.state == ListState.PUBLISHED)
        .where(
            select(entry.id)
            .where(entry.list_id == PovertyList.id, entry.ended_by_id.is_(None))
            .exists()
        )
    )
    return set(session.scalars(query))


def file_size(session: Session, list_id: ListId) -> int:
    """Of the file as it came, in bytes; 0 when it is kept no more. The list was fetched within the
    scope."""
    size = func.length(PovertyListFile.content)
    return session.scalar(select(size).where(PovertyListFile.list_id == list_id)) or 0


def file_of(session: Session, list_id: ListId) -> bytes:
    """The file as it came, of a list that was fetched within the scope. Raises `NotFound`."""
    kept = session.get(PovertyListFile, list_id)
    if kept is None:
        raise NotFound(_("Em không còn giữ tệp này, chỉ còn các dòng đã đọc."))
    return kept.content


def _unit_names(session: Session, table: Table) -> dict[int, str]:
    if not table.by_unit:
        return {}
    ids = [place.unit_id for place, _counts in table.lines]
    units: Sequence[AdministrativeUnit] = session.scalars(
        select(AdministrativeUnit).where(AdministrativeUnit.id.in_(ids))
    ).all()
    return {unit.id: unit.full_name for unit in units}
