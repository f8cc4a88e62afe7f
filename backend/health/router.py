"""/health, /ready and /metrics of one process."""

import hmac
from collections.abc import Sequence
from ipaddress import ip_address

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from backend.db import Database
from backend.health import instruments, ready
from backend.settings import Settings

# A proxy on this machine comes from loopback too, with the requests of the whole world.
FORWARDING = ("forwarded", "x-forwarded-for", "x-real-ip", "via")


def health_routes(
    database: Database, settings: Settings, channels: Sequence[str] = (), *, facts: bool = True
) -> list[Route]:
    """The three addresses; with `facts` what the database knows is told as well as what this process
    has counted, which one process of an installation should do."""

    async def health(_request: Request) -> Response:
        """This process answers; whether its database does is another question."""
        return JSONResponse({"status": "ok"})

    def ready_to_work(_request: Request) -> Response:
        found = ready.look(database)
        return JSONResponse(
            {"ready": found.is_ready, "checks": dict(found.checks)}, 200 if found.is_ready else 503
        )

    def metrics(request: Request) -> Response:
        if (refusal := _refusal(request, settings)) is not None:
            return refusal
        from prometheus_client import CollectorRegistry
        from prometheus_client.exposition import CONTENT_TYPE_LATEST, generate_latest

        told = generate_latest(instruments.switch_on().registry)
        if facts:
            from backend.health.collector import Facts

            of_database = CollectorRegistry()
            of_database.register(Facts(database, channels))
            told += generate_latest(of_database)
        return Response(told, media_type=CONTENT_TYPE_LATEST)

    return [Route("/health", health), Route("/ready", ready_to_work), Route("/metrics", metrics)]


def _refusal(request: Request, settings: Settings) -> Response | None:
    """None for who may look: who shows the token; where there is none, who is on this machine."""
    if settings.metrics_token:
        given = request.headers.get("authorization", "").encode()
        expected = f"Bearer {settings.metrics_token.get_secret_value()}".encode()
        if hmac.compare_digest(given, expected):
            return None
        return Response(status_code=401, headers={"WWW-Authenticate": "Bearer"})
    forwarded = any(name in request.headers for name in FORWARDING)
    return None if _is_loopback(request) and not forwarded else Response(status_code=404)


def _is_loopback(request: Request) -> bool:
    try:
        return request.client is not None and ip_address(request.client.host).is_loopback
    except ValueError:  # a socket without an address
        return False
