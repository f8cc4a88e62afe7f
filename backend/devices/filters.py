"""A filter of devices as an address, and how near a day is."""

from dataclasses import replace
from datetime import timedelta
from urllib.parse import urlencode

from backend.devices.queries import Filter

SOON = timedelta(days=7)
DAY = timedelta(days=1)


def address(only: Filter, before: int | None = None, **changes: object) -> str:
    """The query of a list with some of its filter changed; `before` is the last row shown."""
    wanted = replace(only, **changes)  # type: ignore[arg-type]
    named = {
        "state": wanted.state,
        "source": wanted.source,
        "unit": wanted.unit_id,
        "donor": wanted.donor_id,
        "before": before,
    }
    return "?" + urlencode({name: value for name, value in named.items() if value})
