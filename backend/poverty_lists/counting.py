"""Which rows count today: matching, comparing and publishing all start from here."""

from sqlalchemy import Select, select

from backend.poverty_lists.models import ListKind, ListState, PovertyList, PovertyListEntry


def counting() -> Select[PovertyListEntry]:
    """The rows that count today, of all communes: published, and ended by no later list."""
    return (
        select(PovertyListEntry)
        .join(PovertyList, PovertyListEntry.list_id == PovertyList.id)
        .where(
            PovertyListEntry.ended_by_id.is_(None),
            PovertyList.state == ListState.PUBLISHED,
            PovertyList.kind != ListKind.PUPILS,
        )
    )
