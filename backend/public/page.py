"""Pages for everybody: no cookie, no script, one request, nothing personal."""

import base64
import hashlib
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from starlette.responses import HTMLResponse, Response

from backend import clock, i18n
from backend.i18n import _

HERE = Path(__file__).parent
# Inside the page, so that a weak line has to carry one answer only.
STYLE = (HERE / "public.css").read_text("utf-8").strip()
_DIGEST = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
HEADERS = {
    "Content-Security-Policy": (
        f"default-src 'none'; style-src 'sha256-{_DIGEST}'; img-src data:; form-action 'self'; "
        "base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",  # the address holds the code
    "X-Robots-Tag": "noindex",
    "Cache-Control": "no-store",
}


def number(value: int) -> str:
    """1234567 -> 1.234.567."""
    return f"{value:,}".replace(",", ".")


def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    environment.globals.update(_=_, today=clock.today, style=Markup(STYLE))  # noqa: S704 - our own file
    environment.filters.update(day=i18n.day, number=number)
    return environment


templates = _environment()


def show(template: str, status: int = 200, *, indexed: bool = False, **values: object) -> Response:
    """A page of `templates/`, with the headers that all of them carry. An `indexed` one may be
    listed by search engines and kept for some minutes."""
    html = templates.get_template(template).render(indexed=indexed, **values)
    headers = HEADERS | {"Cache-Control": "public, max-age=300"} if indexed else dict(HEADERS)
    if indexed:
        del headers["X-Robots-Tag"]
    return HTMLResponse(html, status, headers=headers)
