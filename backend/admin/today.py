"""The first page: what waits for an officer today."""

from dataclasses import dataclass

from fastapi.responses import Response

from backend.admin import navigation
from backend.admin.page import Visit
from backend.admin.pages import Pages
from backend.i18n import _
from backend.message_quotas import queries as message_quotas
from backend.poverty_lists.effects import touched_requests
from backend.support_requests import probing, queries
from backend.support_requests.models import Status
from backend.tickets import queries as tickets
from backend.tickets.models import TicketStatus

pages = Pages()


@dataclass(frozen=True)
class Task:
    """One kind of work: how much of it waits, and where it is done."""

    count: int
    title: str
    what_to_do: str
    address: str
    urgent: bool = False


@pages.get("/")
def today(page: Visit) -> Response:
    """Every kind of work that waits, the most urgent first."""
    counts = queries.status_counts(page.session, page.officer)
    requests = "/admin/requests?status="
    tasks = [
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
            len(touched_requests(page.session, page.officer)),
            _("Hồ sơ có kết quả đối chiếu vừa đổi"),
            _("Danh sách mới làm thay đổi kết quả. Xem lại hộ trước khi duyệt."),
            "/admin/requests/touched",
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
    ]
    return page.show(
        "admin/today.html",
        tasks=tasks,
        unusual=probing.unusual(page.session, page.officer),
        channel_troubles=message_quotas.troubles(page.session, page.officer),
    )


@pages.get("/more")
def more(page: Visit) -> Response:
    """Every other place that this officer can open."""
    return page.show("admin/more.html", groups=navigation.more(page.officer))
