"""Runs the web server of a process, with the worker or without."""

import errno
import signal
import socket
from contextlib import nullcontext, suppress

import uvicorn

from backend.endings import PortTaken
from backend.i18n import _
from bot.app import build_app
from bot.service import Service
from bot.starting import loading
from bot.worker import only_worker

GRACE_SECONDS = 5  # for open requests; platforms that host programs give 10 in all


def serve(service: Service, *, with_worker: bool = False) -> None:
    """Serves until the process is told to stop. Raises `PortTaken`, and `OtherWorker` when
    another worker runs on the same SQLite file."""
    with loading():
        app = build_app(service, with_worker=with_worker)
    config = uvicorn.Config(
        app,
        log_config=None,
        access_log=False,  # addresses may carry what people searched for
        server_header=False,
        timeout_graceful_shutdown=GRACE_SECONDS,
    )
    # After an orderly end uvicorn raises the signal again, which would make it look like a crash.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    alone = only_worker(service.database) if with_worker else nullcontext()
    listener = _listen(service.settings.host, service.settings.port)
    with listener, alone, suppress(KeyboardInterrupt):
        uvicorn.Server(config).run([listener])


def _listen(host: str, port: int) -> socket.socket:
    listener = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen()  # two that have only bound do not notice each other
    except OSError as error:
        listener.close()
        if error.errno == errno.EADDRINUSE:
            words = _("Cổng {port} đang có chương trình khác dùng. Chọn cổng khác bằng --port.")
        else:
            words = _("Không mở được cổng {port} tại địa chỉ {host}. Xem lại HOST và PORT.")
        raise PortTaken(words.format(host=host, port=port)) from None
    return listener
