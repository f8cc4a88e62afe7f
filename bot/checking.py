"""`noisong import --check`: the preview of the admin site, in a terminal; needs no database."""

import json
import sys
from pathlib import Path

from backend import clock
from backend.errors import Conflict, Invalid, NotFound, Refused
from backend.i18n import _
from backend.poverty_lists.draft import ListDraft
from backend.poverty_lists.marking.marked import marked
from backend.poverty_lists.reading.reader import read_list
from bot.list_json import list_json
from bot.list_table import print_list


def read_file(file: Path) -> ListDraft:
    """What is in a file; changes nothing. Raises `Refused` with the reason."""
    if not file.is_file():
        raise NotFound(_("Không có tệp {file}.").format(file=file))
    try:
        return read_list(file, file.name, clock.today())
    except OSError:
        raise Invalid(_("Không mở được tệp {file}.").format(file=file)) from None


def read_and_show(file: Path, marked_file: Path | None) -> ListDraft:
    """What is in a file, shown in tables."""
    draft = read_file(file)
    print_list(draft)
    write_marked(file, draft, marked_file)
    return draft


def check(file: Path, marked_file: Path | None, *, as_json: bool) -> None:
    """Reads a file and says what it found. As JSON a refusal, too, is an object."""
    if not as_json:
        read_and_show(file, marked_file)
        return
    try:
        draft = read_file(file)
        write_marked(file, draft, marked_file)
    except Refused as refused:
        kind = "no_file" if isinstance(refused, NotFound) else "unreadable"
        _say_json({"error": {"kind": kind, "sentence": str(refused)}})
        sys.exit(1)
    _say_json(list_json(draft))


def write_marked(file: Path, draft: ListDraft, marked_file: Path | None) -> None:
    """The officer's own workbook with its bad cells marked, where that is wanted."""
    if marked_file is None:
        return
    written = marked(file.read_bytes(), file.name, draft.problems)
    try:
        marked_file.write_bytes(written.content)
    except OSError:
        words = _("Không ghi được vào {file}. Chọn tên khác cho --marked.")
        raise Conflict(words.format(file=marked_file)) from None


def _say_json(content: object) -> None:
    # In UTF-8 whatever the terminal's language; half a surrogate pair becomes its escape.
    line = json.dumps(content, ensure_ascii=False).encode("utf-8", "backslashreplace")
    sys.stdout.buffer.write(line + b"\n")
    sys.stdout.buffer.flush()
