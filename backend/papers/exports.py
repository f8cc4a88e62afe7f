"""Every noun that can be exported: its columns, and where its rows come from."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from urllib.parse import parse_qsl, urlencode

from sqlalchemy.orm import Session

from backend import clock
from backend.access_points import queries as access_points
from backend.access_points.schedules import loaded
from backend.access_points.typed_hours import show_week
from backend.administrative_units.models import AdministrativeUnit, UnitId
from backend.coverage.wording import network
from backend.deliveries.models import Delivery
from backend.disclosures.words import fields_told, paper_told, purpose_told
from backend.i18n import N_, _
from backend.officers.models import Officer
from backend.officers.permissions import Task
from backend.papers import portions
from backend.papers.shapes import Cell
from backend.privacy import mask_phone
from backend.schools.internet import without_internet
from backend.support_requests.filters import Filters
from backend.support_requests.models import SupportRequest
from backend.tickets.kinds import kinds


@dataclass
class Look:
    """What a cell may show and needs to know. `unmasked` when there is a reason for whole numbers."""

    session: Session
    unmasked: bool
    _units: dict[UnitId, str] = field(default_factory=dict)

    def unit(self, unit_id: UnitId) -> str:
        """A unit's name; there are few of them beside the rows."""
        if unit_id not in self._units:
            unit = self.session.get_one(AdministrativeUnit, unit_id)
            self._units[unit_id] = unit.full_name
        return self._units[unit_id]

    def unit_above(self, unit_id: UnitId) -> str:
        """The name of the commune that a hamlet belongs to."""
        above = self.session.get_one(AdministrativeUnit, unit_id).parent_id
        return self.unit(above) if above else ""

    def private(self, number: str) -> str:
        """A telephone or SIM number, masked unless there is a reason."""
        return number if self.unmasked else mask_phone(number)


@dataclass(frozen=True)
class Field:
    """One column: its title, its value of a row, and its width in letters."""

    title: str
    value: Callable[[Any, Look], Cell]
    width: int = 18


@dataclass(frozen=True)
class Noun:
    """A table. `rows` yields what the fields read, all of it in the officer's scope; `filters` is the
    query of the noun's own list, of which `known` fields count. `has_numbers` when some are masked;
    one that names families tells their `data` (codes of the register of disclosures) and the
    `request` of a row."""

    title: str
    task: Task
    fields: Sequence[Field]
    rows: Callable[[Session, Officer, str], Iterator[Any]]
    known: Sequence[str] = ()
    has_numbers: bool = True
    data: Sequence[str] = ()
    request: Callable[[Any], SupportRequest] = lambda row: row

    def narrowed(self, query: Mapping[str, str]) -> str:
        """The filters of an address that this table knows, always in one order."""
        return urlencode({name: query[name][:64] for name in self.known if query.get(name)})


def _given(delivery: Delivery) -> str:
    """Things or money, in words."""
    if delivery.dong:
        return _("{amount} đồng").format(amount=f"{delivery.dong:,}".replace(",", "."))
    return ", ".join(delivery.items)


def _day(moment: datetime | None) -> date | None:
    return clock.local(moment).date() if moment else None


