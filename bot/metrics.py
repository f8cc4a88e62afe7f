"""The worker's own port: what it counts nobody else knows, for it is another process than the web."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from backend.endings import PortTaken
from backend.i18n import _
from bot.service import Service


@contextmanager
def told_on_own_port(service: Service) -> Iterator[None]:
    """Answers /health, /ready and /metrics at `WORKER_METRICS_PORT`, where one is set. The database's
    facts are told by the web server, so that they are not counted twice. Raises `PortTaken` when
    somebody else has the port."""
    port = service.settings.worker_metrics_port
    if port is None:
        yield
        return
    import uvicorn
    from starlette.applications import Starlette

    from backend.health.router import health_routes

    app = Starlette(routes=health_routes(service.database, service.settings, facts=False))
    config = uvicorn.Config(app, log_config=None, access_log=False, server_header=False)
    server = uvicorn.Server(config)
    with _listening(service.settings.host, port) as listener:
        # Beside the main thread uvicorn leaves the signals alone: the worker has its own.
        thread = threading.Thread(target=server.run, args=([listener],), name="metrics")
        thread.start()
        try:
            yield
        finally:
            server.should_exit = True
            thread.join()


def _listening(host: str, port: int) -> socket.socket:
    try:
        return socket.create_server(
            (host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET
        )
    except OSError:
        words = _("Cổng {port} (WORKER_METRICS_PORT) không mở được. Chọn cổng khác.")
        raise PortTaken(words.format(port=port)) from None
