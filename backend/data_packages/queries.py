"""Reading packages within an officer's units."""

from datetime import date, timedelta
from enum import StrEnum

from sqlalchemy import ColumnElement, and_, func, select, true
from sqlalchemy.orm import Session

from backend import clock, scope
from backend.data_packages.models import DataPackage, DataPackageId, Operator, PackageState
from backend.i18n import N_, _
from backend.officers.models import Officer
from backend.support_requests.models import SupportRequest

PAGE = 25
ENDS_SOON = timedelta(days=14)


class Tab(StrEnum):
    """A tab of the list. `TO_REGISTER` are requests, all others packages. The last two are opened
    from the figures of the operators alone."""

    TO_REGISTER = "to_register"
    TO_ORDER = "to_order"
    ORDERED = "ordered"
    NEEDS_IDENTITY = "needs_identity"
    REFUSED = "refused"
    ENDING = "ending"
    ACTIVE = "active"
    ENDED = "ended"
    OPENED = "opened"
    ANY = "any"

    @property
    def label(self) -> str:
        """As officers read it."""
        return _(_TABS[self])

    @property
    def what_to_do(self) -> str:
        """What officers do with what stands there."""
        return _(_WHAT_TO_DO[self])


_TABS = {
    Tab.TO_REGISTER: N_("Chưa đặt gói"),
    Tab.TO_ORDER: N_("Chờ đặt lại"),
    Tab.ORDERED: N_("Chờ nhà mạng mở"),
    Tab.NEEDS_IDENTITY: N_("SIM chờ xác thực"),
    Tab.REFUSED: N_("Nhà mạng chưa mở được"),
    Tab.ENDING: N_("Sắp hết hạn"),
    Tab.ACTIVE: N_("Đang dùng"),
    Tab.ENDED: N_("Đã hết hạn"),
    Tab.OPENED: N_("Đã mở"),
    Tab.ANY: N_("Đã đặt"),
}
OF_OPERATOR = (Tab.ANY, Tab.OPENED, Tab.REFUSED, Tab.NEEDS_IDENTITY)  # the figures of each
BAR = tuple(tab for tab in Tab if tab not in (Tab.OPENED, Tab.ANY))
_WHAT_TO_DO = {
    Tab.TO_REGISTER: N_("Đã giao máy mà chưa có gói cước. Anh/chị gom vào đơn đặt của nhà mạng."),
    Tab.TO_ORDER: N_("Đã sửa số, đã xác thực SIM hoặc được gia hạn. Anh/chị gom vào đơn mới."),
    Tab.ORDERED: N_("Đã gửi nhà mạng. Có tệp trả về thì đối chiếu ở đơn đặt."),
    Tab.NEEDS_IDENTITY: N_(
        "Khóa theo luật đến khi chủ SIM xác thực tại cửa hàng, không tính là lỗi của nhà mạng. Gia đình "
        "làm xong thì mở hồ sơ, bấm «Đặt lại»."
    ),
    Tab.REFUSED: N_("Mở hồ sơ để sửa số, đổi nhà mạng hoặc đặt lại."),
    Tab.ENDING: N_("Gia đình được nhắn trước 10 ngày và 3 ngày. Được gia hạn thì mở hồ sơ để ghi."),
    Tab.ACTIVE: N_("Ngày bắt đầu và ngày hết hạn theo ngày nhà mạng mở."),
    Tab.ENDED: N_("Đợt đã hết. Có quyết định gia hạn thì mở hồ sơ để ghi."),
    Tab.OPENED: N_("Mọi gói nhà mạng đã mở, kể cả gói nay đã hết hạn."),
    Tab.ANY: N_("Mọi gói đã đặt, dù nhà mạng trả lời thế nào."),
}


def packages(
    session: Session,
    officer: Officer,
    tab: Tab,
    after: DataPackageId | None = None,
    operator: Operator | None = None,
) -> list[tuple[DataPackage, SupportRequest]]:
    """The oldest first, of one operator or of all: at most a page and one more, behind the package
    `after`."""
    query = (
        select(DataPackage, SupportRequest)
        .join(SupportRequest, SupportRequest.id == DataPackage.request_id)
        .where(scope.within(officer, DataPackage.unit_id), _stands_in(tab, clock.today()))
    )
    if operator:
        query = query.where(DataPackage.operator == operator)
    if after:
        query = query.where(DataPackage.id > after)
    rows = session.execute(query.order_by(DataPackage.id).limit(PAGE + 1))
    return [(package, request) for package, request in rows]


def tab_counts(session: Session, officer: Officer) -> dict[Tab, int]:
    """How many packages stand in each tab, in one look."""
    today = clock.today()
    tabs = [tab for tab in BAR if tab is not Tab.TO_REGISTER]
    counted = [func.count().filter(_stands_in(tab, today)) for tab in tabs]
    query = select(*counted).where(scope.within(officer, DataPackage.unit_id))
    return dict(zip(tabs, session.execute(query).one(), strict=True))


def refused_count(session: Session, officer: Officer) -> int:
    """How many an operator did not open; what the law holds up is not among them."""
    query = select(func.count()).where(
        scope.within(officer, DataPackage.unit_id), _stands_in(Tab.REFUSED, clock.today())
    )
    return session.scalar(query) or 0


def by_operator(session: Session, officer: Officer) -> list[tuple[Operator, dict[Tab, int]]]:
    """For each operator the figures of `OF_OPERATOR`; what the law holds up is not counted as its
    refusal. Each is counted as `packages` lists it."""
    today = clock.today()
    counted = [func.count().filter(_stands_in(tab, today)) for tab in OF_OPERATOR]
    rows = session.execute(
        select(DataPackage.operator, *counted)
        .where(scope.within(officer, DataPackage.unit_id))
        .group_by(DataPackage.operator)
        .order_by(DataPackage.operator)
    )
    return [(operator, dict(zip(OF_OPERATOR, counts, strict=True))) for operator, *counts in rows]


def _stands_in(tab: Tab, today: date) -> ColumnElement[bool]:
    state, last = DataPackage.state, DataPackage.expires_on
    if tab is Tab.ENDING:
        ending = last.between(today, today + ENDS_SOON)
        return and_(state == PackageState.ACTIVE, ending)
    if tab is Tab.ANY:
        return true()
    if tab is Tab.OPENED:
        return state == PackageState.ACTIVE
    if tab is Tab.ACTIVE:
        return and_(state == PackageState.ACTIVE, last >= today)
    if tab is Tab.ENDED:
        return and_(state == PackageState.ACTIVE, last < today)
    return state == PackageState(tab.value)
