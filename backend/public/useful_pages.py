"""Places and things that are useful: computers to use, schools that need help, announcements. What a
package tells anybody is in its `public.py`; nothing else is read here."""

from starlette.requests import Request
from starlette.responses import Response

from backend import clock
from backend.access_points.public import open_places
from backend.administrative_units.models import Level
from backend.administrative_units.tree import tree
from backend.coverage.public import hamlets
from backend.i18n import N_
from backend.learning_titles.public import MOST_COURSES, courses
from backend.public.collections import collections
from backend.public.compressing import PackedRouter
from backend.public.site import PublicSite
from backend.school_needs.public import most_urgent, open_needs

PAGES = (
    (
        "/diem-may-tinh",
        N_("Chỗ dùng máy tính, Internet"),
        N_("Ở đâu, mở cửa giờ nào, ngày nào nghỉ."),
    ),
    ("/phu-song", N_("Thôn nào có sóng"), N_("Từng thôn: có sóng chưa, bao giờ có.")),
    ("/lop-hoc", N_("Lớp học cho người lớn"), N_("Trung tâm học tập cộng đồng sắp mở lớp gì.")),
    (
        "/con-so-hoc-tap",
        N_("Học tập ở từng xã"),
        N_("Danh hiệu học tập của năm, lượt dùng máy tính công cộng."),
    ),
    (
        "/suu-tap",
        N_("Sách, phim, bài của quê mình"),
        N_("Đường dẫn đến bộ sưu tập số của thư viện."),
    ),
    ("/nhu-cau-truong", N_("Trường đang cần giúp"), N_("Nhà hảo tâm xem trường cần gì, gọi ai.")),
    ("/thong-bao", N_("Thông báo của xã"), N_("Bản đọc loa, bản niêm yết mới nhất.")),
)


def add(router: PackedRouter, site: PublicSite) -> None:
    """A page that leads to the others, and each of them."""

    @router.get("/tim-hieu")
    def useful(_request: Request) -> Response:
        """Where to look."""
        return site.show("useful.html", here="/tim-hieu", pages=PAGES)

    @router.get("/diem-may-tinh")
    def places(_request: Request) -> Response:
        """Public computers with their hours."""
        with site.database.reading() as session:
            found = open_places(session, clock.local(clock.now()))
        return site.show("places.html", here="/tim-hieu", found_places=found)

    @router.get("/nhu-cau-truong")
    def needs(_request: Request) -> Response:
        """What schools need that nobody has promised yet."""
        with site.database.reading() as session:
            found = most_urgent(open_needs(session))
        return site.show("needs.html", here="/tim-hieu", needs=found)

    @router.get("/phu-song")
    def coverage(_request: Request) -> Response:
        """The register of coverage."""
        with site.database.reading() as session:
            found = hamlets(session)
        return site.show("coverage.html", here="/tim-hieu", hamlets=found)

    @router.get("/lop-hoc")
    def learning(_request: Request) -> Response:
        """Courses that one can still join, of every province, the soonest first."""
        with site.database.reading() as session:
            units = tree(session).units.values()
            provinces = [unit.id for unit in units if unit.level is Level.PROVINCE]
            found = [course for province in provinces for course in courses(session, province)]
        found.sort(key=lambda course: course.starts_on)
        return site.show("courses.html", here="/tim-hieu", courses=found[:MOST_COURSES])

    @router.get("/suu-tap")
    def collected(_request: Request) -> Response:
        """What the libraries have put on the net."""
        with site.database.reading() as session:
            found = collections(session)
        return site.show("collection.html", here="/tim-hieu", collections=found)
