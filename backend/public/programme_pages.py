"""What there is for whom: the programmes in plain words, as their files say."""

from io import BytesIO

import segno
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from backend.programmes.answers import answer
from backend.programmes.service import programmes_now
from backend.programmes.wording import conditions, level_words
from backend.public.compressing import PackedRouter
from backend.public.site import PLACES, PublicSite
from backend.public.ways import Ways, ways_of


def add(router: PackedRouter, site: PublicSite) -> None:
    """Home, one page a programme, and what search engines ask for."""

    @router.get("/chuong-trinh")
    def home(_request: Request) -> Response:
        """Every programme, and the ways in."""
        with site.database.reading() as session:
            found = programmes_now(session)
        return site.show("home.html", here="/chuong-trinh", programmes=found)

    @router.get("/chuong-trinh/{code}")
    def programme(request: Request) -> Response:
        """One of them: who, what, how, how long, and what people ask."""
        code = request.path_params["code"]
        with site.database.reading() as session:
            found = next((one for one in programmes_now(session) if one.code == code), None)
        if found is None:
            return site.missing()
        return site.show(
            "programme.html",
            here="/chuong-trinh",
            programme=found,
            conditions=conditions(found.eligible) if found.request else [],
            level_words=level_words,
            answers=[(each.title, answer(found, each)) for each in found.questions],
            picture=_picture(ways_of(site.settings)),
        )

    @router.get("/robots.txt")
    def robots(_request: Request) -> Response:
        """What may be looked through."""
        lines = ["User-agent: *", "Disallow: /admin", "Disallow: /s/", "Disallow: /simulator"]
        if site.settings.public_url:
            lines.append(f"Sitemap: {_base(site)}/sitemap.txt")
        return PlainTextResponse("\n".join(lines) + "\n")

    @router.get("/sitemap.txt")
    def sitemap(_request: Request) -> Response:
        """Every page that may be found, one a line; none where the service has no address."""
        if not site.settings.public_url:
            return PlainTextResponse("", 404)
        with site.database.reading() as session:
            codes = [one.code for one in programmes_now(session)]
        paths = [path for path, _title in PLACES] + [f"/chuong-trinh/{code}" for code in codes]
        return PlainTextResponse("".join(f"{_base(site)}{path}\n" for path in paths))


def _base(site: PublicSite) -> str:
    return str(site.settings.public_url).rstrip("/")


def _picture(ways: Ways) -> Markup | None:
    """The code to scan from a screen or a printed page: the chat that most people have."""
    link = ways.zalo or ways.telegram
    if not link:
        return None
    svg = BytesIO()
    drawn = segno.make_qr(link, error="m")
    drawn.save(svg, kind="svg", border=4, xmldecl=False, svgns=False, omitsize=True)
    return Markup(svg.getvalue().decode())  # noqa: S704 - drawn by segno, without words
