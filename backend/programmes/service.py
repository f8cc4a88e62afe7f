"""Loading programmes: a changed file becomes the next revision."""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from sqlalchemy import bindparam, func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from backend import clock
from backend.db import read_once, table
from backend.errors import Invalid
from backend.programmes import checking
from backend.programmes.answers import faults
from backend.programmes.models import ProgrammeRevision, RevisionId
from backend.programmes.schema import Programme
from backend.toml_files import fault_in, read_file

CATALOGUE = Path(__file__).parent / "catalogue"
_KNOWN, _NOW = "programmes", "programmes_now"  # in a session's own notes
# The kinds of a benefit.
_TAGS = ("device", "goods", "cash", "data_package")

_revisions = table(ProgrammeRevision).c
_last = select(_revisions.code, func.max(_revisions.number).label("number")).group_by(
    _revisions.code
)
_LAST = _last.subquery()
# What a message needs of every programme: the content itself is read once in a process.
_NEWEST = (
    select(_revisions.id, _revisions.content_hash)
    .join(_LAST, (_revisions.code == _LAST.c.code) & (_revisions.number == _LAST.c.number))
    .order_by(_revisions.code)
)
_HASH = select(_revisions.content_hash).where(_revisions.id == bindparam("revision"))
_parsed: dict[str, Programme] = {}  # by the hash of the content


def read_programme(path: Path) -> Programme:
    """One file. Raises `Invalid` with the file, the place in it, and what was expected."""
    programme, text = read_file(path, Programme, tags=_TAGS)
    for keys, sentence in (*checking.faults(programme), *faults(programme)):
        raise fault_in(path, text, keys, sentence)
    return programme


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
    session.info.pop(_NOW, None)


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


def newest_revisions(session: Session) -> Sequence[ProgrammeRevision]:
    """The revision of each programme that counts now, by code, in one statement."""
    row = ProgrammeRevision
    last = select(row.code, func.max(row.number).label("number")).group_by(row.code).subquery()
    query = select(row).join(last, (row.code == last.c.code) & (row.number == last.c.number))
    return session.scalars(query.order_by(row.code)).all()


def programmes_now(session: Session) -> list[Programme]:
    """Every programme as it stands now, by code."""
    if _NOW not in session.info:
        rows = session.connection().execute(_NEWEST)
        session.info[_NOW] = [_programme(session, row.id, row.content_hash) for row in rows]
    return list(session.info[_NOW])


@read_once
def every_revision(session: Session) -> Mapping[RevisionId, Programme]:
    """All programmes as they stood at any time, in one statement."""
    rows = session.execute(select(_revisions.id, _revisions.content_hash))
    return {row.id: _programme(session, row.id, row.content_hash) for row in rows}


def programme_of(session: Session, revision_id: RevisionId) -> Programme:
    """The programme as it stood at a revision."""
    # A revision never changes; a session forgets rows that nobody holds, and would ask for each anew.
    known: dict[RevisionId, Programme] = session.info.setdefault(_KNOWN, {})
    if revision_id not in known:
        digest = session.connection().execute(_HASH, {"revision": revision_id}).scalar_one()
        known[revision_id] = _programme(session, revision_id, digest)
    return known[revision_id]


def _programme(session: Session, revision_id: RevisionId, digest: str) -> Programme:
    if digest not in _parsed:
        content = session.get_one(ProgrammeRevision, revision_id).content
        _parsed[digest] = Programme.model_validate_json(json.dumps(content))
    return _parsed[digest]
