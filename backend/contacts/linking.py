"""Several phones and channels of one person: joined by a one-time code, and taken apart again.

The code is asked for where the person is known and typed on the new phone. All that the new address
had goes over to the first contact; its own contact is left empty, for the audit trail and for the
seven days in which joining can be undone. Nothing joins by a number that was typed, and none by one
that a platform vouches for either: numbers are given to other people after some months.
"""

from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from backend import audit, clock
from backend.contacts import link_codes as codes
from backend.contacts.commands import IssueLinkCode, JoinContacts, TryLinkCode, UndoLink
from backend.contacts.link_notices import tell_issued, tell_joined, tell_undone
from backend.contacts.models import ChannelAddress, Contact, ContactId, ContactLink, Conversation
from backend.contacts.moving import move, move_back
from backend.contacts.queries import has_consented
from backend.contacts.rules import UNDO_WITHIN, Standing, joined
from backend.db import locked
from backend.errors import Conflict
from backend.i18n import _


def issue(session: Session, contact_id: ContactId, _command: IssueLinkCode) -> None:
    """Makes a code, ends the older ones and tells the person. Raises `Conflict` for somebody of whom
    nothing is kept."""
    if not has_consented(session, contact_id):
        raise Conflict(
            _(
                "Máy này chưa có gì để nối. Anh/chị lấy mã ở máy đã dùng trước; "
                "chưa dùng bao giờ thì nhắn: xin máy."
            )
        )
    _lock(session, contact_id)
    now, code = clock.now(), _unused_code(session)
    _end_codes(session, contact_id)
    link = ContactLink(
        contact_id=contact_id,
        code_hash=codes.hashed(code),
        created_at=now,
        expires_at=now + codes.VALID_FOR,
    )
    session.add(link)
    session.flush()
    audit.record(session, "issue_link_code", link, by=contact_id)
    tell_issued(session, contact_id, code)


def note_try(session: Session, contact_id: ContactId, _command: TryLinkCode) -> None:
    """Counts one typed code of the contact, in an hour that begins with its first one."""
    contact = session.get_one(Contact, contact_id)
    since, now = contact.codes_tried_since, clock.now()
    if since is None or now - since >= codes.TRIES_WITHIN:
        contact.codes_tried, contact.codes_tried_since = 0, now
    contact.codes_tried += 1
    session.flush()


def problem(session: Session, contact_id: ContactId, code: str) -> str | None:
    """Why this code does not join this contact, in words for the person; None when it does."""
    if session.get_one(Contact, contact_id).codes_tried > codes.MOST_TRIES:
        return _(
            "Anh/chị đã thử nhiều mã chưa đúng. Một giờ nữa anh/chị thử lại giúp em, "
            "hoặc nhắn: gặp cán bộ."
        )
    link = _live(session, code)
    if link is None:
        return _(
            "Mã này chưa đúng hoặc đã hết hạn. Anh/chị lấy mã mới ở máy đã dùng trước "
            "(nhắn: lấy mã nối), rồi nhắn mã ở đây ạ."
        )
    if link.contact_id == contact_id:
        return _("Mã này để nhắn ở máy kia, không phải ở máy này ạ.")
    if len(_addresses(session, contact_id)) > 1:
        return _(
            "Máy này đã nối với máy khác rồi. Anh/chị lấy mã ở máy này (nhắn: lấy mã nối), "
            "rồi nhắn mã ở máy kia ạ."
        )
    return None


def join(session: Session, contact_id: ContactId, command: JoinContacts) -> ContactLink:
    """Joins the contact to the one whose code it is. Raises `Conflict` with the problem."""
    found = _live(session, command.code)
    if found:
        _lock(session, contact_id, found.contact_id)
        session.refresh(found)
    words = problem(session, contact_id, command.code)
    if found is None or words:
        raise Conflict(words or "")
    now, first = clock.now(), found.contact_id
    for each in (contact_id, first):
        _end_codes(session, each)
    _join_talks(session, contact_id, first)
    (address,) = _addresses(session, contact_id)
    address.last_written_at = now
    session.flush()
    found.joined_id, found.joined_at, found.moved = (
        contact_id,
        now,
        move(session, contact_id, first),
    )
    session.get_one(Contact, contact_id).joined_to_id = first
    session.flush()
    audit.record(session, "join_contacts", found, by=contact_id, channel=address.channel)
    tell_joined(session, address)
    return found


