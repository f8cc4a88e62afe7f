"""The first page: what waits for an officer today."""

from collections.abc import Iterator
from dataclasses import dataclass

from fastapi.responses import Response

from backend import clock
from backend.admin import navigation, waiting
from backend.admin.page import Page, Visit
from backend.admin.pages import Pages
from backend.data_packages import order_queries as package_orders
from backend.data_packages import queries as data_packages
from backend.deliveries.day_queries import due_days
from backend.figures.catalogue import LOANS_DUE, PACKAGE_ENDING
from backend.i18n import _
from backend.message_quotas import queries as message_quotas
from backend.poverty_lists.effects import touched_count
from backend.support_requests import asking, probing, queries, steps
from backend.support_requests.models import Status
from backend.tickets import queries as tickets
from backend.tickets.models import TicketStatus

pages = Pages()


@dataclass(frozen=True)
class Task:
    """One kind of work: how much of it waits, and where it is done. What is not `daily` is named only
    when there is some."""

    count: int
    title: str
    what_to_do: str
    address: str
    urgent: bool = False
    daily: bool = True


@pages.get("/")
def today(page: Visit) -> Response:
    """Every kind of work that waits, the most urgent first."""
    counts = queries.status_counts(page.session, page.officer)
    requests = "/admin/requests?status="
    mine = steps.waiting_count(page.session, page.officer)
    tasks = [
        Task(
            waiting.overdue_count(page.session, page.officer),
            _("Quá hạn trả lời gia đình"),
            _("Gia đình đã được hẹn ngày. Anh/chị xem trước, hoặc nhắc người đang giữ bước này."),
            requests + Status.WAITING + "&due=overdue",
            urgent=True,
            daily=False,
        ),
        Task(
            counts.get(Status.NOT_RECEIVED, 0),
            _("Gia đình báo chưa nhận máy"),
            _("Kiểm tra lại việc bàn giao và gọi cho gia đình."),
            requests + Status.NOT_RECEIVED,
            urgent=True,
        ),
        Task(
            queries.supplemented_count(page.session, page.officer),
            _("Hồ sơ gia đình vừa bổ sung"),
            _("Đọc phần bổ sung rồi duyệt tiếp."),
            requests + Status.WAITING + "&supplemented=1",
        ),
        Task(
            asking.unread_count(page.session, page.officer),
            _("Gia đình vừa trả lời câu hỏi"),
            _("Đọc câu trả lời rồi ghi là đã đọc."),
            "/admin/requests/answers",
            daily=False,
        ),
        Task(
            touched_count(page.session, page.officer),
            _("Hồ sơ có kết quả đối chiếu vừa đổi"),
            _("Danh sách mới làm thay đổi kết quả. Xem lại hộ trước khi duyệt."),
            "/admin/requests/touched",
        ),
        Task(
            mine if mine < counts.get(Status.WAITING, 0) else 0,
            _("Đang ở bước của anh/chị"),
            _("Chỉ những hồ sơ mà anh/chị là người quyết định tiếp theo."),
            "/admin/approvals",
            daily=False,
        ),
        Task(
            counts.get(Status.WAITING, 0),
            _("Hồ sơ chờ duyệt"),
            _("Xác định hộ trong danh sách, rồi duyệt, trả lại hoặc từ chối."),
            requests + Status.WAITING,
        ),
        Task(
            tickets.overdue_count(page.session, page.officer),
            _("Phiếu quá hẹn trả lời"),
            _("Người gửi đã được hẹn ngày. Anh/chị trả lời trước."),
            "/admin/tickets?overdue=1",
            urgent=True,
        ),
        Task(
            tickets.status_counts(page.session, page.officer).get(TicketStatus.OPEN, 0),
            _("Phiếu chờ giải quyết"),
            _("Câu hỏi, máy hỏng, sóng yếu, phản ánh, nhu cầu của trường, ủng hộ."),
            "/admin/tickets?status=open",
        ),
        Task(
            counts.get(Status.APPROVED, 0),
            _("Đã duyệt, chờ bàn giao máy"),
            _("Hẹn ngày, giao máy rồi ghi số máy và người nhận."),
            requests + Status.APPROVED,
        ),
        Task(
            counts.get(Status.QUEUED, 0),
            _("Đủ điều kiện, chờ chỉ tiêu"),
            _("Hết chỉ tiêu đợt này. Xem danh sách chờ, đề nghị cấp thêm."),
            requests + Status.QUEUED,
            daily=False,
        ),
        *_running_out(page),
    ]
    return page.show(
        "admin/today.html",
        tasks=tasks,
        first=waiting.first_case(page.session, page.officer),
        unusual=probing.unusual(page.session, page.officer),
        channel_troubles=message_quotas.troubles(page.session, page.officer),
    )


def _running_out(page: Page) -> Iterator[Task]:
    """What has its day today or soon."""
    session, officer = page.session, page.officer
    rows = "/admin/figures/rows?always=1&figure="
    for count, title, what_to_do, address in (
        (
            due_days(session, officer, clock.today()),
            _("Buổi bàn giao đến ngày"),
            _("Hôm nay, hoặc đã qua mà chưa ghi kết quả: điểm danh, giao máy rồi khép buổi."),
            "/admin/hand-overs?state=planned",
        ),
        (
            waiting.loans_due(session, officer),
            _("Máy cho mượn đến hạn trả"),
            _("Gọi người mượn trả máy, hoặc gia hạn."),
            rows + LOANS_DUE.code,
        ),
        (
            waiting.packages_ending(session, officer),
            _("Gói cước hết trong 14 ngày tới"),
            _("Báo gia đình ngày hết, và nơi có thể dùng mạng miễn phí."),
            rows + PACKAGE_ENDING.code,
        ),
        (
            package_orders.owed_count(session, officer),
            _("Đã giao máy, chưa đặt gói cước"),
            _("Gom các em vào đơn đặt gói của từng nhà mạng."),
            "/admin/data-packages?state=to_register",
        ),
        (
            data_packages.refused_count(session, officer),
            _("Gói cước nhà mạng chưa mở được"),
            _("Sửa số, đổi nhà mạng hoặc hỏi lại nhà mạng rồi đặt lại."),
            "/admin/data-packages?state=refused",
        ),
        (
            waiting.quotas_nearly_used(session, officer),
            _("Chỉ tiêu sắp hết"),
            _("Còn một phần mười trở xuống. Xem lại trước khi duyệt thêm."),
            "/admin/quotas",
        ),
    ):
        yield Task(count, title, what_to_do, address, daily=False)


@pages.get("/more")
def more(page: Visit) -> Response:
    """Every other place that this officer can open."""
    return page.show("admin/more.html", groups=navigation.more(page.officer))
