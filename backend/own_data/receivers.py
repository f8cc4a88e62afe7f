"""To whom outside a family's data went."""

from sqlalchemy.orm import Session

from backend.contacts.models import ContactId
from backend.disclosures.queries import of_contact
from backend.i18n import _, day


def receivers(session: Session, contact_id: ContactId) -> list[str]:
    """A line for each time, newest first."""
    words = _("{day}: {receiver} nhận {data} của hồ sơ {code}.")
    return [
        words.format(
            day=day(each.on),
            receiver=each.receiver or each.kind.label,
            data=each.data,
            code=each.request_code,
        )
        for each in of_contact(session, contact_id)
    ]
