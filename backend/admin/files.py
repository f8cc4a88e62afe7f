"""The site's own style and script, under addresses that name their content: kept for ever."""

import hashlib
from functools import cache
from pathlib import Path

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

FOLDER = Path(__file__).parent / "static"
TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}


@cache
def address(name: str) -> str:
    """Where the browser finds a file of `static/`; a changed file has another address."""
    return f"/admin/static/{_digest(name)}/{name}"


def static_file(request: Request) -> Response:
    """One file. An old digest is answered with the present file but not kept by the browser."""
    digest, name = request.path_params["digest"], request.path_params["name"]
    if name not in {path.name for path in FOLDER.iterdir()}:
        raise HTTPException(404)
    kept = "public, max-age=31536000, immutable" if digest == _digest(name) else "no-store"
    path = FOLDER / name
    return Response(
        path.read_bytes(), media_type=TYPES[path.suffix], headers={"Cache-Control": kept}
    )


@cache
def _digest(name: str) -> str:
    return hashlib.sha256((FOLDER / name).read_bytes()).hexdigest()[:12]


ROUTE = Route("/static/{digest}/{name}", static_file)
