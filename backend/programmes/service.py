"""Loading programmes: a changed file becomes the next revision."""

import hashlib
import json
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from pydantic import ValidationError
from sqlalchemy import select
from sqlalchemy.orm import Session

from backend import clock
from backend.errors import Invalid
from backend.programmes.models import ProgrammeRevision, RevisionId
from backend.programmes.schema import Programme

CATALOGUE = Path(__file__).parent / "catalogue"


def read_programme(path: Path) -> Programme:
    """One file. Raises `Invalid` with the file, the place in it, and what was expected."""
    try:
        return Programme.model_validate(tomllib.loads(path.read_text("utf-8")), strict=False)
    except tomllib.TOMLDecodeError as error:
        raise Invalid(f"{path.name}: {error}") from None
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = ".".join(map(str, first["loc"])) or "programme"
        raise Invalid(f"{path.name}: {place}: {first['msg']}") from None


def load_catalogue(session: Session, folder: Path = CATALOGUE) -> None:
    """Makes a revision of every file that has changed since the last one."""
    for programme in _programmes(folder):
        content = programme.model_dump(mode="json", exclude_unset=True)
        digest = hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()
        newest = newest_revision(session, programme.code)
        if newest and newest.content_hash == digest:
            continue
        session.add(
            ProgrammeRevision(
                code=programme.code,
                number=newest.number + 1 if newest else 1,
                content=content,
                content_hash=digest,
                created_at=clock.now(),
            )
        )
        session.flush()


def _programmes(folder: Path) -> Iterator[Programme]:
    for path in sorted(folder.glob("*.toml")):
        yield read_programme(path)


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
