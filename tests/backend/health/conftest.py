"""The three addresses of a process, over real HTTP."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

import httpx
import pytest
from starlette.applications import Starlette

from backend.db import Database
from backend.health.router import health_routes
from tests.site import demo_settings, serving

Watching = Callable[..., AbstractContextManager[httpx.Client]]


@pytest.fixture
def watching(database: Database) -> Watching:
    """Serves the addresses with some settings; gives who asks."""

    @contextmanager
    def served(metrics_token: str | None = None) -> Iterator[httpx.Client]:
        settings = demo_settings(metrics_token=metrics_token)
        app = Starlette(routes=health_routes(database, settings, ["zalo"]))
        with serving(app) as address, httpx.Client(base_url=address, timeout=60) as client:
            yield client

    return served
