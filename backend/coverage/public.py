"""Where there is a signal, hamlet by hamlet. Nobody's report is in here unless five people made it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.administrative_units.tree import tree
from backend.coverage import reports
from backend.coverage.models import HamletCoverage
from backend.coverage.wording import FEWEST_TOLD, hamlet_name, network

MOST = 500


@dataclass(frozen=True)
class PublicHamlet:
    """One hamlet. `reported` is how many people reported it lately, None for fewer than five."""

    name: str
    commune: str
    signal: str
    network: str
    target_on: date | None
    done_on: date | None
    reported: int | None


def hamlets(session: Session) -> Sequence[PublicHamlet]:
    """The whole register, by commune and name."""
    rows = session.scalars(select(HamletCoverage).order_by(HamletCoverage.id).limit(MOST)).all()
    counts = reports.people(session, [row.unit_id for row in rows])
    units = tree(session).units
    found = []
    for row in rows:
        parent = units[row.unit_id].parent_id
        count = counts.get(row.unit_id, 0)
        found.append(
            PublicHamlet(
                name=hamlet_name(session, row.unit_id),
                commune=units[parent].full_name if parent else "",
                signal=row.signal.label,
                network=network(row),
                target_on=row.target_on,
                done_on=row.done_on,
                reported=count if count >= FEWEST_TOLD else None,
            )
        )
    return sorted(found, key=lambda one: (one.commune, one.name))
