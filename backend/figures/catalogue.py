"""Every figure, declared once: its words, and the clause that both counts it and lists its rows."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from functools import cache

from sqlalchemy import ColumnElement, and_, select, true
from sqlalchemy.orm import Session

from backend import clock
from backend.calendar.days import is_working_day
from backend.coverage.figures import FIGURES as COVERAGE
from backend.data_packages.models import DataPackage, PackageState
from backend.devices.models import Device
from backend.devices.words import DeviceState, Holder
from backend.figures.figure import Clause as Clause
from backend.figures.figure import Figure as Figure
from backend.figures.sources import DELIVERIES, DEVICES, REQUESTS, TICKETS
from backend.gifts.figures import FIGURES as GIFTS
from backend.i18n import N_
from backend.learning_titles.figures import figures_of_titles
from backend.need_answers.figures import FIGURES as NEED_ANSWERS
from backend.need_surveys.figures import FIGURES as SURVEYS
from backend.posts.figures import FIGURES as POSTS
from backend.programmes.models import ProgrammeRevision, RevisionId
from backend.programmes.service import programme_of
from backend.public_computers.figures import FIGURES as PUBLIC_COMPUTERS
from backend.school_needs.figures import figures_of_needs
from backend.support_requests.models import Status
from backend.support_requests.queue_models import QueueEntry
from backend.tickets.kinds import kinds
from backend.tickets.models import Ticket, TicketStatus

SOON = timedelta(days=14)  # a package that ends within it is told of
MOST_STEPS = 6  # of approval


def _in(*statuses: Status) -> Clause:
    return lambda _session: QueueEntry.status.in_(statuses)


def _overdue(_session: Session) -> ColumnElement[bool]:
    """As the queue counts it: on a Saturday, what was due on Friday is not late yet."""
    day = clock.today()
    while not is_working_day(day):
        day -= timedelta(days=1)
    return and_(QueueEntry.status == Status.WAITING, day > _DUE_ON)


_DUE_ON: ColumnElement[date | None] = QueueEntry.__table__.c.due_on


def _owes_package(session: Session) -> ColumnElement[bool]:
    """Handed over under a programme with a data package, and none is registered yet."""
    revisions = session.scalars(select(ProgrammeRevision.id))
    owing = [one for one in revisions if _has_package(session, one)]
    return and_(DataPackage.id.is_(None), QueueEntry.revision_id.in_(owing))


def _has_package(session: Session, revision: RevisionId) -> bool:
    return programme_of(session, revision).data_package is not None


def _active(_session: Session) -> ColumnElement[bool]:
    return and_(DataPackage.activated_on.is_not(None), DataPackage.expires_on >= clock.today())


def _ends_soon(session: Session) -> ColumnElement[bool]:
    return and_(_active(session), DataPackage.expires_on <= clock.today() + SOON)


_APPROVED = (Status.APPROVED, Status.QUEUED, Status.HANDED_OVER, Status.NOT_RECEIVED)
_COUNTED = tuple(status for status in Status if status is not Status.MERGED)

MADE = Figure("made", REQUESTS, N_("Đề nghị đã gửi"), _in(*_COUNTED), "info")
WAITING = Figure("waiting", REQUESTS, N_("Chờ duyệt"), _in(Status.WAITING), "wait")
OVERDUE = Figure("overdue", REQUESTS, N_("Quá hạn trả lời"), _overdue, "bad", part=True)
APPROVED = Figure("approved", REQUESTS, N_("Đã duyệt"), _in(*_APPROVED, Status.RECEIVED), "good")
REFUSED = Figure("refused", REQUESTS, N_("Không được duyệt"), _in(Status.REFUSED), "plain")
OF_REQUESTS = (
    MADE,
    WAITING,
    OVERDUE,
    Figure("sent-back", REQUESTS, N_("Chờ gia đình bổ sung"), _in(Status.SENT_BACK), "info"),
    APPROVED,
    Figure("queued", REQUESTS, N_("Chờ chỉ tiêu"), _in(Status.QUEUED), "info", part=True),
    Figure("to-hand-over", REQUESTS, N_("Chờ bàn giao"), _in(Status.APPROVED), "wait", part=True),
    REFUSED,
    Figure("withdrawn", REQUESTS, N_("Gia đình rút"), _in(Status.WITHDRAWN), "plain"),
)
HANDED_OVER = Figure("handed-over", DELIVERIES, N_("Đã bàn giao"), lambda _session: true(), "info")
CONFIRMED = Figure("confirmed", DELIVERIES, N_("Gia đình đã nhận"), _in(Status.RECEIVED), "good")
NOT_RECEIVED = Figure(
    "not-received", DELIVERIES, N_("Gia đình báo chưa nhận"), _in(Status.NOT_RECEIVED), "bad"
)
PACKAGE_ACTIVE = Figure(
    "package-active", DELIVERIES, N_("Gói cước đang dùng"), _active, "good", part=True
)
PACKAGE_ENDING = Figure(
    "package-ending",
    DELIVERIES,
    N_("Gói cước hết trong 14 ngày tới"),
    _ends_soon,
    "wait",
    part=True,
)
OF_DELIVERIES = (
    HANDED_OVER,
    CONFIRMED,
    Figure("unanswered", DELIVERIES, N_("Gia đình chưa trả lời"), _in(Status.HANDED_OVER), "wait"),
    NOT_RECEIVED,
    Figure("package-owed", DELIVERIES, N_("Gói cước chưa đăng ký"), _owes_package, "wait"),
    Figure(
        "package",
        DELIVERIES,
        N_("Gói cước đã đăng ký"),
        lambda _session: DataPackage.id.is_not(None),
        "info",
    ),
    Figure(
        "package-ordered",
        DELIVERIES,
        N_("Gói cước chờ nhà mạng mở"),
        lambda _session: DataPackage.state == PackageState.ORDERED,
        "info",
        part=True,
    ),
    PACKAGE_ACTIVE,
    PACKAGE_ENDING,
    Figure(
        "package-ended",
        DELIVERIES,
        N_("Gói cước đã hết hạn"),
        lambda _session: DataPackage.expires_on < clock.today(),
        part=True,
    ),
)


def _at_step(number: int) -> Clause:
    return lambda _session: and_(
        QueueEntry.status.in_((Status.WAITING, Status.SENT_BACK)),
        QueueEntry.step == number,
    )


AT_STEPS = tuple(
    Figure(f"at-step-{number + 1}", REQUESTS, N_("Đang ở bước duyệt này"), _at_step(number))
    for number in range(MOST_STEPS)
)
AT_HAND_OVER = Figure(
    "at-hand-over", REQUESTS, N_("Đã duyệt, chờ máy"), _in(Status.APPROVED, Status.QUEUED)
)
AT_RECEIPT = Figure(
    "at-receipt",
    REQUESTS,
    N_("Đã giao, chờ gia đình xác nhận"),
    _in(Status.HANDED_OVER, Status.NOT_RECEIVED),
)


def _of_kind(code: str) -> Clause:
    return lambda _session: Ticket.kind == code


def _in_state(state: DeviceState) -> Clause:
    return lambda _session: Device.state == state


@cache
def of_tickets() -> Sequence[Figure]:
    """All of them, those still open, and each kind."""
    by_kind = (
        Figure(f"ticket-{kind.code}", TICKETS, kind.name, _of_kind(kind.code), part=True)
        for kind in kinds().values()
    )
    return (
        Figure("tickets", TICKETS, N_("Tất cả phiếu"), lambda _session: true(), "plain"),
        Figure(
            "tickets-open",
            TICKETS,
            N_("Phiếu chưa trả lời xong"),
            lambda _session: Ticket.status != TicketStatus.CLOSED,
            "wait",
            part=True,
        ),
        *by_kind,
    )


@cache
def of_devices() -> Sequence[Figure]:
    """All of them, and each state."""
    every = Figure("devices", DEVICES, N_("Tất cả máy"), lambda _session: true(), "plain")
    by_state = (
        Figure(f"device-{state}", DEVICES, state.label, _in_state(state), part=True)
        for state in DeviceState
    )
    return (every, *by_state)


def _loan_is_due(_session: Session) -> ColumnElement[bool]:
    out = (DeviceState.LENT, DeviceState.BROKEN, DeviceState.IN_REPAIR)
    return and_(
        Device.holder == Holder.READER, Device.state.in_(out), Device.lent_until <= clock.today()
    )


LOANS_DUE = Figure("loans-due", DEVICES, N_("Máy cho mượn đến hạn trả"), _loan_is_due, "wait")


@cache
def figures() -> Mapping[str, Figure]:
    """Every figure by its code."""
    on_the_way = (*AT_STEPS, AT_HAND_OVER, AT_RECEIPT)
    every = (*OF_REQUESTS, *OF_DELIVERIES, *on_the_way, *of_tickets(), *of_devices(), LOANS_DUE)
    others = (*figures_of_needs(), *figures_of_titles(), *NEED_ANSWERS, *PUBLIC_COMPUTERS)
    aided = (*COVERAGE, *GIFTS, *POSTS, *SURVEYS)
    return {figure.code: figure for figure in (*every, *others, *aided)}
