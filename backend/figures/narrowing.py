"""What the figures are narrowed to, as an address keeps it. Nothing in it is about one person."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Self
from urllib.parse import urlencode

from backend.admin.forms import row_number
from backend.administrative_units.models import UnitId
from backend.figures.rules import ALWAYS, Period
from backend.programmes.rules import Circumstance
from backend.typed_day import read_day


@dataclass(frozen=True)
class Narrowing:
    """All must hold; what is empty does not matter. `unplaced` are those of the unit that are in none
    of the units right below it, as when a family's hamlet is not known."""

    unit: UnitId | None = None
    unplaced: bool = False
    programme: str = ""
    circumstance: Circumstance | None = None
    period: Period = ALWAYS

    @classmethod
    def read(cls, query: Mapping[str, str]) -> Self:
        """From the fields of an address; what means nothing is passed over."""
        programme, circumstance = query.get("programme", ""), query.get("circumstance", "")
        return cls(
            unit=UnitId(row_number(query.get("unit", "")) or 0) or None,
            unplaced=query.get("unplaced") == "1",
            programme=programme if re.fullmatch(r"[a-z0-9-]{3,40}", programme) else "",
            circumstance=Circumstance(circumstance) if circumstance in list(Circumstance) else None,
            period=Period.between(
                read_day(query.get("since", "")), read_day(query.get("until", ""))
            ),
        )

    @property
    def query(self) -> str:
        """For an address, always in one order: "unit=12&since=2026-01-01"."""
        fields = {
            "unit": self.unit,
            "unplaced": "1" if self.unplaced else "",
            "programme": self.programme,
            "circumstance": self.circumstance and self.circumstance.value,
            "since": self.period.since,
            "until": self.period.until,
        }
        return urlencode({name: value for name, value in fields.items() if value})

    @property
    def address(self) -> str:
        """The query, so that it opens as it is: without days it is of always."""
        days = self.period.since or self.period.until
        return "&".join(filter(None, [self.query, "" if days else "always=1"]))

    def having(self, **changes: Any) -> Self:
        """The same, but for some."""
        return replace(self, **changes)
