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
)
MORE_PATH = "/admin/more"
# Groups of «Thêm», in the order of how often they are opened.
MORE: Sequence[tuple[str, Sequence[Place]]] = (
    (
        N_("Phục vụ người dân"),
        (
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
    """Whether a page belongs to «Thêm»."""
    return path == MORE_PATH or any(place.is_here(path) for _t, places in MORE for place in places)


def _open_to(officer: Officer, place: Place) -> bool:
    return place.task is None or permissions.may(officer, place.task)
