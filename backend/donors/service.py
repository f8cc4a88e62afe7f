"""Keeping who gave something."""

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from backend import clock
from backend.administrative_units.models import UnitId
from backend.donors.models import Donor, DonorId


def donor_named(session: Session, unit_id: UnitId, name: str) -> DonorId | None:
    """The donor of this name who gave to the unit, new when it is the first time; None for ""."""
    name = " ".join(name.split())
    if not name:
        return None
    values = {"unit_id": unit_id, "name": name, "created_at": clock.now()}
    session.execute(insert(Donor).values(**values).on_conflict_do_nothing())
    query = select(Donor.id).where(Donor.unit_id == unit_id, Donor.name == name)
    return session.scalars(query).one()
