"""A year of requests in the demo: each family's way through the services, on the days it took."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import update
from sqlalchemy.orm import Session

from backend import clock
from backend.calendar.days import is_working_day
from backend.contacts.models import ContactId
from backend.data_packages import service as packages
from backend.data_packages.models import Operator
from backend.data_packages.service import Registration
from backend.deliveries import service as deliveries
from backend.deliveries.commands import ConfirmDelivery
from backend.deliveries.contents import Sim
from backend.deliveries.service import HandOver
from backend.households.rules import Verdict
from backend.messages.models import OutboxMessage, SendStatus
from backend.officers.models import Officer
from backend.support_requests import queries, service
from backend.support_requests.commands import SubmitSupportRequest, WithdrawSupportRequest
from backend.support_requests.models import DecisionKind, Status, SupportRequest
from bot.demo.families import Family
from bot.demo.parents import make_parent
from bot.demo.past import Story, hour_of, play

# Why one is refused: a pupil's, a household's.
REASONS = (
    "Nhà trường đã trao máy cho cháu hồi đầu năm.",
    "Hộ đã được nhận điện thoại từ chương trình khác.",
)
# How far a request has come, each with all that comes before it.
REFUSED, SENT_BACK, WITHDRAWN, WAITING, APPROVED = (
    "refused",
    "sent-back",
    "withdrawn",
    "waiting",
    "approved",
)
HANDED_OVER, NOT_RECEIVED, RECEIVED, ORDERED, OPENED = (
    *("handed-over", "not-received", "received", "ordered", "opened"),
)
MODELS = {"device": "Máy tính bảng (mẫu)", "phone": "Điện thoại thông minh (mẫu)"}
PUPILS: Sequence[tuple[int, str]] = (  # days ago, how far
    *(
        (ago, WITHDRAWN if ago % 4 == 1 and ago % 3 == 0 else OPENED)
        for ago in range(335, 190, -14)
    ),
    *((262, REFUSED), (205, REFUSED), (118, REFUSED)),
    *((ago, OPENED) for ago in range(184, 60, -18)),
    *((55, RECEIVED), (50, ORDERED), (44, ORDERED), (37, NOT_RECEIVED), (33, HANDED_OVER)),
    *((26, HANDED_OVER), (23, APPROVED), (19, APPROVED), (16, APPROVED), (13, SENT_BACK)),
    *((12, WAITING), (8, SENT_BACK), (5, WAITING), (4, WAITING), (2, WAITING), (1, WAITING)),
)
PHONES: Sequence[tuple[int, str]] = (
    *((310, RECEIVED), (281, RECEIVED), (240, REFUSED), (222, RECEIVED), (171, RECEIVED)),
    *((150, RECEIVED), (95, RECEIVED), (60, HANDED_OVER), (21, APPROVED), (9, WAITING)),
)


@dataclass(frozen=True)
class Office:
    """Who decides at each step of the programme, and who hands over."""

    steps: Sequence[Officer]
    giver: Officer


def make_year(session: Session, offices: Mapping[str, Office], families: Iterator[Family]) -> None:
    """Computers for pupils and telephones for households; each family asks for one of them."""
    pupils = [
        _story(session, offices[family.for_child().programme], family, family.for_child(), *course)
        for course, family in zip(PUPILS, families, strict=False)
    ]
    households = [
        _story(session, offices[said.programme], family, said, *course)
        for number, (course, family) in enumerate(zip(PHONES, families, strict=False))
        for said in [family.for_household(bought=number % 4 == 3)]
    ]
    play((*pupils, *households))
    say_sent(session)


def _story(
    session: Session, office: Office, family: Family, said: SubmitSupportRequest, ago: int, far: str
) -> Story:
    """From the first message to the package, or as far as `far`."""
    begins = clock.today() - timedelta(days=ago)
    yield hour_of(begins, 19, family.entry_id % 60)
    parent = make_parent(session, f"mau-{family.entry_id}-{said.programme}")
    request = service.submit(session, parent, said)
    if far == WAITING:
        return
    for number, officer in enumerate(office.steps):
        yield _later(begins, 3 * number + 2)
        _identify(session, officer, request, family)
        kind, reason = DecisionKind.APPROVE, ""
        if far == REFUSED:
            kind, reason = DecisionKind.REFUSE, REASONS[request.is_for_household]
        if far == SENT_BACK:
            kind, reason = DecisionKind.SEND_BACK, "Xin ghi rõ cháu đang học lớp mấy, trường nào."
        service.decide(session, officer, request.id, request.version, kind, reason)
        if kind is not DecisionKind.APPROVE:
            return
    if far == WITHDRAWN:
        yield _later(begins, 6)
        service.withdraw(session, parent, WithdrawSupportRequest(request.code))
        return
    if far == APPROVED:
        return
    yield from _received(session, office, request, parent, begins, far)


def _received(
    session: Session,
    office: Office,
    request: SupportRequest,
    parent: ContactId,
    begins: date,
    far: str,
) -> Story:
    after = 3 * len(office.steps) + 6
    yield _later(begins, after)
    if request.status is not Status.APPROVED:  # its quota is used up
        return
    giver, model = office.giver, MODELS.get(request.benefit, "")
    serial = f"MAU-{request.id:05}" if model else ""
    sim = Sim("Viettel", request.phone) if request.benefit == "phone" else deliveries.NO_SIM
    form = HandOver(serial, model, clock.today(), request.head_name, "chủ hộ", sim=sim)
    deliveries.hand_over(session, giver, request.id, request.version, form)
    if far == HANDED_OVER:
        return
    yield _later(begins, after + 1)
    received = ConfirmDelivery(request.code, far != NOT_RECEIVED)
    deliveries.confirm(session, parent, received)
    if far not in (ORDERED, OPENED):
        return
    yield _later(begins, after + 4)
    line = Registration(Operator.VIETTEL, request.phone)
    packages.register(session, giver, request.id, request.version, line)
    if far == OPENED:
        yield _later(begins, after + 8)
        packages.activate(session, giver, request.id, request.version, clock.today())


def _later(begins: date, days: int) -> datetime:
    """In the hours of offices, so many days after the first or when they open again; what comes later
    has a later hour too, for several days may lead to one after Tết."""
    day = begins + timedelta(days=days)
    while not is_working_day(day):
        day += timedelta(days=1)
    return hour_of(day, 8 + days // 3, begins.day + days % 3)


def _identify(session: Session, officer: Officer, request: SupportRequest, family: Family) -> None:
    """Where the list alone leaves it open, the officer says which household it is."""
    seen = queries.newest_verification(session, request.id)
    if seen is None or seen.verdict != Verdict.SAME:
        service.identify_household(session, officer, request.id, request.version, family.entry_id)


def say_sent(session: Session) -> None:
    """What was written to people in the past has long been sent."""
    session.flush()
    session.execute(
        update(OutboxMessage)
        .where(OutboxMessage.status == SendStatus.WAITING)
        .values(status=SendStatus.SENT, ended_at=OutboxMessage.created_at)
    )
