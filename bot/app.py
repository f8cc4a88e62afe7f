"""The one place that wires: webhooks, admin site, simulator, and the worker when it runs inside."""

import asyncio
import signal
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager

import structlog
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import RedirectResponse
from starlette.routing import BaseRoute, Mount, Route

from backend.errors import Refused
from backend.guards.front import guard
from backend.health import instruments, statements
from backend.health.requests import Timed
from backend.health.router import health_routes
from backend.migrate import require_newest
from backend.public.pages import public_routes
from backend.settings import ChannelMode
from backend.site.app import build_site
from bot.channels.typing_sign import all_shown
from bot.service import Service, until_done
from bot.simulator.pages import simulator_routes
from bot.webhooks import webhook_route
from bot.worker import work

log = structlog.get_logger()


def build_app(service: Service, *, with_worker: bool = False) -> Starlette:
    """The web application of one process."""

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        require_newest(service.database)
        stop = asyncio.Event()
        beside = asyncio.create_task(work(service, stop) if with_worker else _open(service))
        beside.add_done_callback(_end_with)
        yield
        stop.set()
        if not with_worker:
            beside.cancel()
        await asyncio.wait({beside})
        if not with_worker:
            await _close(service)
        service.close()

    app = Starlette(routes=list(_routes(service)), lifespan=lifespan)
    guard(app, service.database, service.settings)
    app.add_middleware(Timed)  # the last one added is around all others
    statements.watch(service.database.engine)
    instruments.switch_on()
    return app


def _routes(service: Service) -> Iterator[BaseRoute]:
    database, settings = service.database, service.settings
    if settings.mode is ChannelMode.WEBHOOK:
        remote = {name: c for name, c in service.channels.items() if c.capabilities.remote}
        yield webhook_route(remote, service.receive)
    if settings.simulator:
        yield from simulator_routes(service)
    yield from public_routes(database, settings)
    yield Mount("/admin", build_site(database, settings))
    yield from health_routes(database, settings, list(service.channels))

    async def home(_request: Request) -> RedirectResponse:
        return RedirectResponse("/simulator" if settings.simulator else "/chuong-trinh")

    yield Route("/", home)


async def _open(service: Service) -> None:
    """Opens the channels of a process without a worker, which only acknowledges taps."""
    opening = (until_done(channel.start, channel.name) for channel in service.channels.values())
    await asyncio.gather(*opening)


async def _close(service: Service) -> None:
    """Closes them when nothing more is shown there."""
    await all_shown()
    await asyncio.gather(*(channel.stop() for channel in service.channels.values()))


def _end_with(beside: asyncio.Task[None]) -> None:
    """Ends the whole process when its worker fails: web pages that take messages which nobody
    answers would look healthy."""
    fault = None if beside.cancelled() else beside.exception()
    if fault is not None:
        reason = str(fault) if isinstance(fault, Refused) else type(fault).__name__
        log.critical("worker_failed", reason=reason)
        signal.raise_signal(signal.SIGTERM)