_REQUESTS = (
    Field(N_("Mã hồ sơ"), lambda row, look: row.code, 16),
    Field(N_("Ngày gửi"), lambda row, look: _day(row.created_at), 12),
    Field(N_("Trạng thái"), lambda row, look: row.status.label, 22),
    Field(N_("Xã, phường"), lambda row, look: look.unit(row.unit_id)),
    Field(N_("Thôn, bản, tổ"), lambda row, look: row.hamlet),
    Field(N_("Chủ hộ"), lambda row, look: row.head_name, 24),
    Field(N_("Học sinh"), lambda row, look: row.child_name, 24),
    Field(N_("Năm sinh học sinh"), lambda row, look: str(row.child_birth_year or ""), 10),
    Field(N_("Trường"), lambda row, look: row.school, 24),
    Field(N_("Lớp"), lambda row, look: row.class_name, 8),
    Field(N_("Máy hiện có"), lambda row, look: row.lacking.label if row.lacking else "", 22),
    Field(N_("Điện thoại"), lambda row, look: look.private(row.phone), 14),
)
_DEVICES = (
    Field(N_("Số sê-ri"), lambda row, look: row.serial, 22),
    Field(N_("Loại"), lambda row, look: row.kind.label),
    Field(N_("Kiểu máy"), lambda row, look: row.model, 22),
    Field(N_("Trạng thái"), lambda row, look: row.state.label),
    Field(N_("Kho"), lambda row, look: look.unit(row.unit_id)),
    Field(N_("Nguồn"), lambda row, look: row.source),
    Field(N_("Ngày nhập"), lambda row, look: row.received_on, 12),
    Field(N_("Mượn đến ngày"), lambda row, look: row.lent_until, 14),
)
_HAND_OVERS = (
    Field(N_("Ngày giao"), lambda row, look: row[0].handed_over_on, 12),
    Field(N_("Mã hồ sơ"), lambda row, look: row[1].code, 16),
    Field(N_("Học sinh"), lambda row, look: row[1].child_name, 24),
    Field(N_("Chủ hộ"), lambda row, look: row[1].head_name, 24),
    Field(N_("Xã, phường"), lambda row, look: look.unit(row[1].unit_id)),
    Field(N_("Thôn, bản, tổ"), lambda row, look: row[1].hamlet),
    Field(N_("Kiểu máy"), lambda row, look: row[2].model if row[2] else _given(row[0]), 22),
    Field(N_("Số sê-ri"), lambda row, look: row[2].serial if row[2] else "", 22),
    Field(N_("Người nhận"), lambda row, look: row[0].receiver_name, 24),
    Field(N_("Quan hệ"), lambda row, look: row[0].receiver_relation, 14),
    Field(N_("Trạng thái"), lambda row, look: row[1].status.label, 22),
    Field(N_("Ngày trả lại"), lambda row, look: row[0].returned_on, 12),
)
_PACKAGES = (
    Field(N_("Mã hồ sơ"), lambda row, look: row[1].code, 16),
    Field(N_("Học sinh hoặc chủ hộ"), lambda row, look: row[1].recipient, 24),
    Field(N_("Xã, phường"), lambda row, look: look.unit(row[1].unit_id)),
    Field(N_("Nhà mạng"), lambda row, look: row[0].operator.value, 14),
    Field(N_("Thuê bao"), lambda row, look: look.private(row[0].phone), 14),
    Field(N_("Số SIM"), lambda row, look: look.private(row[0].sim_serial), 24),
    Field(N_("Gói cước"), lambda row, look: row[0].wording, 30),
    Field(N_("Trạng thái"), lambda row, look: row[0].state.label, 18),
    Field(N_("Ngày đăng ký"), lambda row, look: _day(row[0].registered_at), 12),
    Field(N_("Ngày mở"), lambda row, look: row[0].activated_on, 12),
    Field(N_("Hết hạn"), lambda row, look: row[0].expires_on, 12),
)
_TICKETS = (
    Field(N_("Mã phiếu"), lambda row, look: row.code, 16),
    Field(N_("Loại phiếu"), lambda row, look: kinds()[row.kind].name, 22),
    Field(N_("Ngày gửi"), lambda row, look: _day(row.created_at), 12),
    Field(N_("Hạn trả lời"), lambda row, look: row.due_on, 12),
    Field(N_("Trạng thái"), lambda row, look: row.status.label, 20),
    Field(N_("Nơi giải quyết"), lambda row, look: look.unit(row.unit_id)),
    Field(N_("Về địa bàn"), lambda row, look: look.unit(row.about_unit_id)),
)
_ACCESS_POINTS = (
    Field(N_("Tên"), lambda row, look: row.name, 30),
    Field(N_("Xã, phường"), lambda row, look: look.unit(row.unit_id)),
    Field(N_("Địa chỉ"), lambda row, look: row.address, 28),
    Field(N_("Điện thoại của điểm"), lambda row, look: row.phone, 16),
    Field(N_("Số máy"), lambda row, look: row.machines, 8),
    Field(N_("Giờ mở cửa"), lambda row, look: show_week(tuple(map(loaded, row.hours))), 34),
    Field(N_("Dùng để làm gì"), lambda row, look: row.activities, 28),
    Field(N_("Phí"), lambda row, look: row.fee, 16),
    Field(N_("Thôi phục vụ từ"), lambda row, look: row.closed_on, 14),
)
_SITES_WITHOUT_INTERNET = (
    Field(N_("Trường"), lambda row, look: row.school.name, 34),
    Field(N_("Cấp học"), lambda row, look: row.school.level.label, 12),
    Field(N_("Điểm trường"), lambda row, look: row.site.name, 28),
    Field(N_("Xã, phường"), lambda row, look: look.unit(row.school.unit_id)),
    Field(N_("Internet"), lambda row, look: row.site.internet.label, 10),
)
_COVERAGE = (
    Field(N_("Thôn, bản, tổ"), lambda row, look: look.unit(row.unit_id), 28),
    Field(N_("Xã, phường"), lambda row, look: look.unit_above(row.unit_id)),
    Field(N_("Tình trạng sóng"), lambda row, look: row.signal.label, 16),
    Field(N_("Mạng"), lambda row, look: network(row), 16),
    Field(N_("Hạn phủ sóng"), lambda row, look: row.target_on, 12),
    Field(N_("Xong ngày"), lambda row, look: row.done_on, 12),
    Field(N_("Căn cứ"), lambda row, look: row.evidence, 34),
)
_DISCLOSURES = (
    Field(N_("Số dòng sổ"), lambda row, look: row.disclosure.id, 8),
    Field(N_("Ngày"), lambda row, look: _day(row.disclosure.at), 12),
    Field(N_("Ai đưa"), lambda row, look: row.officer, 22),
    Field(N_("Đơn vị"), lambda row, look: row.unit),
    Field(N_("Loại nơi nhận"), lambda row, look: row.disclosure.receiver_kind.label, 22),
    Field(N_("Nơi nhận"), lambda row, look: row.disclosure.receiver, 24),
    Field(N_("Dữ liệu"), lambda row, look: fields_told(row.disclosure.fields), 34),
    Field(N_("Số trường hợp"), lambda row, look: row.disclosure.people, 10),
    Field(N_("Để làm gì"), lambda row, look: purpose_told(row.disclosure.purpose), 24),
    Field(N_("Căn cứ"), lambda row, look: row.disclosure.basis.label, 24),
    Field(N_("Chương trình"), lambda row, look: row.disclosure.programme, 20),
    Field(N_("Giấy, tệp"), lambda row, look: paper_told(row.disclosure.paper), 24),
    Field(N_("Chú thích"), lambda row, look: row.disclosure.note or "", 30),
)

