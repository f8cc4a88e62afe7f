"""The targets of programmes beside what was reached."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.figures import queries
from backend.figures.catalogue import Figure, figures
from backend.figures.narrowing import Narrowing
from backend.figures.queries import Counts
from backend.officers.models import Officer
from backend.programmes.models import ProgrammeRevision
from backend.programmes.schema import Programme, Target
from backend.programmes.service import newest_revision, programme_of


@dataclass(frozen=True)
class Reached:
    """A target of `programme`, how many have what it wants, and out of how many, None where nobody
    counts. The figures open to their rows."""

    programme: Programme
    target: Target
    reached: int | None
    out_of: int | None

    @property
    def percent(self) -> int | None:
        """Rounded down: 99.9 is not all. None without anybody to reach."""
        if self.reached is None or not self.out_of:
            return None
        return min(self.reached * 100 // self.out_of, 100)


def programmes(session: Session) -> list[Programme]:
    """Every programme as it stands now, by code."""
    codes = select(ProgrammeRevision.code).distinct().order_by(ProgrammeRevision.code)
    newest = (newest_revision(session, code) for code in session.scalars(codes))
    return [programme_of(session, revision.id) for revision in newest if revision]


def reached(
    session: Session, officer: Officer, narrowed: Narrowing, programmes: Sequence[Programme]
) -> Iterator[Reached]:
    """Every target of these programmes, in the unit and period that are looked at."""
    for programme in programmes:
        if programme.targets:
            own = narrowed.having(programme=programme.code)
            counts = _counts(session, officer, own, programme.targets)
            for target in programme.targets:
                had = counts[target.reached] if target.reached else None
                yield Reached(
                    programme, target, had, counts[target.out_of] if target.out_of else None
                )


def _counts(
    session: Session, officer: Officer, narrowed: Narrowing, targets: Sequence[Target]
) -> Counts:
    """All figures that the targets name: one statement a source."""
    named = {code for target in targets for code in (target.reached, target.out_of) if code}
    wanted = [figures()[code] for code in sorted(named)]
    counts: Counts = {}
    for source in {figure.source.title: figure.source for figure in wanted}.values():
        own: list[Figure] = [figure for figure in wanted if figure.source is source]
        counts |= queries.totals(session, officer, narrowed, own)
    return counts
