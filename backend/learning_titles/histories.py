"""Writing down what happened to an application; its status and step follow from that."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend import audit, clock
from backend.contacts.models import ContactId
from backend.learning_titles.models import TitleApplication, TitleEvent
from backend.learning_titles.rules import standing_of
from backend.learning_titles.words import TitleHappened
from backend.officers.models import Officer


def events(session: Session, application: TitleApplication) -> Sequence[TitleEvent]:
    """What happened, oldest first."""
    query = select(TitleEvent).where(TitleEvent.application_id == application.id)
    return session.scalars(query.order_by(TitleEvent.id)).all()


def happened(session: Session, application: TitleApplication) -> Sequence[TitleHappened]:
    """The kinds of it."""
    return [event.kind for event in events(session, application)]


def note(
    session: Session,
    application: TitleApplication,
    kind: TitleHappened,
    text: str = "",
    *,
    by: Officer | ContactId,
) -> None:
    """Adds an event, derives the standing anew, and marks that the application has moved on."""
    now = clock.now()
    session.add(
        TitleEvent(
            application_id=application.id,
            kind=kind,
            step=application.step,
            text=text,
            officer_id=by.id if isinstance(by, Officer) else None,
            created_at=now,
        )
    )
    session.flush()
    application.status, application.step = standing_of(happened(session, application))
    application.version += 1
    application.updated_at = now
    session.flush()
    audit.record(session, f"title_{kind.value}", application, by=by, code=application.code)
