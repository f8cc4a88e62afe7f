"""The certificates that the HTTP clients of both SDKs trust."""

from functools import cache
from ssl import SSLContext

import httpx


@cache
def trust() -> SSLContext:
    """httpx's own choice, read once: reading takes longer than all else at the start of a client."""
    return httpx.create_ssl_context()
