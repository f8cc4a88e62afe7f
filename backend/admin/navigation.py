"""Where one can go on the site: the bar at the top, and everything else under «Thêm»."""

from collections.abc import Sequence
from dataclasses import dataclass

from backend.i18n import N_, _
from backend.officers import permissions
from backend.officers.models import Officer
from backend.officers.permissions import Task


@dataclass(frozen=True)
class Place:
    """A page that others lead to. `title` and `about` are wording; `task` is needed to see it."""

    address: str
    title: str
    about: str = ""
    task: Task | None = None

    @property
    def path(self) -> str:
        """The address without what it filters by."""
        return self.address.partition("?")[0]

    def is_here(self, path: str) -> bool:
        """Whether a page at this path belongs to the place."""
        return path == self.path or (self.path != HOME and path.startswith(self.path + "/"))


HOME = "/admin/"
BAR = (
    Place(HOME, N_("Hôm nay")),
    Place("/admin/requests?status=waiting", N_("Hồ sơ")),
    Place("/admin/tickets?status=open", N_("Phiếu")),
    Place("/admin/poverty-lists", N_("Hộ nghèo")),
    Place("/admin/devices?state=in_stock", N_("Máy")),
    Place("/admin/data-packages", N_("Gói cước")),
    Place("/admin/figures", N_("Số liệu")),
)
MORE_PATH = "/admin/more"
# Groups of «Thêm», in the order of how often they are opened.
MORE: Sequence[tuple[str, Sequence[Place]]] = (
    (
        N_("Duyệt và kiểm tra"),
        (
            Place(
                "/admin/approvals",
                N_("Chờ tôi duyệt"),
                N_("Hồ sơ đang ở bước của anh/chị, mỗi hồ sơ một hạn."),
            ),
            Place(
                "/admin/approved-lists",
                N_("Danh sách được duyệt"),
                N_("Lập danh sách, ghi quyết định, in; sửa bằng quyết định sau."),
            ),
            Place(
                "/admin/quotas",
                N_("Chỉ tiêu"),
                N_("Được phân, đã dùng, còn lại theo nguồn và đợt; danh sách chờ."),
            ),
            Place(
                "/admin/inspections",
                N_("Kiểm tra"),
                N_("Bốc thăm gia đình đã nhận máy và ghi kết quả."),
            ),
            Place(
                "/admin/papers",
                N_("Báo cáo & văn bản"),
                N_("In biên bản, quyết định, bản niêm yết, bản đọc loa; xuất Excel."),
            ),
        ),
    ),
    (
        N_("Phục vụ người dân"),
        (
            Place(
                "/admin/requests/new",
                N_("Nhập hồ sơ giúp gia đình"),
                N_("Cho gia đình không có điện thoại; in phiếu hẹn mang về."),
                Task.ENTER_REQUEST,
            ),
            Place(
                "/admin/requests/batch",
                N_("Quyết định nhiều hồ sơ"),
                N_("Đánh dấu, xem trước, rồi duyệt, trả lại hoặc từ chối một lượt."),
                Task.ENTER_REQUEST,
            ),
            Place(
                "/admin/requests/transferred",
                N_("Hồ sơ đã chuyển đi"),
                N_("Hồ sơ nhầm xã, hoặc gia đình đã chuyển nhà."),
            ),
            Place(
                "/admin/hand-overs?state=planned",
                N_("Buổi bàn giao"),
                N_("Hẹn ngày, mời gia đình, xếp máy, điểm danh, giao một lượt."),
            ),
            Place(
                "/admin/receipts",
                N_("Chờ gia đình xác nhận"),
                N_("Đã giao máy mà gia đình chưa trả lời; nhắc lại."),
            ),
            Place(
                "/admin/donors",
                N_("Người ủng hộ máy"),
                N_("Máy của từng người ủng hộ đã đến đâu, không ghi tên học sinh."),
            ),
            Place(
                "/admin/broadcasts",
                N_("Gửi tin hàng loạt"),
                N_("Chọn gia đình, xem trước, gửi, tạm dừng; nhiều người thì hai cán bộ."),
                Task.BROADCAST,
            ),
            Place(
                "/admin/message-templates",
                N_("Mẫu tin"),
                N_("Lời nhắn hay dùng, có chỗ trống cho tên, mã, ngày, nơi."),
                Task.BROADCAST,
            ),
            Place(
                "/admin/access-points",
                N_("Điểm máy tính"),
                N_("Nơi người dân dùng máy tính và Internet, giờ mở cửa, ngày nghỉ."),
            ),
            Place(
                "/admin/invitations",
                N_("Áp phích"),
                N_("Mã mời của thôn, của trường, in ra để dán."),
            ),
            Place(
                "/admin/teachers",
                N_("Thầy cô đã xác nhận"),
                N_("Ai được báo nhu cầu thay trường; kết thúc khi chuyển trường."),
            ),
        ),
    ),
    (
        N_("Đơn vị và tài khoản"),
        (
            Place(
                "/admin/officers",
                N_("Cán bộ"),
                N_("Thêm, ghi chức vụ, đặt lại mật khẩu, tắt tài khoản."),
                Task.MANAGE_OFFICERS,
            ),
            Place(
                "/admin/schools",
                N_("Trường học"),
                N_("Trường, điểm trường của xã; nơi nào có Internet."),
            ),
            Place(
                "/admin/programmes",
                N_("Chương trình"),
                N_("Ai được, qua những bước nào, theo văn bản nào; các bản đã áp dụng."),
            ),
            Place(
                "/admin/audit",
                N_("Nhật ký"),
                N_("Ai đã xem, ai đã làm gì; kiểm tra nhật ký còn nguyên vẹn."),
                Task.READ_AUDIT,
            ),
            Place(
                "/admin/me",
                N_("Trang của tôi"),
                N_("Chức vụ, mật khẩu, mã hai bước, nơi đang đăng nhập."),
            ),
        ),
    ),
)


def bar(officer: Officer) -> list[Place]:
    """The places at the top that this officer can open; «Thêm» comes after them."""
    return [place for place in BAR if _open_to(officer, place)]


def more(officer: Officer) -> list[tuple[str, list[Place]]]:
    """The other places, in groups with a title; a group without any is left out."""
    groups = ((_(title), [p for p in places if _open_to(officer, p)]) for title, places in MORE)
    return [(title, places) for title, places in groups if places]


def is_under_more(path: str) -> bool:
    """Whether a page belongs to «Thêm», and to no place of the bar."""
    if any(place.is_here(path) for place in BAR):
        return False
    return path == MORE_PATH or any(place.is_here(path) for _t, places in MORE for place in places)


def _open_to(officer: Officer, place: Place) -> bool:
    return place.task is None or permissions.may(officer, place.task)
