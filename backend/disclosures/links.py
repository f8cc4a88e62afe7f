"""Where the record of a disclosure can be opened."""

from backend.disclosures.models import Disclosure

_PLACES = {
    "package_orders": "/admin/data-packages/orders",
    "approved_lists": "/admin/approved-lists",
    "hand_over_days": "/admin/hand-overs",
    "poverty_lists": "/admin/poverty-lists",
    "title_decisions": "/admin/title-decisions",
}


def of(row: Disclosure) -> str:
    """The address of the record; "" for what has no page, or not for long, such as an export."""
    place = _PLACES.get(row.subject)
    return f"{place}/{row.subject_id}" if place else ""
