"""Reads an uploaded file in a separate, limited process and hands on what comes out of it.

calamine aborts the whole process, beyond any `except`, on some small files, and a small zip may
inflate to gigabytes: neither may happen to the service. The child is `child.py`.
"""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from threading import Timer
from typing import Any

from backend.poverty_lists.reading.container import Failure, Unreadable
from backend.poverty_lists.reading.portions import Portion
from backend.poverty_lists.reading.wire import Unfinished, unpack

_PROJECT = Path(__file__).parent.parent.parent.parent
_SECONDS = 60
_SECONDS_A_MEGABYTE = 6  # a megabyte of .xlsx has some 18,000 rows
_PIPE = 2**20  # bytes; the child reads on while a portion is written into the database
_OUTPUT = 256 * 2**20
_OUTPUT_OF_FILE = 40  # times the size of the file; .xlsx is five to ten times smaller than its rows


class Killed(Exception):
    """A signal ended the child: it wanted too much memory, or calamine gave up."""


def portions_from(
    path: Path, mode: str, request: dict[str, Any], seconds: int | None = None
) -> Iterator[Portion]:
    """What the child reads. Raises `Unreadable` with its reason, or `Killed`. `seconds` are those
    of its processor, and those without a word from it."""
    size = path.stat().st_size
    seconds = _SECONDS + size * _SECONDS_A_MEGABYTE // 2**20 if seconds is None else seconds
    arguments = [str(path.resolve()), mode, str(seconds)]
    with subprocess.Popen(  # noqa: S603 - no shell, and no argument is the sender's
        [sys.executable, "-m", "backend.poverty_lists.reading.child", *arguments],
        cwd=_PROJECT,
        env={"PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": "1"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        pipesize=_PIPE,
    ) as child:
        try:
            _ask(child, request)
            yield from _portions(child, seconds, _OUTPUT + _OUTPUT_OF_FILE * size)
            return
        except Unfinished:
            status = child.wait()
        finally:
            child.kill()  # whoever reads may have had enough
    if status < 0:
        raise Killed
    raise Unreadable(Failure(status) if status in list(Failure) else Failure.DAMAGED)


def _ask(child: subprocess.Popen[bytes], request: dict[str, Any]) -> None:
    # A child that is out of time or memory has closed its end already: its exit status tells.
    if child.stdin:
        with suppress(BrokenPipeError), child.stdin as stdin:
            stdin.write(json.dumps(request).encode())


def _portions(child: subprocess.Popen[bytes], seconds: int, most: int) -> Iterator[Portion]:
    """Until the last one, which tells that it is; `Unfinished` where the child ends before that."""
    if child.stdout is None:
        raise Unfinished
    portion = None
    while portion is None or not portion.is_last:
        clock = _Clock(child, seconds)
        try:
            portion, size = unpack(child.stdout)
        except Unfinished:
            if clock.has_rung:
                raise Unreadable(Failure.TOO_BIG) from None
            raise
        finally:
            clock.stop()
        most -= size
        if most < 0:
            raise Unreadable(Failure.TOO_BIG)
        yield portion


class _Clock:
    """Ends the child when its time is over."""

    def __init__(self, child: subprocess.Popen[bytes], seconds: int) -> None:
        self.has_rung = False
        self._child = child
        self._timer = Timer(seconds, self._ring)
        self._timer.start()

    def stop(self) -> None:
        self._timer.cancel()

    def _ring(self) -> None:
        self.has_rung = True
        self._child.kill()
