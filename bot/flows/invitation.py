"""The code of a poster, scanned or typed: what a family came with need not be asked."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from backend.i18n import _
from backend.invitations.commands import AcceptInvitation
from backend.invitations.models import InvitationKind, Invited
from backend.invitations.rules import read_typed_code
from backend.office import Command, Office
from bot.conversation import Chat
from bot.questions import Question

T = TypeVar("T")


@dataclass(frozen=True)
class Taken:
    """What is said to a code, and what else the message said."""

    word: str
    rest: str = ""


def take_code(
    office: Office, act: Callable[[Command], object], payload: str, text: str, *, idle: bool
) -> Taken | None:
    """Accepts the invitation whose code a link (`payload`) or a message (`text`) carries; None when
    there is none. A bare number is one only for somebody who is `idle`: to others it is a year."""
    typed = read_typed_code(text)
    if typed and not (typed.kind or idle):
        return None
    code = payload or typed
    invited = office.invitation(code) if code else None
    if invited:
        act(AcceptInvitation(invited.code))
        return Taken(_word(invited), typed.rest if typed else "")
    if typed and typed.kind and not typed.rest:
        return Taken(
            _(
                "Em không thấy mã này. Anh/chị xem lại mã trên áp phích giúp em; "
                "không có mã vẫn làm được ạ."
            )
        )
    return None


def _word(invited: Invited) -> str:
    known = {
        InvitationKind.SCHOOL: _("tên trường"),
        InvitationKind.HAMLET: _("xã và thôn"),
        InvitationKind.COMMUNE: _("tên xã"),
    }[invited.kind]
    word = _(
        "Em nhận được mã của {place}. Em ghi sẵn {known}; "
        "chưa đúng thì lúc xem lại anh/chị sửa được ạ."
    )
    return word.format(place=invited.place, known=known)


def know(chat: Chat, question: Question[T], value: T | None, *, certain: bool = True) -> None:
    """Answers a question in advance, once, or has an answer confirmed that is not `certain`: who
    takes it back is asked. What the person says in own words goes first."""
    name, answers = question.name, chat.talk.answers
    mark = f"known:{name}" if certain else f"supposed:{name}"
    if value is None or mark in answers or name in answers:
        return
    if any(question.glean(text).value is not None for text in chat.talk.told):
        return
    answers.pop(f"{name}?", None)
    answers |= {mark: True, name if certain else f"{name}?": question.dump(value)}
