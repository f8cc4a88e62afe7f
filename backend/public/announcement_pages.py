"""What a commune reads out over its loudspeakers, to be read here too."""

from fastapi import APIRouter
from starlette.responses import Response

from backend.approved_lists.public import signed_lists, signed_paper
from backend.figures.public import STEP
from backend.papers.announcement import of_list
from backend.public.site import PublicSite


def add(router: APIRouter, site: PublicSite) -> None:
    """The announcements, and the text of one."""

    @router.get("/thong-bao")
    def announcements() -> Response:
        """The newest decisions."""
        with site.database.reading() as session:
            found = signed_lists(session)
        return site.show("announcements.html", here="/tim-hieu", lists=found)

    @router.get("/thong-bao/{number}")
    def announcement(number: str) -> Response:
        """The text of one, which names no family; small numbers are left out."""
        known = number.isascii() and number.isdigit() and len(number) < 19
        with site.database.reading() as session:
            said = signed_paper(session, int(number)) if known else None
        if said is None:
            return site.missing()
        told = of_list(said, site.settings.operator_phone or "", fewest=STEP)
        return site.show("announcement.html", here="/tim-hieu", told=told)
