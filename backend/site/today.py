"""The first page: what waits for an officer today."""

from collections.abc import Iterator
from dataclasses import dataclass

from starlette.responses import Response

from backend import clock
from backend.admin import navigation
from backend.admin.page import Page
from backend.admin.pages import Pages
from backend.backups.nightly import late_count as backups_late
from backend.breaches.queries import open_breaches
from backend.data_packages import order_queries as package_orders
from backend.data_packages import queries as data_packages
from backend.data_requests import queries as data_requests
from backend.deliveries.day_queries import due_days
from backend.figures.catalogue import LOANS_DUE, PACKAGE_ENDING
from backend.health import words as health
from backend.i18n import _
from backend.learning_titles import queries as titles
from backend.learning_titles.words import TitleStatus
from backend.message_quotas import queries as message_quotas
from backend.poverty_lists.effects import touched_count
from backend.public_computers import log_queries as place_logs
from backend.public_computers import upkeep
from backend.site import waiting
from backend.support_requests import asking, listing, probing, queries, steps
from backend.support_requests.models import Status
from backend.tickets import queries as tickets
from backend.tickets.models import TicketStatus

pages = Pages()

COUNTED = (Status.NOT_RECEIVED, Status.WAITING, Status.APPROVED, Status.QUEUED)


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
def today(page: Page) -> Response:
    """Every kind of work that waits, the most urgent first."""
    counts = listing.status_counts(page.session, page.officer, among=COUNTED)
    requests = "/admin/requests?status="
    mine, longest = steps.count_and_first(page.session, page.officer)
    late, soon = data_requests.waiting_counts(page.session, page.officer)
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
            late,
            _("Yêu cầu về dữ liệu quá hạn"),
            _("Người dân xin xem, sửa, xóa thông tin của mình. Anh/chị trả lời trước."),
            "/admin/data-requests?show=late",
            urgent=True,
            daily=False,
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
        *_running_out(page, soon),
        *_backups(page),
        *_breaches(page),
    ]
    return page.show(
        "admin/today.html",
        tasks=tasks,
        first=longest or waiting.first_looked_up(page.session, page.officer),
        unusual=probing.unusual(page.session, page.officer),
        delays=health.troubles(page.session),
        channel_troubles=message_quotas.troubles(page.session, page.officer),
    )


def _running_out(page: Page, soon: int) -> Iterator[Task]:
    """What has its day today or soon; `soon` requests about data have."""
    session, officer = page.session, page.officer
    rows = "/admin/figures/rows?always=1&figure="
    sought = titles.status_counts(session, officer)
    for count, title, what_to_do, address in (
        (
            soon,
            _("Yêu cầu về dữ liệu sắp đến hạn"),
            _("Trong 3 ngày tới phải báo đã nhận hoặc làm xong."),
            "/admin/data-requests?show=open",
        ),
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
            place_logs.places_behind(session, officer),
            _("Điểm máy tính chưa ghi sổ"),
            _("Có ngày chưa ghi: mở hay nghỉ, bao nhiêu lượt người. Mỗi ngày một phút."),
            "/admin/access-points",
        ),
        (
            upkeep.late_places(session, officer),
            _("Điểm máy tính quá hạn bảo trì"),
            _("Vệ sinh máy, diệt vi rút, kiểm soát truy nhập: làm rồi đánh dấu trong sổ ngày."),
            "/admin/access-points",
        ),
        (
            sought.get(TitleStatus.WAITING, 0),
            _("Hồ sơ danh hiệu đang xét"),
            _("Xác nhận, chấm điểm; thiếu minh chứng thì hỏi lại người đăng ký."),
            "/admin/learning-titles?status=waiting",
        ),
        (
            sought.get(TitleStatus.PASSED, 0),
            _("Danh hiệu đạt điểm, chờ quyết định"),
            _("Gom vào dự thảo, xem lại danh sách rồi ký."),
            "/admin/title-decisions",
        ),
        (
            waiting.dangerous_needs(session, officer),
            _("Trường đang nguy hiểm, chưa có ai giúp"),
            _("Mở từng nhu cầu, cho người ủng hộ xem và báo đầu mối."),
            "/admin/school-needs?state=open",
        ),
        (
            waiting.quotas_nearly_used(session, officer),
            _("Chỉ tiêu sắp hết"),
            _("Còn một phần mười trở xuống. Xem lại trước khi duyệt thêm."),
            "/admin/quotas",
        ),
    ):
        yield Task(count, title, what_to_do, address, daily=False)


def _backups(page: Page) -> Iterator[Task]:
    """For those who may look into the trail, where backups are noted."""
    if not page.may("read_audit"):
        return
    yield Task(
        backups_late(page.session),
        _("Bản sao lưu gần nhất đã quá 26 giờ"),
        _("Báo người quản trị máy chủ: xem đĩa còn chỗ không, rồi chạy `noisong backup`."),
        "/admin/audit?subject=backups",
        urgent=True,
        daily=False,
    )


def _breaches(page: Page) -> Iterator[Task]:
    """The clock of a breach that ends next."""
    if not page.may("keep_breaches"):
        return
    found = open_breaches(page.session, page.officer)
    if not found:
        return
    first = min((known.open_clocks[0] for known in found), key=lambda clock: clock.until)
    words = (
        _("Vụ lộ dữ liệu: đã quá hạn báo {hours} giờ")
        if first.is_late
        else _("Vụ lộ dữ liệu: còn {hours} giờ để báo")
    )
    yield Task(
        len(found),
        words.format(hours=first.hours),
        _("Báo {who}, rồi ghi vào sổ là đã báo.").format(who=first.clock.receiver.label),
        "/admin/breaches",
        urgent=True,
        daily=False,
    )


@pages.get("/more")
def more(page: Page) -> Response:
    """Every other place that this officer can open."""
    return page.show("admin/more.html", groups=navigation.more(page.session, page.officer))
