"""What a commune reads out over its loudspeakers, to be read here too."""

from starlette.requests import Request
from starlette.responses import Response

from backend.approved_lists.public import signed_lists, signed_paper
from backend.figures.public import STEP
from backend.papers.announcement import of_list
from backend.public.compressing import PackedRouter
from backend.public.site import PublicSite


def add(router: PackedRouter, site: PublicSite) -> None:
    """The announcements, and the text of one."""

    @router.get("/thong-bao")
    def announcements(_request: Request) -> Response:
        """The newest decisions."""
        with site.database.reading() as session:
            found = signed_lists(session)
        return site.show("announcements.html", here="/tim-hieu", lists=found)

    @router.get("/thong-bao/{number}")
    def announcement(request: Request) -> Response:
        """The text of one, which names no family; small numbers are left out."""
        number = request.path_params["number"]
        known = number.isascii() and number.isdigit() and len(number) < 19
        with site.database.reading() as session:
            said = signed_paper(session, int(number)) if known else None
        if said is None:
            return site.missing()
        told = of_list(said, site.settings.operator_phone or "", fewest=STEP)
        return site.show("announcement.html", here="/tim-hieu", told=told)
