"""What a teacher told by chat becomes a need of the school, once an officer accepts it."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend import clock
from backend.errors import Invalid
from backend.i18n import _
from backend.media.models import MediaId
from backend.officers.models import Officer
from backend.school_needs import service
from backend.school_needs.groups import group
from backend.school_needs.models import SchoolNeed
from backend.school_needs.words import NeedState, Urgency
from backend.schools.models import School, SchoolSite, SiteId
from backend.schools.rules import is_named, keys_of, site_key
from backend.schools.service import SiteForm, add_site
from backend.teachers.queries import teacher
from backend.tickets.models import Ticket

MAIN_PLACE = {"", "chinh", "truong chinh", "trung tam", "ca truong", "toan truong"}


def list_need(session: Session, officer: Officer, ticket: Ticket) -> None:
    """Keeps the need that a ticket tells; a need that is there already is not kept twice. Sponsors
    see it once an officer has read its words. Raises `Invalid` when the commune's list of schools
    lacks the teacher's school."""
    facts = {fact["name"]: fact for fact in ticket.facts}
    school = _school(session, ticket)
    chosen = group(str(_value(facts, "group")))
    need = SchoolNeed(
        unit_id=school.unit_id,
        school_id=school.id,
        site_id=_site(session, officer, school, str(facts["site"]["shown"])),
        group_code=chosen.code if chosen else str(_value(facts, "group")),
        text=str(facts["words"]["shown"])[: service.LONGEST_TEXT],
        quantity=max(int(_value(facts, "quantity") or 1), 1),
        cost=None,
        urgency=Urgency(_value(facts, "urgency")),
        state=NeedState.OPEN,
        published=False,
        media_id=MediaId(int(photo)) if (photo := _value(facts, "photo")) else None,
        ticket_id=ticket.id,
        reported_on=clock.local(ticket.created_at).date(),
        version=1,
        closed_reason="",
        mistaken=False,
        pushed_link="",
    )
    if not service.same(session, need):
        service.keep(session, officer, need)


def _value(facts: dict[str, dict[str, Any]], name: str) -> Any:
    return facts[name]["value"] if name in facts else None


def _school(session: Session, ticket: Ticket) -> School:
    """The school for which the sender was confirmed to speak, in the commune's list."""
    speaker = teacher(session, ticket.contact_id) if ticket.contact_id else None
    if speaker is None:
        words = _("Người gửi không còn được xác nhận là thầy cô. Anh/chị chọn kết quả khác.")
        raise Invalid(words, field="outcome")
    query = select(School).where(School.unit_id == speaker.unit_id, School.closed_on.is_(None))
    for school in session.scalars(query):
        if is_named(speaker.school, keys_of(school.name, school.other_names)):
            return school
    words = _(
        "Xã chưa có trường «{school}» trong danh sách. Anh/chị thêm ở mục Trường học, rồi trả lời lại."
    )
    raise Invalid(words.format(school=speaker.school), field="outcome")


def _site(session: Session, officer: Officer, school: School, said: str) -> SiteId | None:
    """The site that was named, new where the list lacks it: the officer who accepts vouches for it.
    None for the main place."""
    key = site_key(said)
    if key in MAIN_PLACE:
        return None
    query = select(SchoolSite.id).where(SchoolSite.school_id == school.id, SchoolSite.key == key)
    found = session.scalar(query)
    if found is not None:
        return SiteId(found)
    return SiteId(add_site(session, officer, school.id, school.version, SiteForm(said)).id)
