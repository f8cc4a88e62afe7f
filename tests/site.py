"""The admin site over real HTTP on a loopback port, and a visitor without a browser."""

import re
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from html import unescape
from typing import Any

import httpx
import uvicorn
from starlette.applications import Starlette
from starlette.routing import Mount

from backend.db import Database
from backend.settings import Settings
from backend.site.app import build_site
from tests.factories import PASSWORD

# Settings for plain http on a loopback port, with the password alone.
demo_settings = partial(Settings, _env_file=None, secure_cookies=False, two_step_roles="none")


@contextmanager
def running(database: Database, settings: Settings | None = None) -> Iterator[str]:
    """Serves the site as `bot.app` does, mounted under /admin; gives its address."""
    site = Mount("/admin", build_site(database, settings or demo_settings()))
    with serving(Starlette(routes=[site])) as address:
        yield address


@contextmanager
def serving(app: Any) -> Iterator[str]:
    """Serves an ASGI application in a thread; gives its address."""
    # asyncio switches Nagle off only where the protocol is named: else each answer waits 40 ms
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP) as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen(128)
        config = uvicorn.Config(app, log_level="critical", lifespan="off", ws="none")
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        while not server.started:
            time.sleep(0.005)
        try:
            yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join()


class Visitor(httpx.Client):
    """Opens pages and sends their forms, with the token of the page that was opened last."""

    token = ""

    def __init__(self, address: str) -> None:
        super().__init__(base_url=address, timeout=60)

    def open(self, path: str) -> httpx.Response:
        """A page, wherever it leads to."""
        page = self.get(path, follow_redirects=True)
        self.token = hidden(page, "csrf_token") or self.token
        return page

    def submit(self, path: str, **fields: object) -> httpx.Response:
        """A form; the answer is not followed."""
        return self.post(path, data={"csrf_token": self.token, **fields})

    def sign_in(self, username: str = "canbo", password: str = PASSWORD) -> httpx.Response:
        """Through the sign-in page, as a browser does."""
        form = self.get("/admin/sign-in")
        answer = self.post(
            "/admin/sign-in",
            data={
                "token": hidden(form, "token"),
                "username": username,
                "password": password,
                "next": hidden(form, "next"),
            },
        )
        if answer.status_code == 303:
            self.open("/admin/")
        return answer


def hidden(page: httpx.Response, name: str) -> str:
    """The value of a hidden field; "" when the page has none."""
    found = re.search(rf'name="{name}" value="([^"]*)"', page.text)
    return unescape(found[1]) if found else ""


def words(page: httpx.Response) -> str:
    """What a person reads on a page, as one line."""
    body = re.sub(r"<(script|style)\b.*?</\1>|<[^>]+>", " ", page.text, flags=re.DOTALL)
    return " ".join(unescape(body).split())
