"""What of the queue is shown, as an address keeps it. Nothing in it is about one person."""

import re
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from typing import Any, Self
from urllib.parse import parse_qsl, urlencode

from backend.admin.forms import row_number
from backend.administrative_units.models import UnitId
from backend.households.rules import Verdict
from backend.i18n import N_, _
from backend.programmes.rules import Circumstance
from backend.support_requests.models import Status
from backend.support_requests.queue_models import Entered

LONGEST = 300  # letters of an address's filters


class Due(StrEnum):
    """How near the day is by which the family was promised an answer."""

    OVERDUE = "overdue"
    TODAY = "today"

    @property
    def label(self) -> str:
        """As officers read it."""
        return _(_DUE[self])


_DUE = {Due.OVERDUE: N_("Quá hạn trả lời"), Due.TODAY: N_("Hạn hôm nay")}
_VERDICTS = {
    Verdict.SAME: N_("Khớp danh sách"),
    Verdict.ASK: N_("Cần xác định hộ"),
    Verdict.NONE: N_("Không thấy trong danh sách"),
}


def verdict_label(verdict: Verdict) -> str:
    """As officers read it."""
    return _(_VERDICTS[verdict])


@dataclass(frozen=True)
class Filters:
    """All must hold; what is empty does not matter. `unit` is one below the officer's own, a hamlet
    included; `programme` is a code."""

    status: Status | None = None
    programme: str = ""
    circumstance: Circumstance | None = None
    unit: UnitId | None = None
    verdict: Verdict | None = None
    due: Due | None = None
    entered: Entered | None = None
    supplemented: bool = False

    @classmethod
    def read(cls, query: Mapping[str, str]) -> Self:
        """From the fields of an address; what means nothing is passed over."""
        return cls(**{name: read(query.get(name, "")) for name, read in _READERS.items()})

    @classmethod
    def parse(cls, query: str) -> Self:
        """From `query` of other filters, or from whatever somebody has put in its place."""
        return cls.read(dict(parse_qsl(query[:LONGEST])))

    @property
    def query(self) -> str:
        """For an address: "status=waiting&unit=12"; always in one order."""
        return urlencode({k: "1" if v is True else v for k, v in asdict(self).items() if v})

    @property
    def oldest_first(self) -> bool:
        """Who has waited longest comes first; of all else, what is newest."""
        return self.status is Status.WAITING

    def having(self, **changes: Any) -> Self:
        """The same, but for some."""
        return replace(self, **changes)


def _one_of(kind: type[StrEnum]) -> Callable[[str], StrEnum | None]:
    return lambda text: kind(text) if text in list(kind) else None


def _code(text: str) -> str:
    return text if re.fullmatch(r"[a-z0-9-]{3,40}", text) else ""


_READERS: dict[str, Callable[[str], Any]] = {
    "status": _one_of(Status),
    "programme": _code,
    "circumstance": _one_of(Circumstance),
    "unit": lambda text: row_number(text) or None,
    "verdict": _one_of(Verdict),
    "due": _one_of(Due),
    "entered": _one_of(Entered),
    "supplemented": bool,
}
