"""How files of one layout were read last time, so that the officer chooses columns only once."""

import hashlib
import json
from functools import cache
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy.orm import Session

from backend.administrative_units.models import UnitId
from backend.poverty_lists.draft import Choices, ListDraft, SheetRole
from backend.poverty_lists.models import ListLayout, PovertyList


def layout_of(draft: ListDraft) -> str:
    """What files have in common that come from one form: the headers of every sheet, as a hash."""
    sheets = {
        sheet.name: sorted(
            sheet.headers.items() or ((col.number, col.header) for col in sheet.columns.values())
        )
        for sheet in draft.sheets
        if sheet.role is SheetRole.LIST
    }
    return hashlib.sha256(json.dumps(sheets, sort_keys=True).encode()).hexdigest()


def remember(session: Session, listed: PovertyList) -> None:
    """Keeps how a list was read that an officer publishes."""
    if listed.layout and from_json(listed.choices) != Choices():
        kept = ListLayout(unit_id=listed.unit_id, layout=listed.layout, choices=listed.choices)
        session.merge(kept)


def remembered(session: Session, unit_id: UnitId, layout: str) -> Choices:
    """The choices of last time; empty ones when there were none."""
    kept = session.get(ListLayout, (unit_id, layout))
    return from_json(kept.choices) if kept else Choices()


def to_json(choices: Choices) -> dict[str, Any]:
    """For `PovertyList.choices`."""
    found: dict[str, Any] = _adapter().dump_python(choices, mode="json")
    return found


def from_json(kept: dict[str, Any]) -> Choices:
    """What `to_json` gave."""
    return _adapter().validate_json(json.dumps(kept))


@cache
def _adapter() -> TypeAdapter[Choices]:
    return TypeAdapter(Choices)
