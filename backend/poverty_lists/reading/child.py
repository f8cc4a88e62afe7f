"""The child process that opens one file, reads the list in it and writes it to stdout (`wire`).

Started by `process.py` as `python -m ... FILE MODE SECONDS`, with a `Request` as JSON on stdin.
"""

import gc
import hashlib
import json
import resource
import sys
import traceback
from datetime import date
from pathlib import Path
from typing import Any

from python_calamine import CalamineError, PasswordError

from backend.errors import Invalid
from backend.i18n import language
from backend.poverty_lists.draft import Choices, LegacyFont, ListDraft
from backend.poverty_lists.reading.container import Failure, Unreadable
from backend.poverty_lists.reading.formats import open_file
from backend.poverty_lists.reading.interpreting import Interpreting
from backend.poverty_lists.reading.portions import Portion
from backend.poverty_lists.reading.wire import pack

_MEMORY = 2 * 2**30


def main(path: Path, mode: str, seconds: int) -> int:
    """Writes the portions; the exit status is 0 or a `Failure`."""
    # Set here and not by the parent's `preexec_fn`, which is unsafe beside threads.
    _limit(resource.RLIMIT_AS, _MEMORY)
    _limit(resource.RLIMIT_FSIZE, 0)
    _limit(resource.RLIMIT_CPU, seconds)
    _limit(resource.RLIMIT_CORE, 0)
    gc.disable()  # a third of the time, and nothing here refers to itself
    try:
        _read(path, json.load(sys.stdin), near=mode == "near")
    except Unreadable as unreadable:
        return unreadable.failure
    except PasswordError:
        return Failure.PASSWORD
    except CalamineError:
        return Failure.DAMAGED
    except MemoryError:
        return Failure.TOO_BIG
    return 0


def _read(path: Path, request: dict[str, Any], *, near: bool) -> None:
    language.set(request["language"])
    choices = _choices(request)
    workbook = open_file(path, choices, near=near)
    today = date.fromisoformat(request["today"])
    reading = Interpreting(workbook, today, choices, request["at_once"])
    with path.open("rb") as file:
        file_hash = hashlib.file_digest(file, "sha256").hexdigest()
    try:
        for portion in reading.portions(ListDraft(request["file_name"], file_hash)):
            _write(portion)
    except Invalid as refusal:
        _write(Portion([], [], {}, 0, refusal=str(refusal)))
    except MemoryError:
        raise
    except Exception as fault:  # noqa: BLE001 - stderr would tell what is in the file
        _write(Portion([], [], {}, 0, fault=_place(fault)))


def _write(portion: Portion) -> None:
    sys.stdout.buffer.write(pack(portion))
    sys.stdout.flush()


def _place(fault: Exception) -> str:
    """The kind of an exception, and where it was raised: "KeyError in tables.py, line 12"."""
    last = traceback.extract_tb(fault.__traceback__)[-1]
    return f"{type(fault).__name__} in {Path(last.filename).name}, line {last.lineno}"


def _choices(request: dict[str, Any]) -> Choices:
    return Choices(
        read=request["read"],
        columns={
            sheet: {int(number): field for number, field in columns.items()}
            for sheet, columns in request["columns"].items()
        },
        fonts={
            sheet: {int(number): font and LegacyFont(font) for number, font in columns.items()}
            for sheet, columns in request["fonts"].items()
        },
    )


def _limit(kind: int, amount: int) -> None:
    hard = resource.getrlimit(kind)[1]
    if hard != resource.RLIM_INFINITY:
        amount = min(amount, hard)
    resource.setrlimit(kind, (amount, amount))


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])))
