"""What became of learning in each commune: titles of the year, and visits at public computers. In steps
and of months that are over, as the results are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session
from starlette.requests import Request
from starlette.responses import Response

from backend import clock
from backend.administrative_units.tree import tree
from backend.figures.public import STEP, last_month
from backend.figures.tables import by_name
from backend.learning_titles.public import recognised
from backend.public.compressing import PackedRouter
from backend.public.site import PublicSite, page_of
from backend.public_computers.public import public_visits

MOST = 40  # communes of a page


@dataclass(frozen=True)
class Learning:
    """One commune: its titles by name and its visits, multiples of `STEP`."""

    commune: str
    province: str
    titles: Mapping[str, int]
    visits: int


def add(router: PackedRouter, site: PublicSite) -> None:
    """One page."""

    @router.get("/con-so-hoc-tap")
    def learning(request: Request) -> Response:
        """The year up to the end of the last month."""
        page, until = page_of(request), last_month(clock.today())
        with site.database.reading() as session:
            found = learning_of(session, until)
        first = (max(page, 1) - 1) * MOST
        return site.show(
            "learning.html",
            here="/tim-hieu",
            rows=found[first : first + MOST],
            titles=sum(sum(row.titles.values()) for row in found),
            visits=sum(row.visits for row in found),
            until=until,
            step=STEP,
            next_page=page + 1 if len(found) > first + MOST else None,
        )


def learning_of(session: Session, until: date) -> Sequence[Learning]:
    """Every commune of which there is something to tell, by province and name."""
    titles = recognised(session, until.year, until)
    visits = public_visits(session, until.replace(month=1, day=1), until)
    units = tree(session).units
    found = [
        Learning(
            unit.full_name,
            units[unit.parent_id].full_name if unit.parent_id else "",
            titles.get(unit.id, {}),
            visits.get(unit.id, 0),
        )
        for unit in sorted((units[each] for each in {*titles, *visits}), key=by_name)
    ]
    return sorted(found, key=lambda each: each.province)
