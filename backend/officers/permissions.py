"""Which role may do what. Deciding on a request is not here: a programme's steps name their roles.

Whoever asks for a thing, decides on it, holds the machines and looks after all of it should be
different people; `INCOMPATIBLE` is what one person never is at the same time in one unit.
"""

from enum import StrEnum

from backend.errors import NotAllowed
from backend.i18n import _
from backend.officers.models import Officer, Role


class Task(StrEnum):
    """What an action on the admin site is part of."""

    ENTER_REQUEST = "enter_request"
    PUBLISH_LIST = "publish_list"
    ANSWER_TICKET = "answer_ticket"
    MANAGE_STOCK = "manage_stock"
    HAND_OVER = "hand_over"
    ORDER_PACKAGES = "order_packages"
    SET_QUOTA = "set_quota"
    SIGN_DECISION = "sign_decision"
    INSPECT = "inspect"
    BROADCAST = "broadcast"
    MANAGE_PLACES = "manage_places"
    WRITE_REPORT = "write_report"
    MANAGE_GIFTS = "manage_gifts"
    WRITE_POSTS = "write_posts"
    ASSESS_TITLE = "assess_title"
    MANAGE_OFFICERS = "manage_officers"
    READ_AUDIT = "read_audit"
    CLOSE_DATA_REQUEST = "close_data_request"
    KEEP_DISCLOSURES = "keep_disclosures"
    KEEP_BREACHES = "keep_breaches"


_DAILY = frozenset(
    {
        Task.ENTER_REQUEST,
        Task.PUBLISH_LIST,
        Task.ANSWER_TICKET,
        Task.MANAGE_STOCK,
        Task.HAND_OVER,
        Task.ORDER_PACKAGES,
        Task.MANAGE_PLACES,
        Task.WRITE_REPORT,
        Task.MANAGE_GIFTS,
        Task.WRITE_POSTS,
        Task.ASSESS_TITLE,
        Task.KEEP_DISCLOSURES,
    }
)
TASKS: dict[Role, frozenset[Task]] = {
    Role.VERIFIER: _DAILY,
    Role.APPROVER: _DAILY
    | {Task.SET_QUOTA, Task.SIGN_DECISION, Task.BROADCAST, Task.CLOSE_DATA_REQUEST},
    Role.STOREKEEPER: frozenset(
        {Task.MANAGE_STOCK, Task.HAND_OVER, Task.ORDER_PACKAGES, Task.KEEP_DISCLOSURES}
    ),
    # A breach may be the administrator's own doing, so the inspector opens its clock without them.
    Role.INSPECTOR: frozenset({Task.INSPECT, Task.READ_AUDIT, Task.KEEP_BREACHES}),
    Role.ADMINISTRATOR: frozenset(
        {
            Task.MANAGE_OFFICERS,
            Task.MANAGE_PLACES,
            Task.BROADCAST,
            Task.READ_AUDIT,
            Task.CLOSE_DATA_REQUEST,
            Task.KEEP_DISCLOSURES,
            Task.KEEP_BREACHES,
        }
    ),
}
INCOMPATIBLE: frozenset[frozenset[Role]] = frozenset(
    frozenset(pair)
    for pair in (
        (Role.VERIFIER, Role.APPROVER),
        (Role.STOREKEEPER, Role.APPROVER),
        (Role.ADMINISTRATOR, Role.APPROVER),
        (Role.INSPECTOR, Role.VERIFIER),
        (Role.INSPECTOR, Role.APPROVER),
        (Role.INSPECTOR, Role.STOREKEEPER),
    )
)


def may(officer: Officer, task: Task) -> bool:
    """Whether the officer's role has this task."""
    return task in TASKS[officer.role]


def require(officer: Officer, task: Task) -> None:
    """Raises `NotAllowed` when the officer's role does not have this task."""
    if not may(officer, task):
        raise NotAllowed(
            _("Việc này không thuộc vai trò {role}. Anh/chị nhờ người có vai trò phù hợp.").format(
                role=officer.role.label.lower()
            )
        )
