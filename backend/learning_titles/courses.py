"""The courses of a commune, as a person is told them."""

from sqlalchemy.orm import Session

from backend.administrative_units.models import UnitId
from backend.i18n import _, day
from backend.learning_titles import public

MOST_TOLD = 3


def courses_told(session: Session, commune: UnitId) -> str:
    """The soonest first, a paragraph each: what, when, where, how to join; "" for none."""
    found = public.courses(session, commune, MOST_TOLD + 1)
    told = [
        _("{name}: từ {since} đến {until}, tại {place}. Tham gia: {joining}").format(
            name=course.name,
            since=day(course.starts_on),
            until=day(course.ends_on),
            place=course.place,
            joining=course.joining + (f" ({course.phone})" if course.phone else ""),
        )
        for course in found[:MOST_TOLD]
    ]
    if len(found) > MOST_TOLD:
        told.append(_("Còn lớp khác, anh/chị hỏi {centre} ạ.").format(centre=found[0].centre))
    return "\n".join(told)
