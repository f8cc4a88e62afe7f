"""Reads a file that a commune or a school sent into a draft for an officer.

The work is done by a child process (`process`, `child`), which opens the file (`formats`) and
interprets it (`interpreting`). Only `Invalid` is raised.
"""

from collections.abc import Generator
from datetime import date
from pathlib import Path

from backend.errors import Invalid
from backend.i18n import _, language
from backend.poverty_lists.draft import Choices, ListDraft
from backend.poverty_lists.reading.container import Failure, Unreadable
from backend.poverty_lists.reading.fields import FIELDS as FIELDS
from backend.poverty_lists.reading.portions import PORTION, Portion, collect
from backend.poverty_lists.reading.process import Killed, portions_from
from backend.poverty_lists.reading.refusals import SENTENCES

_AS_FOUND = Choices()


class Fault(Exception):
    """The program failed, not the file; says where, and nothing of what is in the file."""


def read_list(path: Path, file_name: str, today: date, choices: Choices = _AS_FOUND) -> ListDraft:
    """The draft of the list in `path`; `Invalid`, worded, where there is none to be read."""
    return collect(stream_list(path, file_name, today, choices))


def stream_list(
    path: Path,
    file_name: str,
    today: date,
    choices: Choices = _AS_FOUND,
    at_once: int = PORTION,
    seconds: int | None = None,
) -> Generator[Portion]:
    """The list in `path`, about `at_once` rows each time; the last portion has the draft. Raises
    `Invalid`, worded, where there is no list, and in the midst of one that turns out too big. An
    iterator that is not used up is to be closed."""
    request = {
        "file_name": file_name,
        "today": today.isoformat(),
        "language": language.get(),
        "at_once": at_once,
        "read": choices.read,
        "columns": choices.columns,
        "fonts": choices.fonts,
    }
    begun = False
    # When a file is too much for the child, perhaps only a few cells stand far from the table. To
    # look for them at once would slow down every reading for the sake of one file in a thousand.
    for mode in ("whole", "near"):
        try:
            for portion in portions_from(path, mode, request, seconds):
                if portion.refusal:
                    raise Invalid(portion.refusal)
                if portion.fault:
                    raise Fault(portion.fault)
                begun = True
                yield portion
        except Killed:
            if begun:
                break
        except Unreadable as unreadable:
            raise Invalid(_(SENTENCES[unreadable.failure])) from None
        else:
            return
    raise Invalid(_(SENTENCES[Failure.TOO_BIG]))
