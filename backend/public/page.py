"""Pages for everybody: no cookie, no script, one request, nothing personal."""

import base64
import hashlib
from pathlib import Path

from fastapi.responses import HTMLResponse, Response
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

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


def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    environment.globals.update(_=_, style=Markup(STYLE))  # noqa: S704 - our own file
    return environment


templates = _environment()


def show(template: str, status: int = 200, **values: object) -> Response:
    """A page of `templates/`, with the headers that all of them carry."""
    html = templates.get_template(template).render(**values)
    return HTMLResponse(html, status, headers=HEADERS)
