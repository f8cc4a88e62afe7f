"""A question as it is sent, and which of its options a message chooses."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from backend.i18n import _
from bot.messages import Inbound, Kind, Option, Outgoing
from bot.questions.base import Options, Question

MOST_DIGITS = 3  # of an option's number; a longer one is an answer


def shown(
    question: Question[Any], options: Options, prefix: str, progress: str
) -> tuple[Outgoing, Outgoing]:
    """The question in full, and as short as it can be. `prefix` makes the values of its options
    known again, `progress` is "3/12" or empty."""
    number = _("Câu {progress}: ").format(progress=progress) if progress else ""
    labelled = tuple(Option(f"{prefix}{value}", _(label)) for value, label in options)
    full = Outgoing(number + question.text, labelled, question.ask_phone, question.ask_location)
    return full, replace(full, text=number + (question.short or question.text))


def as_choice(message: Inbound, options: Sequence[Option], prefix: str) -> tuple[Inbound, bool]:
    """A tap or a typed number as the value of one of the open question's options, which begin with
    `prefix`; True for a stale tap. "01" is no option's number, but part of a longer one."""
    value = message.value
    typed = message.text.strip().rstrip(".)")
    if message.kind is Kind.TEXT and typed.isdecimal() and len(typed) <= MOST_DIGITS:
        if not 1 <= int(typed) <= len(options) or int(typed[0]) == 0:
            return message, False
        value = options[int(typed) - 1].value
    elif message.kind is not Kind.CHOICE:
        return message, False
    if not prefix or not value.startswith(prefix):
        return message, True
    return replace(message, kind=Kind.CHOICE, value=value.removeprefix(prefix)), False
