"""Results by commune, which name nobody and point at nobody."""

from starlette.requests import Request
from starlette.responses import Response

from backend import clock
from backend.figures import charts
from backend.figures.public import FIGURES, STEP, last_month, results, totals
from backend.programmes.service import programmes_now
from backend.public.compressing import PackedRouter
from backend.public.site import PublicSite, page_of

MOST = 60  # communes of a page
DRAWN = 8


def add(router: PackedRouter, site: PublicSite) -> None:
    """One page, for a programme that the address names."""

    @router.get("/ket-qua")
    def shown(request: Request) -> Response:
        """Figures up to the end of the last month."""
        programme, page = request.query_params.get("programme"), page_of(request)
        with site.database.reading() as session:
            every = [one for one in programmes_now(session) if one.request]
            chosen = next((one for one in every if one.code == programme), None)
            chosen = chosen or (every[0] if every else None)
            found = results(session, chosen.code) if chosen else []
        first = (max(page, 1) - 1) * MOST
        handed = FIGURES[-1]
        most = sorted(found, key=lambda each: -each.counts[handed.code])[:DRAWN]
        drawn = [(each.commune, each.counts[handed.code], "good") for each in most]
        return site.show(
            "results.html",
            here="/ket-qua",
            programmes=every,
            chosen=chosen,
            until=last_month(clock.today()),
            step=STEP,
            figures=FIGURES,
            rows=found[first : first + MOST],
            sums=totals(found),
            bars=charts.bars([bar for bar in drawn if bar[1]]),
            handed=handed,
            next_page=page + 1 if len(found) > first + MOST else None,
        )