NOUNS: Mapping[str, Noun] = {
    "requests": Noun(
        N_("Hồ sơ đề nghị hỗ trợ"),
        Task.ENTER_REQUEST,
        _REQUESTS,
        portions.requests,
        tuple(Filters.__dataclass_fields__),
        data=("child", "birth", "school", "head", "place", "status", "device", "request"),
    ),
    "devices": Noun(
        N_("Thiết bị"),
        Task.MANAGE_STOCK,
        _DEVICES,
        portions.devices,
        ("state", "source", "unit", "donor"),
        has_numbers=False,
    ),
    "hand-overs": Noun(
        N_("Bàn giao"),
        Task.HAND_OVER,
        _HAND_OVERS,
        portions.hand_overs,
        has_numbers=False,
        data=("child", "head", "place", "device", "receiver", "status", "request"),
        request=lambda row: row[1],
    ),
    "data-packages": Noun(
        N_("Gói cước"),
        Task.ORDER_PACKAGES,
        _PACKAGES,
        portions.data_packages,
        data=("child", "head", "place", "package", "request"),
        request=lambda row: row[1],
    ),
    "tickets": Noun(
        N_("Phiếu"),
        Task.ANSWER_TICKET,
        _TICKETS,
        portions.tickets,
        ("status", "kind", "overdue"),
        has_numbers=False,
    ),
    "access-points": Noun(
        N_("Điểm máy tính công cộng"),
        Task.MANAGE_PLACES,
        _ACCESS_POINTS,
        lambda session, officer, _filters: iter(access_points.access_points(session, officer)),
        has_numbers=False,
    ),
    "school-sites-without-internet": Noun(
        N_("Điểm trường thiếu Internet"),
        Task.MANAGE_PLACES,
        _SITES_WITHOUT_INTERNET,
        lambda session, officer, _filters: without_internet(session, officer),
        has_numbers=False,
    ),
    "coverage": Noun(
        N_("Sổ phủ sóng"), Task.MANAGE_PLACES, _COVERAGE, portions.coverage, has_numbers=False
    ),
    "disclosures": Noun(
        N_("Sổ tiết lộ dữ liệu"),
        Task.KEEP_DISCLOSURES,
        _DISCLOSURES,
        portions.disclosures,
        ("kind", "programme", "since", "until"),
        has_numbers=False,
    ),
}


def title_of(noun: Noun, filters: str) -> str:
    """What the file is called inside, and whether it is all of it."""
    words = _("Danh sách: {noun}").format(noun=_(noun.title).lower())
    return words + _(" (theo bộ lọc)") if dict(parse_qsl(filters)) else words
