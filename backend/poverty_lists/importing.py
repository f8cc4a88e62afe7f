"""A file becomes a draft: kept when it comes, read by a job, in portions, so that chat and pages go
on meanwhile."""

import hashlib
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from sqlalchemy.orm import Session

from backend import audit, clock
from backend.administrative_units.models import AdministrativeUnit, UnitId
from backend.db import Database
from backend.errors import Conflict, Invalid
from backend.i18n import _
from backend.jobs import runner
from backend.jobs import service as jobs
from backend.jobs.runner import Handler, Work
from backend.jobs.service import Held
from backend.officers.models import Officer
from backend.poverty_lists import layouts, queries, recomparing, service
from backend.poverty_lists.draft import Choices, ListDraft
from backend.poverty_lists.garbage import uncollected
from backend.poverty_lists.models import (
    ListId,
    ListKind,
    ListState,
    PovertyList,
    PovertyListFile,
)
from backend.poverty_lists.placing import Places
from backend.poverty_lists.reading.reader import stream_list
from backend.poverty_lists.staging import CHUNK, forget_rows, stage

KIND = "read_poverty_list"
READ_AT_ONCE = 1_000_000  # bytes; a file of this size is read in the time that a page may take


def upload(
    session: Session,
    officer: Officer,
    unit_id: UnitId,
    kind: ListKind,
    file_name: str,
    content: bytes,
) -> PovertyList:
    """Keeps a file and has it read. Raises `SameFile` when the unit has it already, `Invalid` when
    the unit is no commune or province, or the file is empty."""
    if not content:
        raise Invalid(_("Tệp này trống. Anh/chị chọn lại tệp rồi gửi lại giúp em."))
    file_hash = hashlib.sha256(content).hexdigest()
    begun = service.begin(session, officer, unit_id, file_name, file_hash, kind)
    session.add(PovertyListFile(list_id=begun.id, content=content))
    _enqueue(session, officer, begun)
    return begun


def read_again(
    session: Session, officer: Officer, list_id: ListId, choices: Choices
) -> PovertyList:
    """Has an unpublished list read anew, the way that the officer chose. Raises `Conflict` while it
    is being read, or when its file is kept no more."""
    listed = queries.unpublished(session, officer, list_id)
    if listed.state is ListState.READING:
        raise Conflict(_("Em đang đọc tệp này. Anh/chị đợi đọc xong rồi chọn lại cột giúp em."))
    if session.get(PovertyListFile, list_id) is None:
        raise Conflict(_("Em không còn giữ tệp này. Anh/chị gửi lại tệp giúp em."))
    listed.choices = layouts.to_json(choices)
    listed.state = ListState.READING
    listed.sentence = ""
    audit.record(session, "read_poverty_list_again", listed, by=officer)
    _enqueue(session, officer, listed)
    return listed


def stop_reading(session: Session, officer: Officer, list_id: ListId) -> PovertyList:
    """Stops reading a list; it can be read again or dropped."""
    listed = queries.unpublished(session, officer, list_id)
    if listed.state is not ListState.READING or listed.job_id is None:
        raise Conflict(_("Tệp này đã đọc xong, không cần dừng."))
    jobs.cancel(session, officer, listed.job_id)
    listed.state = ListState.FAILED
    listed.sentence = _("Anh/chị đã dừng đọc tệp này. Anh/chị có thể đọc lại hoặc bỏ tệp.")
    audit.record(session, "stop_reading_poverty_list", listed, by=officer)
    return listed


def run_now(database: Database, list_id: ListId) -> None:
    """Reads a small file here, in the thread of the page, unless a worker already does. To be called
    after the transaction of `upload` has ended."""
    with database.reading() as session:
        listed = session.get(PovertyList, list_id)
        job_id = listed.job_id if listed and listed.state is ListState.READING else None
    if job_id:
        runner.run_one(database, job_id, HANDLER)


def _enqueue(session: Session, officer: Officer, listed: PovertyList) -> None:
    argument = {"list_id": listed.id}
    listed.job_id = jobs.enqueue(session, KIND, argument, officer, listed.unit_id).id
    session.flush()


def _read(work: Work) -> None:
    list_id = ListId(work.held.argument["list_id"])
    with work.database.reading() as session:
        listed = session.get(PovertyList, list_id)
        file = session.get(PovertyListFile, list_id)
    if listed is None or file is None or listed.state is not ListState.READING:
        return  # done before this attempt, or dropped
    _forget(work, list_id)
    draft, choices, layout = _read_file(work, listed, file.content)
    recomparing.compare_in_steps(work, list_id)
    with work.database.transaction() as session:
        work.step(session)
        begun = session.get_one(PovertyList, list_id)
        begun.choices, begun.layout = choices, layout
        service.finish(session, begun, draft)


def _read_file(
    work: Work, listed: PovertyList, content: bytes
) -> tuple[ListDraft, dict[str, Any], str]:
    """Stages what is in the file: the draft, the choices by which it was read, and its layout.
    Without choices of the officer, those of last time for a file of this layout are taken."""
    choices = layouts.from_json(listed.choices)
    with NamedTemporaryFile(prefix="noisong-", suffix=Path(listed.file_name).suffix) as kept:
        kept.write(content)
        kept.flush()
        path = Path(kept.name)
        draft = _stage(work, listed, path, choices)
        layout = listed.layout or layouts.layout_of(draft)
        if choices == Choices() and not listed.layout:
            with work.database.reading() as session:
                choices = layouts.remembered(session, listed.unit_id, layout)
            if choices != Choices():
                _forget(work, listed.id)
                draft = _stage(work, listed, path, choices)
                told = _("Em dùng cách chọn cột của lần trước.")
                draft = replace(draft, notices=(told, *draft.notices))
    return draft, layouts.to_json(choices), layout


def _forget(work: Work, list_id: ListId) -> None:
    """What an attempt before this one has staged."""
    forgotten = False
    while not forgotten:
        with work.database.transaction() as session:
            work.step(session, 0)
            forgotten = forget_rows(session, list_id, CHUNK)


def _stage(work: Work, listed: PovertyList, path: Path, choices: Choices) -> ListDraft:
    """Rows and problems as they come out of the file, a portion each time; the rest of the draft.
    Raises `Invalid` when there is not one row."""
    portions = stream_list(path, listed.file_name, clock.today(), choices, CHUNK)
    draft, places, staged = None, None, 0
    with closing(portions):
        for portion in portions:
            with work.database.transaction() as session, uncollected():
                begun = session.get_one(PovertyList, listed.id)
                places = places or Places(
                    session, session.get_one(AdministrativeUnit, begun.unit_id)
                )
                placed, problems = places.place_by(session, portion.rows, portion.communes)
                staged += len(placed)
                total = staged if portion.draft else max(staged, portion.expected)
                work.step(session, staged, total)
                stage(session, begun, placed, (*portion.problems, *problems))
            draft = portion.draft
    if draft is None or not staged:
        raise Invalid(service.nothing_read())
    return draft


def _give_up(session: Session, held: Held, sentence: str) -> None:
    listed = session.get(PovertyList, ListId(held.argument["list_id"]))
    if listed and listed.state is ListState.READING:
        listed.state = ListState.FAILED
        listed.sentence = sentence


HANDLER = Handler(_read, _give_up)
