"""Adding, changing and removing texts. One of a unit above is only read."""

from sqlalchemy.orm import Session

from backend import audit, clock
from backend.errors import Conflict, Invalid, NotAllowed
from backend.i18n import _
from backend.message_templates import queries
from backend.message_templates.models import MessageTemplate, TemplateId
from backend.message_templates.rules import LONGEST, flaws
from backend.officers.models import Officer


def require_sound(text: str, field: str = "text") -> str:
    """The text, trimmed. Raises `Invalid` for one that is empty, too long, or cannot be filled."""
    text = text.strip()
    if not text:
        raise Invalid(_("Anh/chị viết nội dung tin."), field=field)
    if len(text) > LONGEST:
        raise Invalid(_("Tin dài quá {count} chữ cái.").format(count=LONGEST), field=field)
    for flaw in flaws(text):
        raise Invalid(str(flaw), field=field)
    return text


def add(session: Session, officer: Officer, title: str, text: str) -> MessageTemplate:
    """A new text of the officer's unit."""
    made = MessageTemplate(
        unit_id=officer.unit_id,
        title=_title(title),
        text=require_sound(text),
        changed_at=clock.now(),
    )
    session.add(made)
    session.flush()
    audit.record(session, "add_message_template", made, by=officer)
    return made


def change(
    session: Session,
    officer: Officer,
    template_id: TemplateId,
    version: int,
    title: str,
    text: str,
) -> MessageTemplate:
    """Another wording. Raises `NotAllowed` for a unit's above, `Conflict` when a colleague was
    faster."""
    found = _own(session, officer, template_id, version)
    found.title, found.text, found.changed_at = _title(title), require_sound(text), clock.now()
    session.flush()
    audit.record(session, "change_message_template", found, by=officer)
    return found


def remove(session: Session, officer: Officer, template_id: TemplateId, version: int) -> None:
    """It is offered no more; what was sent with it stays."""
    found = _own(session, officer, template_id, version)
    found.removed_at = clock.now()
    audit.record(session, "remove_message_template", found, by=officer)


def _own(
    session: Session, officer: Officer, template_id: TemplateId, version: int
) -> MessageTemplate:
    found = queries.template(session, officer, template_id)
    if found.unit_id != officer.unit_id:
        raise NotAllowed(_("Mẫu này của đơn vị cấp trên. Anh/chị chép ra mẫu mới rồi sửa."))
    session.refresh(found, with_for_update=True)
    if found.version != version or found.removed_at:
        raise Conflict(_("Có người vừa sửa mẫu này. Anh/chị xem lại rồi sửa."))
    return found


def _title(title: str) -> str:
    title = " ".join(title.split())
    if not title or len(title) > 60:
        raise Invalid(_("Anh/chị đặt tên mẫu, tối đa 60 chữ cái."), field="title")
    return title
