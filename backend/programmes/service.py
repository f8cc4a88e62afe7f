"""Loading programmes: a changed file becomes the next revision."""

import hashlib
import json
import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from pydantic import ValidationError
from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from backend import clock
from backend.errors import Invalid
from backend.programmes.answers import faults
from backend.programmes.models import ProgrammeRevision, RevisionId
from backend.programmes.schema import Programme

CATALOGUE = Path(__file__).parent / "catalogue"
_HEADER = re.compile(r"\s*\[+\s*([\w-]+)\s*\]+")
_KEY = re.compile(r"\s*([\w-]+)\s*=")


def read_programme(path: Path) -> Programme:
    """One file. Raises `Invalid` with the file, the place in it, and what was expected."""
    try:
        text = path.read_text("utf-8")
        # By way of JSON, whose strict reading takes a list for a tuple but no text for a number.
        programme = Programme.model_validate_json(
            json.dumps(tomllib.loads(text), default=str), strict=True
        )
    except UnicodeDecodeError:
        raise Invalid(f"{path.name}: not UTF-8; save the file as UTF-8") from None
    except tomllib.TOMLDecodeError as error:
        raise Invalid(f"{path.name}: {error}") from None
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        # The kind of a benefit stands between its number and its key: a tag, no place in the file.
        keys = [key for key in first["loc"] if key not in ("device", "data_package")]
        raise _fault(path, text, keys, first["msg"]) from None
    for keys, sentence in faults(programme):
        raise _fault(path, text, keys, sentence)
    return programme


def _fault(path: Path, text: str, keys: Sequence[int | str], sentence: str) -> Invalid:
    place = ".".join(map(str, keys)) or "programme"
    return Invalid(f"{path.name}{_line(text, keys)}: {place}: {sentence}")


def _line(text: str, keys: Sequence[int | str]) -> str:
    """Where in the file a key stands, or the table that lacks it, as ", line 12"; "" for neither."""
    lines: dict[tuple[str, int, str], int] = {}
    tables: Counter[str] = Counter()
    table = ""
    for number, written in enumerate(text.splitlines(), 1):
        if header := _HEADER.match(written):
            table = header[1]
            tables[table] += 1
            lines[table, tables[table], ""] = number
        elif key := _KEY.match(written):
            lines.setdefault((table, tables[table], key[1]), number)
    first, *others = [str(key) for key in keys if isinstance(key, str)] or [""]
    nth = keys[1] + 1 if len(keys) > 1 and isinstance(keys[1], int) else 1
    places = [(first, nth, other) for other in others[:1]] + [(first, nth, ""), ("", 0, first)]
    return next((f", line {lines[place]}" for place in places if place in lines), "")


def load_catalogue(session: Session, folder: Path = CATALOGUE) -> None:
    """Makes a revision of every file that has changed since the last one. Raises `Invalid` for a
    file that cannot be used, and for two files of one code."""
    for programme in _programmes(folder):
        content = programme.model_dump(mode="json", exclude_unset=True)
        digest = hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()
        newest = newest_revision(session, programme.code)
        if newest and newest.content_hash == digest:
            continue
        # Another process that starts at this moment may load the same file.
        session.execute(
            insert(ProgrammeRevision).on_conflict_do_nothing(),
            {
                "code": programme.code,
                "number": newest.number + 1 if newest else 1,
                "content": content,
                "content_hash": digest,
                "created_at": clock.now(),
            },
        )


def _programmes(folder: Path) -> Iterator[Programme]:
    files: dict[str, str] = {}
    for path in sorted(folder.glob("*.toml")):
        programme = read_programme(path)
        if programme.code in files:
            raise Invalid(f"{path.name}: code: {files[programme.code]} has the same code")
        files[programme.code] = path.name
        yield programme


def newest_revision(session: Session, code: str) -> ProgrammeRevision | None:
    """The revision under which a request would be made now."""
    return session.scalar(
        select(ProgrammeRevision)
        .where(ProgrammeRevision.code == code)
        .order_by(ProgrammeRevision.number.desc())
        .limit(1)
    )


def programme_of(session: Session, revision_id: RevisionId) -> Programme:
    """The programme as it stood at a revision."""
    return _parsed(revision_id, json.dumps(session.get_one(ProgrammeRevision, revision_id).content))


@cache
def _parsed(_revision_id: RevisionId, content: str) -> Programme:
    return Programme.model_validate_json(content)
