"""Who can sign in to the demo, place by place. All people are invented."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from sqlalchemy.orm import Session

from backend.administrative_units.models import UnitId
from backend.i18n import _
from backend.officers import passwords
from backend.officers.models import Officer, Role
from backend.officers.service import add_hashed

CODE_OF_COMMUNE = 5  # digits; a province has two
PASSWORD = "noisong-demo"  # noqa: S105 - printed on every start of the demo


@dataclass(frozen=True)
class SampleOfficer:
    """An account of the demo; `commune` is the code of its unit, which may be a province."""

    username: str
    full_name: str
    commune: str
    role: Role = Role.APPROVER


@dataclass(frozen=True)
class Place:
    """What one place shows, and who signs in there: the commune, the department, the province."""

    name: str
    story: str
    officers: Sequence[SampleOfficer]


OFFICERS = (
    SampleOfficer("canbo", "Lê Thị Mai (mẫu)", "20056"),
    SampleOfficer("canbo2", "Trần Văn Hải (mẫu)", "20056"),
    SampleOfficer("canbo5", "Ngô Quý Lý (mẫu)", "20050"),
    SampleOfficer("thamdinh", "Viên Thị Thẩm (mẫu)", "20056", Role.VERIFIER),
    SampleOfficer("sohue", "Tôn Nữ Khoa (mẫu)", "46", Role.VERIFIER),
    SampleOfficer("tinhhue", "Phan Văn Hương (mẫu)", "46"),
)
SA_THAY = (
    SampleOfficer("thuvien", "Y Sâm (mẫu)", "23527"),
    SampleOfficer("quangngai", "Võ Thị Trà (mẫu)", "51"),
)
DIEN_BIEN = (
    SampleOfficer("thanhnua", "Cà Văn Nưa (mẫu)", "03328"),
    SampleOfficer("dienbien", "Lò Thị Mẫu (mẫu)", "11"),
)
BEN_THANH = (
    SampleOfficer("khuyenhoc", "Đỗ Thị Hạnh (mẫu)", "26743"),
    SampleOfficer("khuyenhoc2", "Phan Minh Tú (mẫu)", "26743"),
    SampleOfficer("thanhpho", "Huỳnh Thị Sông (mẫu)", "79"),
)
PLACES = (
    Place("A Lưới", "Sóng và máy tính cho em", (OFFICERS[0], OFFICERS[3], OFFICERS[5])),
    Place("Huế", "điện thoại cho hộ nghèo", (OFFICERS[2], OFFICERS[4], OFFICERS[5])),
    Place("Sa Thầy", "máy tính công cộng", SA_THAY),
    Place("Điện Biên", "Điều ước cho em", DIEN_BIEN),
    Place("Bến Thành", "học tập suốt đời", BEN_THANH),
)


def table_of_accounts() -> Iterator[str]:
    """One line a place: what it shows, and who signs in for commune, department and province."""
    for place in PLACES:
        names = " · ".join(f"{one.username} ({_office(one)})" for one in place.officers)
        yield f"  {place.name:<10} {place.story:<26} {names}"


def _office(sample: SampleOfficer) -> str:
    """A code of five digits is a commune's."""
    if len(sample.commune) == CODE_OF_COMMUNE:
        return _("xã, thẩm định") if sample.role is Role.VERIFIER else _("xã")
    return _("sở") if sample.role is Role.VERIFIER else _("tỉnh")


def add_account(
    session: Session, username: str, full_name: str, role: Role, unit_id: UnitId
) -> Officer:
    """An account with the printed password."""
    return add_hashed(session, username, full_name, _hash(), role=role, unit_id=unit_id)


@cache
def _hash() -> str:
    """Every account has the same one, and a hash takes its time on purpose."""
    return passwords.hashed(PASSWORD)
