"""Our programs as processes of their own."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from tests.keys import KEY

ROOT = Path(__file__).parent.parent
SLOW_MACHINE = 120.0


def environment(**settings: str) -> dict[str, str]:
    """Nothing of the tests' own environment but what Python needs."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return {
        **kept,
        "PYTHONPATH": str(ROOT),
        "PYTHONIOENCODING": "utf-8",
        "COLUMNS": "200",
        "ENCRYPTION_KEYS": KEY,
        **settings,
    }


def free_port() -> int:
    with socket.socket() as somebody:
        somebody.bind(("127.0.0.1", 0))
        return int(somebody.getsockname()[1])


@contextmanager
def running_demo(folder: Path, port: int) -> Iterator[tuple[subprocess.Popen[str], float]]:
    """A demo that answers, and after how many seconds it did."""
    begin = time.monotonic()
    process = subprocess.Popen(
        [sys.executable, "-m", "bot", "demo", "--folder", "thu", "--port", str(port)],
        cwd=folder,
        env=environment(ENCRYPTION_KEYS=""),  # it makes a key of its own
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )
    try:
        while not answers(port):
            assert process.poll() is None, process.communicate()
            assert time.monotonic() - begin < SLOW_MACHINE
            time.sleep(0.05)
        yield process, time.monotonic() - begin
    finally:
        if process.poll() is None:
            process.kill()
        for stream in (process.stdout, process.stderr):
            if stream:
                stream.close()
        process.wait()


def answers(port: int) -> bool:
    try:
        return httpx.get(f"http://127.0.0.1:{port}/health").status_code == 200
    except httpx.TransportError:
        return False
