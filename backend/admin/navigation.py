"""Where one can go on the site: the bar at the top, and everything else under «Thêm»."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from sqlalchemy.orm import Session

from backend.i18n import N_, _
from backend.officers import permissions
from backend.officers.models import Officer
from backend.officers.permissions import Task
from backend.programmes.offered import programmes_of
from backend.programmes.schema import Programme


@dataclass(frozen=True)
class Place:
    """A page that others lead to. `title` and `about` are wording; `task` is needed to see it, and so
    is a programme of the unit with the section `needs`. The paths `also` belong to it."""

    address: str
    title: str
    about: str = ""
    task: Task | None = None
    needs: Literal["", "titles", "places"] = ""
    also: tuple[str, ...] = ()

    @property
    def path(self) -> str:
        """The address without what it filters by."""
        return self.address.partition("?")[0]

    def is_here(self, path: str) -> bool:
        """Whether a page at this path belongs to the place."""
        if self.path == HOME:
            return path == HOME
        return any(path == own or path.startswith(own + "/") for own in (self.path, *self.also))


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
        N_("Hồ sơ"),
        (
            Place(
                "/admin/approvals",
                N_("Chờ tôi duyệt"),
                N_("Hồ sơ đang ở bước của anh/chị, mỗi hồ sơ một hạn."),
            ),
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
                "/admin/need-answers",
                N_("Hộ chưa có nhu cầu"),
                N_("Hộ đã được hỏi và chưa cần, để tính đúng tỷ lệ có nhu cầu."),
            ),
            Place(
                "/admin/requests/transferred",
                N_("Hồ sơ đã chuyển đi"),
                N_("Hồ sơ nhầm xã, hoặc gia đình đã chuyển nhà."),
            ),
        ),
    ),
    (
        N_("Máy và người ủng hộ"),
        (
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
                "/admin/inspections",
                N_("Kiểm tra"),
                N_("Bốc thăm gia đình đã nhận máy và ghi kết quả."),
            ),
            Place(
                "/admin/donors",
                N_("Người ủng hộ máy"),
                N_("Máy của từng người ủng hộ đã đến đâu, không ghi tên học sinh."),
            ),
            Place(
                "/admin/gifts",
                N_("Ủng hộ đã nhận"),
                N_("Quà qua Mặt trận Tổ quốc theo biên nhận; hai bên ký phân bổ."),
                also=("/admin/gift-rounds",),
            ),
        ),
    ),
    (
        N_("Nhà trường và học tập"),
        (
            Place(
                "/admin/school-needs",
                N_("Nhu cầu của trường"),
                N_("Trường cần gì, ai giúp, trường nào chưa báo; quà tặng, đầu mối."),
                also=("/admin/school-gifts",),
            ),
            Place(
                "/admin/need-surveys",
                N_("Khảo sát nhu cầu"),
                N_("Từng trường, từng lớp: chưa có máy, chưa có Internet, đã gửi bao nhiêu."),
            ),
            Place(
                "/admin/schools",
                N_("Trường học"),
                N_("Trường, điểm trường của xã; nơi nào có Internet."),
            ),
            Place(
                "/admin/teachers",
                N_("Thầy cô đã xác nhận"),
                N_("Ai được báo nhu cầu thay trường; kết thúc khi chuyển trường."),
            ),
            Place(
                "/admin/learning-titles?status=waiting",
                N_("Danh hiệu học tập"),
                N_("Chấm điểm, ký quyết định công nhận; trung tâm và lớp học."),
                also=("/admin/title-decisions", "/admin/learning-centres"),
                needs="titles",
            ),
        ),
    ),
    (
        N_("Sóng và điểm máy tính"),
        (
            Place(
                "/admin/coverage",
                N_("Sổ phủ sóng"),
                N_("Thôn nào có sóng, thôn nào chưa, hẹn đến bao giờ; bao nhiêu người báo."),
            ),
            Place(
                "/admin/access-points",
                N_("Điểm máy tính"),
                N_("Nơi người dân dùng máy: giờ mở cửa, sổ ngày, máy hỏng, chi phí."),
            ),
            Place(
                "/admin/collection",
                N_("Bộ sưu tập số"),
                N_("Sách, phim, tư liệu địa phương mà em chỉ cho người dân."),
                needs="places",
            ),
        ),
    ),
    (
        N_("Nhắn tin và truyền thông"),
        (
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
                "/admin/posts",
                N_("Truyền thông"),
                N_("Tin, bài, buổi loa, buổi họp: ngày, đường dẫn, lượt người."),
            ),
            Place(
                "/admin/invitations",
                N_("Áp phích"),
                N_("Mã mời của thôn, của trường, in ra để dán."),
            ),
        ),
    ),
    (
        N_("Báo cáo và văn bản"),
        (
            Place(
                "/admin/reports",
                N_("Báo cáo chương trình"),
                N_("Lập báo cáo theo kỳ, tải Word, PDF, Excel; nhập số liệu địa bàn."),
                also=("/admin/area-counts",),
            ),
            Place(
                "/admin/papers",
                N_("Văn bản và bảng Excel"),
                N_("In biên bản, quyết định, bản niêm yết, bản đọc loa; xuất Excel."),
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
                "/admin/data-requests",
                N_("Yêu cầu về dữ liệu"),
                N_("Ai xin xem, sửa, xóa thông tin của mình, và hạn phải làm xong."),
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
                "/admin/disclosures",
                N_("Sổ tiết lộ dữ liệu"),
                N_("Tên, số của gia đình đã đưa cho ai, bao nhiêu trường hợp, để làm gì."),
            ),
            Place(
                "/admin/breaches",
                N_("Vụ lộ dữ liệu"),
                N_("Phát hiện lúc nào, còn bao nhiêu giờ để báo, đã báo ai, giấy báo."),
                Task.KEEP_BREACHES,
            ),
            Place(
                "/admin/status",
                N_("Tình trạng hệ thống"),
                N_("Kênh nào đang chậm, bao nhiêu tin chờ, sao lưu gần nhất."),
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


def more(session: Session, officer: Officer) -> list[tuple[str, list[Place]]]:
    """The other places, in groups with a title; a group without any is left out."""
    programmes = programmes_of(session, officer.unit_id)
    found = []
    for title, places in MORE:
        mine = [each for each in places if _open_to(officer, each) and _used(each, programmes)]
        found.append((_(title), mine))
    return [(title, places) for title, places in found if places]


def is_under_more(path: str) -> bool:
    """Whether a page belongs to «Thêm», and to no place of the bar."""
    if any(place.is_here(path) for place in BAR):
        return False
    return path == MORE_PATH or any(place.is_here(path) for _t, places in MORE for place in places)


def _open_to(officer: Officer, place: Place) -> bool:
    return place.task is None or permissions.may(officer, place.task)


def _used(place: Place, programmes: Sequence[Programme]) -> bool:
    return not place.needs or any(getattr(programme, place.needs) for programme in programmes)
