"""Runs the web server of a process, and the worker without one."""

import asyncio
import signal
import socket
from contextlib import suppress

import uvicorn

from backend.errors import Conflict
from backend.i18n import _
from bot.app import build_app
from bot.service import Service
from bot.worker import work

GRACE_SECONDS = 10


def serve(service: Service, *, with_worker: bool = False) -> None:
    """Serves until the process is told to stop. Raises `Conflict` when the port is taken."""
    listener = _listen(service.settings.host, service.settings.port)
    config = uvicorn.Config(
        build_app(service, with_worker=with_worker),
        log_config=None,
        access_log=False,  # addresses may carry what people searched for
        server_header=False,
        timeout_graceful_shutdown=GRACE_SECONDS,
    )
    with suppress(KeyboardInterrupt):  # raised again by uvicorn after an orderly end
        uvicorn.Server(config).run([listener])


def run_worker(service: Service) -> None:
    """Works until the process is told to stop."""

    async def until_signal() -> None:
        stop = asyncio.Event()
        for number in (signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(number, stop.set)
        await work(service, stop)
        service.close()

    asyncio.run(until_signal())


def _listen(host: str, port: int) -> socket.socket:
    listener = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError:
        listener.close()
        raise Conflict(
            _("Cổng {port} đang có chương trình khác dùng. Chọn cổng khác bằng --port.").format(
                port=port
            )
        ) from None
    return listener
