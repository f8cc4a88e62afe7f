"""The conversations, one file each: what each is called, and the wishes that begin it."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.conversation import Flow
from bot.flows import (
    ask_officer,
    check_package,
    check_status,
    child_protection,
    confirm_receipt,
    menu,
    my_data,
    request_support,
    supplement,
    teacher_need,
    withdraw_request,
)
from bot.reading.intents import Intent


@dataclass(frozen=True)
class Registered:
    """A flow, the intents that begin it, and those that answer its question once it is open.
    `ends_all`: once done, nothing that waits behind it is asked any more."""

    steps: Flow
    intents: tuple[Intent, ...] = ()
    answers: tuple[Intent, ...] = ()
    ends_all: bool = False


MENU, CHILD_PROTECTION = "menu", "child_protection"
# Wishes that have no flow of their own: an officer reads them in the person's words.
FOR_OFFICERS = (
    Intent.HUMAN,
    Intent.COMPLAINT,
    Intent.REPORT_FAULT,
    Intent.REPORT_COVERAGE,
    Intent.ACCESS_POINT,
    Intent.LEARNING_TITLE,
    Intent.DONATE,
)
RECEIPT = (Intent.CONFIRM_RECEIVED, Intent.DENY_RECEIVED)
FLOWS: Mapping[str, Registered] = {
    MENU: Registered(menu.menu, (Intent.MENU, Intent.HELP, Intent.GREET)),
    "request_support": Registered(request_support.request_support, (Intent.REQUEST_DEVICE,)),
    "check_status": Registered(check_status.check_status, (Intent.CHECK_STATUS,)),
    "confirm_receipt": Registered(
        confirm_receipt.confirm_receipt, (Intent.CONFIRM_RECEIVED,), RECEIPT
    ),
    "deny_receipt": Registered(confirm_receipt.deny_receipt, (Intent.DENY_RECEIVED,)),
    "check_package": Registered(check_package.check_package, (Intent.REQUEST_DATA_PACKAGE,)),
    "supplement": Registered(supplement.supplement, (Intent.SUPPLEMENT,)),
    "ask_officer": Registered(ask_officer.ask_officer, FOR_OFFICERS),
    "teacher_need": Registered(teacher_need.teacher_need, (Intent.TEACHER_NEED,)),
    CHILD_PROTECTION: Registered(child_protection.child_protection, (Intent.CHILD_PROTECTION,)),
    "view_data": Registered(my_data.view_data, (Intent.DATA_VIEW,)),
    "fix_data": Registered(my_data.fix_data, (Intent.DATA_FIX,)),
    "delete_data": Registered(my_data.delete_data, (Intent.DATA_DELETE,)),
    "stop": Registered(my_data.stop, (Intent.DATA_STOP,), (Intent.DATA_STOP,), ends_all=True),
    "withdraw_request": Registered(withdraw_request.withdraw_request, (Intent.CANCEL,)),
}
_BY_INTENT = {intent: name for name, flow in FLOWS.items() for intent in flow.intents}


def flow_for(intent: Intent | None) -> str | None:
    """The flow that serves an intent, if one does."""
    return _BY_INTENT.get(intent) if intent else None