def newest_link(session: Session, contact_id: ContactId) -> ContactLink | None:
    """The newest joining that can still be undone."""
    query = select(ContactLink).where(
        ContactLink.contact_id == contact_id,
        ContactLink.undone_at.is_(None),
        ContactLink.joined_at >= clock.now() - UNDO_WITHIN,
    )
    return session.scalars(
        query.order_by(ContactLink.joined_at.desc(), ContactLink.id.desc())
    ).first()


def undo(session: Session, contact_id: ContactId, _command: UndoLink) -> ContactLink:
    """Gives the newest joined address its own contact again, with what it had brought along and
    nothing else. Raises `Conflict` when there is none."""
    _lock(session, contact_id)
    link = newest_link(session, contact_id)
    if link is None or link.joined_id is None:
        raise Conflict(
            _(
                "Trong {days} ngày qua không có máy nào mới nối vào đây. Cần cán bộ xem giúp, "
                "anh/chị nhắn: gặp cán bộ."
            ).format(days=UNDO_WITHIN.days)
        )
    taken_out, now = link.joined_id, clock.now()
    _end_codes(session, contact_id)
    move_back(session, link.moved, contact_id, taken_out)
    link.undone_at = now
    session.get_one(Contact, taken_out).joined_to_id = None
    session.add(Conversation(contact_id=taken_out, run=0, updated_at=now))
    session.flush()
    audit.record(session, "undo_link", link, by=contact_id)
    tell_undone(session, contact_id, _addresses(session, taken_out))
    return link


def _live(session: Session, code: str) -> ContactLink | None:
    """The link with a code that still counts: in time, unused, of somebody who did not stop."""
    query = select(ContactLink).where(
        ContactLink.code_hash == codes.hashed(code),
        ContactLink.joined_at.is_(None),
        ContactLink.expires_at > clock.now(),
    )
    link = session.scalars(query).first()
    return link if link and has_consented(session, link.contact_id) else None


def _unused_code(session: Session) -> str:
    while True:
        code = codes.new_code()
        taken = select(ContactLink.id).where(ContactLink.code_hash == codes.hashed(code))
        if session.scalar(taken) is None:
            return code


def _end_codes(session: Session, contact_id: ContactId) -> None:
    """Whatever codes of the contact are live are so no more."""
    now: datetime = clock.now()
    live = update(ContactLink).where(
        ContactLink.contact_id == contact_id, ContactLink.expires_at > now
    )
    session.execute(live.values(expires_at=now))


def _lock(session: Session, *contact_ids: ContactId) -> None:
    """Locks talks, in the order of their numbers: whoever writes locks their own talk first, so that
    all that concerns these contacts waits. Two who type each other's code at the same moment wait
    for each other; the database ends one of the two, and its message is delivered again."""
    talks = select(Conversation).where(Conversation.contact_id.in_(contact_ids))
    session.scalars(locked(talks.order_by(Conversation.contact_id))).all()


def _addresses(session: Session, contact_id: ContactId) -> list[ChannelAddress]:
    mine = select(ChannelAddress).where(ChannelAddress.contact_id == contact_id)
    return list(session.scalars(mine))


def _join_talks(session: Session, here: ContactId, there: ContactId) -> None:
    """One talk of both, at the contact that stays."""
    kept = session.get(Conversation, there)
    if kept is None:
        kept = Conversation(contact_id=there, run=0, updated_at=clock.now())
        session.add(kept)
    standing = joined(_standing(session.get(Conversation, here)), _standing(kept))
    kept.run, kept.updated_at = standing.run, clock.now()
    kept.talk, kept.parked, kept.question = standing.talk, standing.parked, standing.question
    session.flush()
    # What the turn of this very message saves last goes with it: the row is not there any more.
    session.execute(delete(Conversation).where(Conversation.contact_id == here))


def _standing(talk: Conversation | None) -> Standing:
    return Standing(talk.run, talk.talk, talk.parked, talk.question) if talk else Standing()
