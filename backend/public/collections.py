"""Whose digital collections there are; what each holds is told by the computers' own package."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.administrative_units.models import AdministrativeUnit
from backend.public_computers.book_models import CollectionItem
from backend.public_computers.public import public_collection

MOST = 20  # communes of a page


def collections(session: Session) -> Sequence[tuple[str, Sequence[CollectionItem]]]:
    """Communes by name, each with its items."""
    having = select(CollectionItem.unit_id).where(CollectionItem.removed_on.is_(None))
    query = (
        select(AdministrativeUnit)
        .where(AdministrativeUnit.id.in_(having))
        .order_by(AdministrativeUnit.name)
        .limit(MOST)
    )
    return [
        (unit.full_name, public_collection(session, unit.id)) for unit in session.scalars(query)
    ]
