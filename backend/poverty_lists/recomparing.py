"""Comparing a list in a job, and again when what it was compared with counts no more."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.administrative_units.models import UnitId
from backend.db import locked
from backend.jobs import service as jobs
from backend.jobs.runner import Handler, Work
from backend.jobs.service import Held
from backend.officers.models import Officer
from backend.poverty_lists import comparing
from backend.poverty_lists.models import ListId, ListKind, ListState, PovertyList

KIND = "compare_poverty_list"


def compare_drafts_again(session: Session, officer: Officer, unit_id: UnitId) -> None:
    """Another list counts: every draft of the unit, above it and below it is compared anew."""
    drafts = select(PovertyList).where(
        PovertyList.state == ListState.DRAFT,
        PovertyList.kind != ListKind.PUPILS,
        PovertyList.unit_id.in_(comparing.units_around(session, unit_id)),
    )
    for draft in session.scalars(drafts):
        jobs.enqueue(session, KIND, {"list_id": draft.id}, officer, draft.unit_id)


def compare_in_steps(work: Work, list_id: ListId) -> None:
    """Compares a list that is not published, in portions of one transaction each."""
    with work.database.reading() as session:
        listed = session.get(PovertyList, list_id)
        if listed is None:
            return
        compared = comparing.stamp(session, listed.unit_id)
        units = comparing.units_of(session, list_id)
    for unit_id in units:
        with work.database.reading() as session:
            found = list(comparing.followed(session, listed, unit_id))
        for portion in comparing.chunks(iter(found)):
            with work.database.transaction() as session:
                if _still_open(work, session, list_id) is None:
                    return
                comparing.keep(session, portion)
    with work.database.transaction() as session:
        still = _still_open(work, session, list_id)
        if still:
            still.compared = compared


def _still_open(work: Work, session: Session, list_id: ListId) -> PovertyList | None:
    """The list, locked; None once it is published or dropped: its rows do not change any more."""
    work.step(session)
    listed = session.scalar(locked(select(PovertyList).where(PovertyList.id == list_id)))
    is_open = listed and listed.state in (ListState.READING, ListState.DRAFT)
    return listed if is_open else None


def _run(work: Work) -> None:
    compare_in_steps(work, ListId(work.held.argument["list_id"]))


def _give_up(_session: Session, _held: Held, _sentence: str) -> None:
    """Nothing is lost: publishing compares too."""


HANDLER = Handler(_run, _give_up)
