"""The texts that an officer may use: of the own unit and of those above it."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, literal, select
from sqlalchemy.orm import Session

from backend.administrative_units.models import AdministrativeUnit
from backend.errors import NotFound
from backend.i18n import _
from backend.message_templates.models import MessageTemplate, TemplateId
from backend.officers.models import Officer

MOST = 100  # a page holds all that a unit needs


def usable(session: Session, officer: Officer) -> Sequence[MessageTemplate]:
    """By title."""
    query = (
        select(MessageTemplate)
        .where(_is_usable(session, officer))
        .order_by(MessageTemplate.title, MessageTemplate.id)
        .limit(MOST)
    )
    return session.scalars(query).all()


def template(session: Session, officer: Officer, template_id: TemplateId) -> MessageTemplate:
    """One of them. Raises `NotFound`, also for another unit's."""
    query = select(MessageTemplate).where(
        MessageTemplate.id == template_id, _is_usable(session, officer)
    )
    found = session.scalar(query)
    if found is None:
        raise NotFound(_("Không có mẫu tin này trong đơn vị của anh/chị."))
    return found


def _is_usable(session: Session, officer: Officer) -> ColumnElement[bool]:
    own = session.get_one(AdministrativeUnit, officer.unit_id)
    above = select(AdministrativeUnit.id).where(
        AdministrativeUnit.path != "", literal(own.path).startswith(AdministrativeUnit.path)
    )
    mine = MessageTemplate.unit_id.in_(above) | (MessageTemplate.unit_id == own.id)
    return mine & MessageTemplate.removed_at.is_(None)
