"""What a process loads before it serves."""

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def loading() -> Iterator[None]:
    """What is made in here stays for as long as the process. The collector of garbage does not look
    through it, neither meanwhile (a fifth of the start) nor ever after (a tenth of a second at a time,
    in which nobody is answered)."""
    gc.disable()
    if not_loaded := "rich" not in sys.modules:
        # structlog would load it to draw tracebacks in colours, which nobody asks of it: 5 MB.
        sys.modules["rich"] = None  # type: ignore[assignment]
    try:
        yield
    finally:
        if not_loaded:
            del sys.modules["rich"]
        gc.freeze()
        # Of what a message makes, only sessions are circles: to look every 700 objects is a tenth of
        # its cost.
        gc.set_threshold(10_000)
        gc.enable()
